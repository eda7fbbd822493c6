/** The search index: passages of published books, and which books have none or an old one. */
import type { BookStore } from '../../../domain/ports/books.ts';
import type { LibraryPrisma } from '../client.ts';

type IndexRows = Pick<BookStore, 'saveIndex' | 'findIndexDue'>;

export const createIndexRows = ({ pool }: LibraryPrisma): IndexRows => ({
  async saveIndex(bookId, { version, passages }) {
    const { rows } = await pool.query<{ isSaved: boolean }>(SAVE_INDEX, [
      bookId,
      version,
      passages.map(({ chapterNumber }) => chapterNumber),
      passages.map(({ sectionId }) => sectionId),
      passages.map(({ position }) => position),
      passages.map(({ heading }) => heading),
      passages.map(({ content }) => content),
    ]);
    return rows[0]?.isSaved ?? false;
  },

  async findIndexDue({ version, afterBookId, limit }) {
    const { rows } = await pool.query<{ id: string }>(
      `SELECT id::text FROM scroll_books
       WHERE status = 'published' AND course_id IS NOT NULL AND (indexed_version IS NULL OR indexed_version < $1)
         AND ($2::uuid IS NULL OR id > $2)
       ORDER BY id LIMIT $3`,
      [version, afterBookId, limit],
    );
    return rows.map(({ id }) => id);
  },
});

/** The book's row is locked: an edition that is published meanwhile waits, or is waited for and leaves nothing to do. */
const SAVE_INDEX = `
  WITH book AS (
    SELECT id, course_id FROM scroll_books
    WHERE id = $1 AND status = 'published' AND course_id IS NOT NULL FOR UPDATE),
  gone AS (
    DELETE FROM scroll_passages p USING book
    WHERE p.course_id = book.course_id AND (p.book_id <> book.id OR p.position <> ALL ($5::int[]))),
  kept AS (
    INSERT INTO scroll_passages (book_id, course_id, chapter_number, section_id, position, heading, content)
    SELECT book.id, book.course_id, p.* FROM book,
      unnest($3::int[], $4::text[], $5::int[], $6::text[], $7::text[]) p
    ON CONFLICT (book_id, position) DO UPDATE SET chapter_number = EXCLUDED.chapter_number,
      section_id = EXCLUDED.section_id, heading = EXCLUDED.heading, content = EXCLUDED.content),
  noted AS (
    UPDATE scroll_books SET indexed_version = $2 FROM book WHERE scroll_books.id = book.id)
  SELECT EXISTS (SELECT FROM book) AS "isSaved"`;
