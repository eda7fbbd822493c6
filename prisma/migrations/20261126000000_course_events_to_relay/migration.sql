-- The relay looks for open events twice a second: among those that were handled, which stay, it would read all of them.
CREATE INDEX "course_events_to_relay" ON "course_events" ("id") WHERE "processed_at" IS NULL OR "outcome" = 'claimed';
