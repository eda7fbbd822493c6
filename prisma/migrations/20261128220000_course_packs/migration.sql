-- What lectures and modules bring beside their notes: key terms, questions, figures, a transcript. Null: nothing.
-- `json` keeps the order of keys, and with it that of the pairs of a matching question.
ALTER TABLE "course_modules" ADD COLUMN "pack" JSON;
ALTER TABLE "lectures" ADD COLUMN "pack" JSON;

-- Figures of courses, by the hash of their bytes. Kept in the database: an import is one transaction, and every worker reads them.
CREATE TABLE "course_files" (
    "sha256" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "course_files_pkey" PRIMARY KEY ("sha256")
);
