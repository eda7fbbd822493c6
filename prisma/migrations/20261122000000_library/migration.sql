
-- CreateEnum
CREATE TYPE "book_status" AS ENUM ('draft', 'held', 'published', 'superseded', 'failed');

-- CreateEnum
CREATE TYPE "run_status" AS ENUM ('running', 'paused', 'completed', 'cancelled', 'failed');

-- CreateEnum
CREATE TYPE "run_course_status" AS ENUM ('waiting', 'inProgress', 'published', 'upToDate', 'held', 'failed', 'cancelled');

-- CreateEnum
CREATE TYPE "call_status" AS ENUM ('open', 'answered', 'failed');

-- CreateTable
CREATE TABLE "courses" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "code" TEXT,
    "import_key" TEXT,
    "title" TEXT NOT NULL,
    "description" TEXT,
    "subject" TEXT,
    "level" TEXT,
    "language" TEXT,
    "licence" TEXT,
    "attribution" TEXT,
    "kind" TEXT,
    "enrolment_count" INTEGER NOT NULL DEFAULT 0,
    "enrolment_is_invented" BOOLEAN NOT NULL DEFAULT false,
    "provenance" JSONB,
    "content_revision" BIGINT NOT NULL DEFAULT 1,
    "textbook_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "courses_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "course_modules" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "course_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "summary" TEXT,
    "unit" TEXT,

    CONSTRAINT "course_modules_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lectures" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "module_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "summary" TEXT,
    "kind" TEXT,
    "notes" TEXT,
    "objectives" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "scripture_references" TEXT[] DEFAULT ARRAY[]::TEXT[],

    CONSTRAINT "lectures_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "course_resources" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "course_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "author" TEXT,
    "kind" TEXT,
    "url" TEXT,
    "licence" TEXT,
    "attribution" TEXT,

    CONSTRAINT "course_resources_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "students" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "external_id" TEXT,
    "name" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "students_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "enrollments" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "student_id" UUID NOT NULL,
    "course_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "enrollments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "scroll_books" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "course_id" UUID,
    "course_code" TEXT,
    "course_title" TEXT NOT NULL,
    "edition" INTEGER NOT NULL,
    "status" "book_status" NOT NULL DEFAULT 'draft',
    "language" TEXT,
    "standard" TEXT NOT NULL,
    "standard_hash" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "is_rehearsal" BOOLEAN NOT NULL,
    "course_hash" TEXT NOT NULL,
    "course_revision" BIGINT NOT NULL,
    "formats" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "outline" JSONB,
    "outline_revision" INTEGER NOT NULL DEFAULT 0,
    "quality" DOUBLE PRECISION,
    "alignment" DOUBLE PRECISION,
    "rehearsal_quality" DOUBLE PRECISION,
    "rehearsal_alignment" DOUBLE PRECISION,
    "chapter_count" INTEGER NOT NULL DEFAULT 0,
    "words" INTEGER NOT NULL DEFAULT 0,
    "round" INTEGER NOT NULL DEFAULT 1,
    "run_id" UUID,
    "failure_code" TEXT,
    "failure_message" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "published_at" TIMESTAMPTZ(3),

    CONSTRAINT "scroll_books_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "scroll_parts" (
    "book_id" UUID NOT NULL,
    "chapter_number" INTEGER NOT NULL,
    "part" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "words" INTEGER NOT NULL,
    "content_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "scroll_parts_pkey" PRIMARY KEY ("book_id","chapter_number","part","revision")
);

-- CreateTable
CREATE TABLE "scroll_chapters" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "book_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "revision" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "words" INTEGER NOT NULL,
    "reading_minutes" INTEGER NOT NULL,
    "content_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "scroll_chapters_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "scroll_quality_reports" (
    "book_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "chapter_number" INTEGER NOT NULL,
    "verdict" TEXT NOT NULL,
    "report" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "scroll_quality_reports_pkey" PRIMARY KEY ("book_id","revision","chapter_number")
);

