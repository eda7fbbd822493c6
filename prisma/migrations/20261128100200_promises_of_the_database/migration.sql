-- What the database promises by itself: sound numbers, reports that say what they are of, and the time of a change.

-- Columns and a view that nothing reads.
DROP VIEW IF EXISTS "scroll_published_books";
ALTER TABLE "scroll_parts" DROP COLUMN "content_hash";
ALTER TABLE "scroll_manuscripts" DROP COLUMN "content_hash";
ALTER TABLE "scroll_chapters" DROP COLUMN "content_hash", DROP COLUMN "reading_minutes", DROP COLUMN "id";
DROP INDEX "scroll_chapters_book_id_number_revision_key";
ALTER TABLE "scroll_chapters" ADD CONSTRAINT "scroll_chapters_pkey" PRIMARY KEY ("book_id", "number", "revision");

-- A report is of a plan, of a chapter or of a book; the number of the chapter is 0 for the two others.
ALTER TABLE "scroll_quality_reports" ADD COLUMN "kind" TEXT, DROP CONSTRAINT "scroll_quality_reports_pkey";
UPDATE "scroll_quality_reports" SET
  "kind" = CASE WHEN "chapter_number" = -1 THEN 'plan' WHEN "chapter_number" = 0 THEN 'book' ELSE 'chapter' END,
  "chapter_number" = greatest("chapter_number", 0);
ALTER TABLE "scroll_quality_reports"
  ALTER COLUMN "kind" SET NOT NULL,
  ALTER COLUMN "chapter_number" SET DEFAULT 0,
  ADD CONSTRAINT "scroll_quality_reports_pkey" PRIMARY KEY ("book_id", "kind", "chapter_number", "revision"),
  ADD CONSTRAINT "scroll_quality_reports_kind" CHECK ("kind" IN ('plan', 'book', 'chapter')),
  ADD CONSTRAINT "scroll_quality_reports_chapter" CHECK (("kind" = 'chapter') = ("chapter_number" > 0) AND "chapter_number" >= 0),
  ADD CONSTRAINT "scroll_quality_reports_verdict" CHECK ("verdict" IN ('accept', 'revise')),
  ADD CONSTRAINT "scroll_quality_reports_revision" CHECK ("revision" >= 0);

ALTER TABLE "courses" ADD CONSTRAINT "courses_enrolment_count" CHECK ("enrolment_count" >= 0);
ALTER TABLE "scroll_books"
  ADD CONSTRAINT "scroll_books_edition" CHECK ("edition" >= 1),
  ADD CONSTRAINT "scroll_books_counts" CHECK ("outline_revision" >= 0 AND "chapter_count" >= 0 AND "words" >= 0 AND "round" >= 1),
  ADD CONSTRAINT "scroll_books_scores" CHECK ("quality" BETWEEN 0 AND 1 AND "alignment" BETWEEN 0 AND 1
    AND "rehearsal_quality" BETWEEN 0 AND 1 AND "rehearsal_alignment" BETWEEN 0 AND 1);
ALTER TABLE "scroll_parts"
  ADD CONSTRAINT "scroll_parts_counts" CHECK ("chapter_number" >= 1 AND "revision" >= 0 AND "words" >= 0);
ALTER TABLE "scroll_chapters"
  ADD CONSTRAINT "scroll_chapters_counts" CHECK ("number" >= 1 AND "revision" >= 0 AND "words" >= 0);
ALTER TABLE "scroll_manuscripts" ADD CONSTRAINT "scroll_manuscripts_words" CHECK ("words" >= 0);
ALTER TABLE "generation_runs"
  ADD CONSTRAINT "generation_runs_concurrency" CHECK ("concurrency" >= 1),
  ADD CONSTRAINT "generation_runs_budget" CHECK ("budget_usd" >= 0 AND "spent_usd" >= 0);
ALTER TABLE "model_calls"
  ADD CONSTRAINT "model_calls_place" CHECK ("chapter_number" >= 0 AND "revision" >= 0 AND "ask" >= 1 AND "attempt" >= 1),
  ADD CONSTRAINT "model_calls_usage" CHECK ("input_tokens" >= 0 AND "output_tokens" >= 0 AND "cost_usd" >= 0);
ALTER TABLE "course_events" ADD CONSTRAINT "course_events_kind" CHECK ("kind" IN ('created', 'changed'));

-- A course of a run names its book as long as there is one; the row itself stays when its course goes: it is history.
UPDATE "generation_run_courses" rc SET "book_id" = NULL
  WHERE "book_id" IS NOT NULL AND NOT EXISTS (SELECT FROM "scroll_books" b WHERE b."id" = rc."book_id");
ALTER TABLE "generation_run_courses"
  ADD CONSTRAINT "generation_run_courses_counts" CHECK ("position" >= 0 AND "slot" >= 1 AND "calls" >= 0
    AND "priced_calls" BETWEEN 0 AND "calls" AND "input_tokens" >= 0 AND "output_tokens" >= 0 AND "cost_usd" >= 0),
  ADD CONSTRAINT "generation_run_courses_book_id_fkey" FOREIGN KEY ("book_id") REFERENCES "scroll_books" ("id")
    ON DELETE SET NULL ON UPDATE CASCADE;
CREATE INDEX "generation_run_courses_book_id_idx" ON "generation_run_courses" ("book_id");

-- When a book last changed for its readers and operators: its state, plan, size or scores.
CREATE FUNCTION scroll_note_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.updated_at := clock_timestamp();
  RETURN NEW;
END $$;
CREATE TRIGGER scroll_book_changed BEFORE UPDATE ON "scroll_books" FOR EACH ROW
  WHEN ((OLD.status, OLD.round, OLD.outline_revision, OLD.chapter_count, OLD.words, OLD.quality, OLD.alignment,
      OLD.rehearsal_quality, OLD.rehearsal_alignment, OLD.failure_code, OLD.failure_message)
    IS DISTINCT FROM (NEW.status, NEW.round, NEW.outline_revision, NEW.chapter_count, NEW.words, NEW.quality, NEW.alignment,
      NEW.rehearsal_quality, NEW.rehearsal_alignment, NEW.failure_code, NEW.failure_message))
  EXECUTE FUNCTION scroll_note_change();
CREATE INDEX "scroll_books_updated_at_idx" ON "scroll_books" ("updated_at");
