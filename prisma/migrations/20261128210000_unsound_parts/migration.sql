-- What was still wrong with a part after its last ask; null for a sound one. Its book is held until it is mended.
ALTER TABLE "scroll_parts" ADD COLUMN "faults" JSONB;
