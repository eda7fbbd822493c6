/**
 * The book and the course as the writing steps read them, thousands of times an hour: one small statement says whether
 * the rows are still those that this process read before; only changed ones are read and parsed again.
 */
import { LRUCache } from 'lru-cache';
import type { BookRow, BookStore, BookAndCourse } from '../../../domain/ports/books.ts';
import type { Course } from '../../../domain/course/course.ts';
import { LibraryError } from '../../../domain/failure.ts';
import { STORED_OUTLINE } from '../../../domain/outline/outline.ts';
import { STORED_CHAPTER_REPORT } from '../../../domain/quality/report.ts';
import { readStored } from '../../../domain/stored.ts';
import type { LibraryPrisma } from '../client.ts';
import { loadCourse } from '../catalogue/course-rows.ts';

/** Books in work in one process at a time, and some more. */
const KEPT_BOOKS = 400;
/** Characters of kept courses: a course is a bare title or a library of notes. */
const KEPT_COURSE_CHARS = 40_000_000;

type WritingRows = Pick<BookStore, 'loadBook' | 'loadCourse' | 'loadBookAndCourse' | 'openPart' | 'openCheck'>;

export function createWritingRows(prisma: LibraryPrisma): WritingRows {
  const books = new LRUCache<string, { version: string; book: BookRow }>({ max: KEPT_BOOKS });
  const courses = new LRUCache<string, Course>({ maxSize: KEPT_COURSE_CHARS, sizeCalculation: courseChars });

  const bookAt = async (bookId: string, version: string): Promise<BookRow> => {
    const known = books.get(bookId);
    if (known?.version === version) return known.book;
    const book = await readBook(prisma, bookId);
    books.set(bookId, { version, book });
    return book;
  };
  const courseAt = async (courseId: string, contentRevision: number): Promise<Course> => {
    const known = courses.get(courseId);
    if (known?.contentRevision === contentRevision) return known;
    const course = await loadCourse(prisma, courseId);
    courses.set(courseId, course);
    return course;
  };

  const bookAndCourseAt = async (
    bookId: string,
    { version, title, courseId, contentRevision }: Standing,
  ): Promise<BookAndCourse> => {
    if (courseId === null || contentRevision === null)
      throw new LibraryError('CourseNotFound', `The course of book "${title}" was deleted.`);
    return { book: await bookAt(bookId, version), course: await courseAt(courseId, Number(contentRevision)) };
  };

  return {
    async loadBook(bookId) {
      const { version } = await findStanding(prisma, bookId);
      return bookAt(bookId, version);
    },
    async loadCourse(courseId) {
      const row = await prisma.course.findUnique({ where: { id: courseId }, select: { contentRevision: true } });
      if (!row) throw new LibraryError('CourseNotFound', `No course ${courseId} in the catalogue.`);
      return courseAt(courseId, Number(row.contentRevision));
    },
    loadBookAndCourse: async (bookId) => bookAndCourseAt(bookId, await findStanding(prisma, bookId)),
    async openPart(key) {
      const standing = await findStanding(prisma, key.bookId, key);
      return standing.words === null ? bookAndCourseAt(key.bookId, standing) : { words: standing.words };
    },
    async openCheck(key) {
      const standing = await findStanding(prisma, key.bookId, key);
      return standing.report === null
        ? bookAndCourseAt(key.bookId, standing)
        : {
            report: readStored(
              STORED_CHAPTER_REPORT,
              standing.report,
              `the report on chapter ${key.chapter} of book ${key.bookId}`,
            ),
          };
    },
  };
}

interface Standing {
  /** Changes with every update of the book's row: the transaction that wrote it. */
  version: string;
  title: string;
  courseId: string | null;
  contentRevision: string | null;
  /** Of the part that was asked for; null when it is not written. */
  words: number | null;
  /** On the chapter that was asked for; null when it is not checked. */
  report: unknown;
}

async function findStanding(
  { pool }: LibraryPrisma,
  bookId: string,
  place: { chapter: number; revision: number; part?: string } | null = null,
): Promise<Standing> {
  const { rows } = await pool.query<Standing>(
    `SELECT b.xmin::text AS version, b.course_title AS title, c.id::text AS "courseId",
       c.content_revision::text AS "contentRevision", p.words, q.report
     FROM scroll_books b LEFT JOIN courses c ON c.id = b.course_id
       LEFT JOIN scroll_parts p ON p.book_id = b.id AND p.chapter_number = $2 AND p.revision = $3 AND p.part = $4
       LEFT JOIN scroll_quality_reports q
         ON q.book_id = b.id AND q.kind = 'chapter' AND q.chapter_number = $2 AND q.revision = $3 AND $4::text IS NULL
     WHERE b.id = $1`,
    [bookId, place?.chapter ?? null, place?.revision ?? null, place?.part ?? null],
  );
  const [row] = rows;
  if (!row) throw new LibraryError('BookNotFound', `No book ${bookId}.`);
  return row;
}

async function readBook(prisma: LibraryPrisma, bookId: string): Promise<BookRow> {
  const row = await prisma.book.findUnique({ where: { id: bookId } });
  if (!row) throw new LibraryError('BookNotFound', `No book ${bookId}.`);
  return {
    ...row,
    outline: row.outline === null ? null : readStored(STORED_OUTLINE, row.outline, `the outline of book ${bookId}`),
  } satisfies BookRow;
}

/** About what a course takes in memory, in characters. */
const courseChars = ({ modules }: Course): number =>
  modules.reduce(
    (sum, { lectures }) => sum + lectures.reduce((chars, { notes }) => chars + 500 + (notes?.length ?? 0), 200),
    1_000,
  );
