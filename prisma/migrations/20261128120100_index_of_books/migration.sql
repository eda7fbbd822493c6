-- Which rules cut the passages of a published book; null: it has no index. What is older than the rules of today is due,
-- and so is every book of an older release: whether its index was made cannot be seen.
ALTER TABLE scroll_books ADD COLUMN indexed_version integer;
CREATE INDEX scroll_books_index_due ON scroll_books (indexed_version, id) WHERE status = 'published';

-- Passages of editions that nobody reads, and of courses that are gone.
DELETE FROM scroll_passages p USING scroll_books b
  WHERE b.id = p.book_id AND (b.status <> 'published' OR b.course_id IS DISTINCT FROM p.course_id);
ALTER TABLE scroll_passages ADD CONSTRAINT scroll_passages_course_id_fkey
  FOREIGN KEY (course_id) REFERENCES courses (id) ON DELETE CASCADE;