-- CreateTable
CREATE TABLE "scroll_manuscripts" (
    "book_id" UUID NOT NULL,
    "content" JSONB NOT NULL,
    "content_hash" TEXT NOT NULL,
    "words" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "scroll_manuscripts_pkey" PRIMARY KEY ("book_id")
);

-- CreateTable
CREATE TABLE "scroll_exports" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "book_id" UUID NOT NULL,
    "format" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "sha256" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "scroll_exports_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "scroll_passages" (
    "id" BIGSERIAL NOT NULL,
    "book_id" UUID NOT NULL,
    "course_id" UUID NOT NULL,
    "chapter_number" INTEGER NOT NULL,
    "section_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "heading" TEXT NOT NULL,
    "content" TEXT NOT NULL,

    CONSTRAINT "scroll_passages_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "generation_runs" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workflow_id" TEXT NOT NULL,
    "first_run_id" TEXT NOT NULL,
    "status" "run_status" NOT NULL DEFAULT 'running',
    "input" JSONB NOT NULL,
    "concurrency" INTEGER NOT NULL,
    "total_courses" INTEGER NOT NULL DEFAULT 0,
    "is_rehearsal" BOOLEAN NOT NULL DEFAULT false,
    "budget_usd" DOUBLE PRECISION,
    "spent_usd" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "reserved_usd" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "paused_at" TIMESTAMPTZ(3),
    "pause_reason" TEXT,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),
    "failure" TEXT,

    CONSTRAINT "generation_runs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "generation_run_courses" (
    "run_id" UUID NOT NULL,
    "course_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "slot" INTEGER,
    "status" "run_course_status" NOT NULL DEFAULT 'waiting',
    "book_id" UUID,
    "code" TEXT,
    "message" TEXT,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "generation_run_courses_pkey" PRIMARY KEY ("run_id","course_id")
);

-- CreateTable
CREATE TABLE "model_calls" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "call_key" TEXT NOT NULL,
    "course_id" UUID,
    "book_id" UUID,
    "run_id" UUID,
    "purpose" TEXT NOT NULL,
    "chapter_number" INTEGER NOT NULL,
    "part" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "ask" INTEGER NOT NULL,
    "model" TEXT NOT NULL,
    "is_rehearsal" BOOLEAN NOT NULL,
    "prompt_hash" TEXT NOT NULL,
    "status" "call_status" NOT NULL DEFAULT 'open',
    "attempt" INTEGER NOT NULL DEFAULT 1,
    "reply" TEXT,
    "finish_reason" TEXT,
    "input_tokens" INTEGER,
    "output_tokens" INTEGER,
    "reserved_usd" DOUBLE PRECISION,
    "cost_usd" DOUBLE PRECISION,
    "latency_ms" INTEGER,
    "error_code" TEXT,
    "error_message" TEXT,
    "same_failures" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "model_calls_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "course_events" (
    "id" BIGSERIAL NOT NULL,
    "course_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "processed_at" TIMESTAMPTZ(3),
    "outcome" TEXT,

    CONSTRAINT "course_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "model_limits" (
    "provider" TEXT NOT NULL,
    "blocked_until" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "model_limits_pkey" PRIMARY KEY ("provider")
);

