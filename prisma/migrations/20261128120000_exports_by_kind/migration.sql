-- An export is known by its kind and its variant: two kinds may end in the same letters, one kind may have many files.
ALTER TABLE scroll_exports RENAME COLUMN format TO kind;
ALTER TABLE scroll_exports
  ADD COLUMN variant text NOT NULL DEFAULT 'student',
  ADD COLUMN audience text NOT NULL DEFAULT 'student' CONSTRAINT scroll_exports_audience CHECK (audience IN ('student', 'instructor')),
  ADD COLUMN media_type text;
UPDATE scroll_exports SET media_type = CASE kind
  WHEN 'pdf' THEN 'application/pdf' WHEN 'epub' THEN 'application/epub+zip' WHEN 'html' THEN 'text/html' END;
ALTER TABLE scroll_exports ALTER COLUMN media_type SET NOT NULL;
ALTER TABLE scroll_exports ALTER COLUMN variant DROP DEFAULT, ALTER COLUMN audience DROP DEFAULT;
DROP INDEX scroll_exports_book_id_format_key;
CREATE UNIQUE INDEX scroll_exports_book_id_kind_variant_key ON scroll_exports (book_id, kind, variant);

-- Nothing reads the view, and it holds every column of the table below.
DROP VIEW IF EXISTS scroll_published_books;
-- Kinds of which every planned file is made; what a book was once asked for is in its run's input.
ALTER TABLE scroll_books DROP COLUMN formats;
ALTER TABLE scroll_books ADD COLUMN exported_kinds text[] NOT NULL DEFAULT '{}';
UPDATE scroll_books b SET exported_kinds = e.kinds
  FROM (SELECT book_id, array_agg(kind ORDER BY kind) AS kinds FROM scroll_exports GROUP BY book_id) e WHERE e.book_id = b.id;
