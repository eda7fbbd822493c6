-- Pages of the list of books, in its order: editions of a course stand together, those of deleted courses come last of a title.
CREATE INDEX "scroll_books_course_title_course_id_edition_id_idx" ON "scroll_books" ("course_title", "course_id", "edition", "id");

-- The length of a lecture's notes, so that an estimate measures 60,000 of them without reading one.
ALTER TABLE "lectures" ADD COLUMN "notes_chars" INTEGER GENERATED ALWAYS AS (coalesce(char_length("notes"), 0)) STORED;

-- The latest answered calls of a model, by purpose: what an estimate takes for one call.
CREATE INDEX "model_calls_measured" ON "model_calls" ("model", "purpose", "answered_at" DESC) WHERE "status" = 'answered';