-- CreateTable
CREATE TABLE "fleet_processes" (
    "id" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "pid" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "fleet_processes_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "courses_code_key" ON "courses"("code");

-- CreateIndex
CREATE UNIQUE INDEX "courses_import_key_key" ON "courses"("import_key");

-- CreateIndex
CREATE INDEX "courses_enrolment_count_id_idx" ON "courses"("enrolment_count" DESC, "id");

-- CreateIndex
CREATE INDEX "courses_created_at_id_idx" ON "courses"("created_at", "id");

-- CreateIndex
CREATE INDEX "courses_title_id_idx" ON "courses"("title", "id");

-- CreateIndex
CREATE INDEX "course_modules_course_id_position_idx" ON "course_modules"("course_id", "position");

-- CreateIndex
CREATE INDEX "lectures_module_id_position_idx" ON "lectures"("module_id", "position");

-- CreateIndex
CREATE INDEX "course_resources_course_id_position_idx" ON "course_resources"("course_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "students_external_id_key" ON "students"("external_id");

-- CreateIndex
CREATE INDEX "enrollments_course_id_idx" ON "enrollments"("course_id");

-- CreateIndex
CREATE UNIQUE INDEX "enrollments_student_id_course_id_key" ON "enrollments"("student_id", "course_id");

-- CreateIndex
CREATE INDEX "scroll_books_status_idx" ON "scroll_books"("status");

-- CreateIndex
CREATE UNIQUE INDEX "scroll_books_course_id_edition_key" ON "scroll_books"("course_id", "edition");

-- CreateIndex
CREATE UNIQUE INDEX "scroll_chapters_book_id_number_revision_key" ON "scroll_chapters"("book_id", "number", "revision");

-- CreateIndex
CREATE UNIQUE INDEX "scroll_exports_book_id_format_key" ON "scroll_exports"("book_id", "format");

-- CreateIndex
CREATE INDEX "scroll_passages_course_id_idx" ON "scroll_passages"("course_id");

-- CreateIndex
CREATE UNIQUE INDEX "scroll_passages_book_id_position_key" ON "scroll_passages"("book_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "generation_runs_first_run_id_key" ON "generation_runs"("first_run_id");

-- CreateIndex
CREATE INDEX "generation_runs_status_idx" ON "generation_runs"("status");

-- CreateIndex
CREATE INDEX "generation_runs_started_at_idx" ON "generation_runs"("started_at");

-- CreateIndex
CREATE INDEX "generation_run_courses_run_id_status_idx" ON "generation_run_courses"("run_id", "status");

-- CreateIndex
CREATE INDEX "generation_run_courses_run_id_position_idx" ON "generation_run_courses"("run_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "model_calls_call_key_key" ON "model_calls"("call_key");

-- CreateIndex
CREATE INDEX "model_calls_book_id_idx" ON "model_calls"("book_id");

-- CreateIndex
CREATE INDEX "model_calls_run_id_status_idx" ON "model_calls"("run_id", "status");

-- AddForeignKey
ALTER TABLE "courses" ADD CONSTRAINT "courses_textbook_id_fkey" FOREIGN KEY ("textbook_id") REFERENCES "scroll_books"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "course_modules" ADD CONSTRAINT "course_modules_course_id_fkey" FOREIGN KEY ("course_id") REFERENCES "courses"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lectures" ADD CONSTRAINT "lectures_module_id_fkey" FOREIGN KEY ("module_id") REFERENCES "course_modules"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "course_resources" ADD CONSTRAINT "course_resources_course_id_fkey" FOREIGN KEY ("course_id") REFERENCES "courses"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrollments" ADD CONSTRAINT "enrollments_student_id_fkey" FOREIGN KEY ("student_id") REFERENCES "students"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrollments" ADD CONSTRAINT "enrollments_course_id_fkey" FOREIGN KEY ("course_id") REFERENCES "courses"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scroll_books" ADD CONSTRAINT "scroll_books_course_id_fkey" FOREIGN KEY ("course_id") REFERENCES "courses"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scroll_parts" ADD CONSTRAINT "scroll_parts_book_id_fkey" FOREIGN KEY ("book_id") REFERENCES "scroll_books"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scroll_chapters" ADD CONSTRAINT "scroll_chapters_book_id_fkey" FOREIGN KEY ("book_id") REFERENCES "scroll_books"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scroll_quality_reports" ADD CONSTRAINT "scroll_quality_reports_book_id_fkey" FOREIGN KEY ("book_id") REFERENCES "scroll_books"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scroll_manuscripts" ADD CONSTRAINT "scroll_manuscripts_book_id_fkey" FOREIGN KEY ("book_id") REFERENCES "scroll_books"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scroll_exports" ADD CONSTRAINT "scroll_exports_book_id_fkey" FOREIGN KEY ("book_id") REFERENCES "scroll_books"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scroll_passages" ADD CONSTRAINT "scroll_passages_book_id_fkey" FOREIGN KEY ("book_id") REFERENCES "scroll_books"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "generation_run_courses" ADD CONSTRAINT "generation_run_courses_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "generation_runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;



-- One current book and one book in work for a course, whatever a program does.
CREATE UNIQUE INDEX "scroll_books_one_published" ON "scroll_books" ("course_id") WHERE "status" = 'published';
CREATE UNIQUE INDEX "scroll_books_one_in_work" ON "scroll_books" ("course_id") WHERE "status" IN ('draft', 'held', 'failed');

-- Full text: generated from the row, so that it cannot lag behind.
ALTER TABLE "scroll_passages" ADD COLUMN "tsv" tsvector
  GENERATED ALWAYS AS (setweight(to_tsvector('simple'::regconfig, "heading"), 'A') || setweight(to_tsvector('simple'::regconfig, "content"), 'B')) STORED;
CREATE INDEX "scroll_passages_tsv" ON "scroll_passages" USING gin ("tsv");

-- Enrolment counts follow the enrolments, once a statement; a catalogue that only knows a number sets the column itself.
CREATE FUNCTION scroll_enrolments_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE courses c SET enrolment_count = c.enrolment_count + n.students
    FROM (SELECT course_id, count(*) AS students FROM new_rows GROUP BY course_id) n WHERE c.id = n.course_id;
  RETURN NULL;
END $$;
CREATE FUNCTION scroll_enrolments_removed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE courses c SET enrolment_count = greatest(c.enrolment_count - n.students, 0)
    FROM (SELECT course_id, count(*) AS students FROM old_rows GROUP BY course_id) n WHERE c.id = n.course_id;
  RETURN NULL;
END $$;
CREATE TRIGGER scroll_enrolments_inserted AFTER INSERT ON enrollments REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION scroll_enrolments_added();
CREATE TRIGGER scroll_enrolments_moved_to AFTER UPDATE ON enrollments REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION scroll_enrolments_added();
CREATE TRIGGER scroll_enrolments_moved_from AFTER UPDATE ON enrollments REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION scroll_enrolments_removed();
CREATE TRIGGER scroll_enrolments_deleted AFTER DELETE ON enrollments REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION scroll_enrolments_removed();

-- The outbox. An event that was not read yet is made newer, not doubled. An import announces its new courses to
-- the next run and not one by one: it sets scroll.bulk_import for its transaction.
CREATE UNIQUE INDEX "course_events_one_open" ON "course_events" ("course_id") WHERE "processed_at" IS NULL;

CREATE FUNCTION scroll_note_course_event(changed uuid, what text) RETURNS void LANGUAGE sql AS $$
  INSERT INTO course_events (course_id, kind) VALUES (changed, what)
  ON CONFLICT (course_id) WHERE processed_at IS NULL DO UPDATE SET changed_at = clock_timestamp()
$$;

CREATE FUNCTION scroll_course_created() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF coalesce(current_setting('scroll.bulk_import', true), '') <> 'on' THEN
    PERFORM scroll_note_course_event(NEW.id, 'created');
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER scroll_course_created AFTER INSERT ON courses
  FOR EACH ROW EXECUTE FUNCTION scroll_course_created();

CREATE FUNCTION scroll_course_revised() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.content_revision := OLD.content_revision + 1;
  NEW.updated_at := clock_timestamp();
  PERFORM scroll_note_course_event(NEW.id, 'changed');
  RETURN NEW;
END $$;
CREATE TRIGGER scroll_course_revised BEFORE UPDATE ON courses
  FOR EACH ROW
  WHEN ((OLD.title, OLD.description, OLD.subject, OLD.level, OLD.language, OLD.licence, OLD.attribution, OLD.content_revision)
    IS DISTINCT FROM
    (NEW.title, NEW.description, NEW.subject, NEW.level, NEW.language, NEW.licence, NEW.attribution, NEW.content_revision))
  EXECUTE FUNCTION scroll_course_revised();

-- A change below the course is a change of the course: one touch a statement, not one a row.
CREATE FUNCTION scroll_touch_courses(ids uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF coalesce(current_setting('scroll.bulk_import', true), '') <> 'on' THEN
    UPDATE courses SET content_revision = content_revision + 1 WHERE id = ANY (ids);
  END IF;
END $$;

CREATE FUNCTION scroll_children_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM scroll_touch_courses(ARRAY(SELECT DISTINCT course_id FROM changed_rows));
  RETURN NULL;
END $$;
CREATE FUNCTION scroll_lectures_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM scroll_touch_courses(ARRAY(
    SELECT DISTINCT m.course_id FROM changed_rows c JOIN course_modules m ON m.id = c.module_id));
  RETURN NULL;
END $$;

-- What moves to another course changes both.
CREATE FUNCTION scroll_children_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM scroll_touch_courses(ARRAY(SELECT course_id FROM changed_rows UNION SELECT course_id FROM former_rows));
  RETURN NULL;
END $$;
CREATE FUNCTION scroll_lectures_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM scroll_touch_courses(ARRAY(
    SELECT m.course_id FROM (SELECT module_id FROM changed_rows UNION SELECT module_id FROM former_rows) c
      JOIN course_modules m ON m.id = c.module_id GROUP BY m.course_id));
  RETURN NULL;
END $$;

CREATE TRIGGER scroll_modules_inserted AFTER INSERT ON course_modules REFERENCING NEW TABLE AS changed_rows
  FOR EACH STATEMENT EXECUTE FUNCTION scroll_children_changed();
CREATE TRIGGER scroll_modules_updated AFTER UPDATE ON course_modules REFERENCING OLD TABLE AS former_rows NEW TABLE AS changed_rows
  FOR EACH STATEMENT EXECUTE FUNCTION scroll_children_moved();
CREATE TRIGGER scroll_modules_deleted AFTER DELETE ON course_modules REFERENCING OLD TABLE AS changed_rows
  FOR EACH STATEMENT EXECUTE FUNCTION scroll_children_changed();
CREATE TRIGGER scroll_lectures_inserted AFTER INSERT ON lectures REFERENCING NEW TABLE AS changed_rows
  FOR EACH STATEMENT EXECUTE FUNCTION scroll_lectures_changed();
CREATE TRIGGER scroll_lectures_updated AFTER UPDATE ON lectures REFERENCING OLD TABLE AS former_rows NEW TABLE AS changed_rows
  FOR EACH STATEMENT EXECUTE FUNCTION scroll_lectures_moved();
CREATE TRIGGER scroll_lectures_deleted AFTER DELETE ON lectures REFERENCING OLD TABLE AS changed_rows
  FOR EACH STATEMENT EXECUTE FUNCTION scroll_lectures_changed();
CREATE TRIGGER scroll_resources_inserted AFTER INSERT ON course_resources REFERENCING NEW TABLE AS changed_rows
  FOR EACH STATEMENT EXECUTE FUNCTION scroll_children_changed();
CREATE TRIGGER scroll_resources_updated AFTER UPDATE ON course_resources REFERENCING OLD TABLE AS former_rows NEW TABLE AS changed_rows
  FOR EACH STATEMENT EXECUTE FUNCTION scroll_children_moved();
CREATE TRIGGER scroll_resources_deleted AFTER DELETE ON course_resources REFERENCING OLD TABLE AS changed_rows
  FOR EACH STATEMENT EXECUTE FUNCTION scroll_children_changed();

-- What a student may read: published editions of existing courses, never a rehearsal unless the operator allows it
-- (the application passes that wish; the view only knows what is published).
CREATE VIEW "scroll_published_books" AS
  SELECT b.* FROM scroll_books b JOIN courses c ON c.textbook_id = b.id WHERE b.status = 'published';
