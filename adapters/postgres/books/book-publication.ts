/** The one moment at which a book becomes visible. */
import { LibraryError } from '../../../domain/failure.ts';
import { dropStoredReplies } from '../calls/replies.ts';
import type { LibraryPrisma } from '../client.ts';

/** In the place of a hash: parts of the book may stand on what its course said for a while, and no course equals it. */
const CHANGED_WHILE_WRITTEN = 'changed while it was written';

/**
 * Drops the contents of a book's parts, whose text its manuscript holds: the same text is not kept twice. The rows stay, and
 * say that the parts were written.
 */
const dropPrintedParts = (tx: Pick<LibraryPrisma, '$executeRaw'>, bookId: string): Promise<number> =>
  tx.$executeRaw`
    UPDATE scroll_parts SET content = NULL
    WHERE book_id = ${bookId}::uuid AND EXISTS (SELECT FROM scroll_manuscripts m WHERE m.book_id = ${bookId}::uuid)`;

interface PublishedBook {
  courseId: string | null;
  courseTitle: string;
  status: string;
  courseHash: string;
  courseRevision: bigint;
}

/**
 * Supersedes the predecessor, publishes the edition and links it to its course, in one transaction. Safe to repeat.
 * @throws LibraryError BookNotFound; StateConflict when it is no draft; CourseNotFound when the course was deleted meanwhile
 */
export const publishBook = (
  prisma: LibraryPrisma,
  bookId: string,
  { keepsDrafts }: { keepsDrafts: boolean },
): Promise<void> =>
  prisma.$transaction(async (tx) => {
    // Held until the end: a book that is failed in this moment, because it was cancelled, must not appear after that.
    const [book] = await tx.$queryRaw<PublishedBook[]>`
      SELECT course_id::text AS "courseId", course_title AS "courseTitle", status::text AS status,
        course_hash AS "courseHash", course_revision AS "courseRevision"
      FROM scroll_books WHERE id = ${bookId}::uuid FOR UPDATE`;
    if (!book) throw new LibraryError('BookNotFound', `No book ${bookId}.`);
    if (!book.courseId)
      throw new LibraryError('CourseNotFound', `The course of book ${bookId} ("${book.courseTitle}") was deleted.`);
    if (book.status === 'published') return;
    if (book.status !== 'draft')
      throw new LibraryError(
        'StateConflict',
        `Expected book ${bookId} to be a draft, to publish it; it is ${book.status}.`,
      );

    const now = new Date();
    await tx.book.updateMany({
      where: { courseId: book.courseId, status: 'published' },
      data: { status: 'superseded' },
    });
    const course = await tx.course.findUnique({ where: { id: book.courseId }, select: { contentRevision: true } });
    const isOfOneCourse = course?.contentRevision === book.courseRevision;
    await tx.book.updateMany({
      where: { id: bookId },
      data: {
        status: 'published',
        publishedAt: now,
        courseHash: isOfOneCourse ? book.courseHash : CHANGED_WHILE_WRITTEN,
      },
    });
    const linked = await tx.course.updateMany({ where: { id: book.courseId }, data: { textbookId: bookId } });
    if (!keepsDrafts) {
      await dropStoredReplies(tx, bookId);
      await dropPrintedParts(tx, bookId);
    }
    if (linked.count === 0)
      throw new LibraryError('CourseNotFound', `Course ${book.courseId} ("${book.courseTitle}") was deleted.`);
  });
