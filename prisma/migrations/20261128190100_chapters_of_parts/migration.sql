-- The text of a chapter is that of its parts: kept once.
ALTER TABLE scroll_chapters DROP COLUMN content;
