/** The manuscript: the accepted chapters as one format-neutral tree. */
import type { PartRegistry } from '../domain/chapter/parts/registry.ts';
import { LibraryError } from '../domain/failure.ts';
import { manuscriptWork } from '../domain/manuscript/manuscript-work.ts';
import type { BookStore } from '../domain/ports/books.ts';
import type { RunApart } from '../domain/ports/run-apart.ts';
import type { Standard } from '../domain/standard/standard.ts';
import { withHeartbeat } from './heartbeat.ts';

interface Dependencies {
  books: BookStore;
  loadStandard: (id: string) => Promise<{ standard: Standard }>;
  runApart: RunApart;
  /** What a chapter may be made of. */
  parts: PartRegistry;
  /** Printed as publisher. */
  libraryName: string;
}

export const createManuscriptActivities = ({ books, loadStandard, runApart, parts, libraryName }: Dependencies) => {
  const { assembleBook } = manuscriptWork(parts);
  return {
    /** Puts the book together as one format-neutral tree; the same chapters give the same manuscript. */
    assembleManuscript: ({ bookId }: { bookId: string }): Promise<{ words: number }> =>
      withHeartbeat(async ({ signal }) => {
        const book = await books.loadBook(bookId);
        const { courseId, outline, edition, isRehearsal, model } = book;
        if (!courseId || !outline)
          throw new LibraryError(
            'StateConflict',
            `Expected book ${bookId} ("${book.courseTitle}") to have its course and its outline; it has lost its ${courseId ? 'outline' : 'course'}.`,
          );
        const course = await books.loadCourse(courseId);
        const { standard } = await loadStandard(book.standard);
        const manuscript = await runApart(
          assembleBook,
          {
            book: { id: bookId, edition, createdAt: book.createdAt.toISOString(), isRehearsal, model },
            course,
            outline,
            stored: await books.loadBookParts(bookId),
            standard,
            publisher: libraryName,
          },
          { signal },
        );
        await books.saveManuscript(bookId, manuscript);
        return { words: manuscript.words };
      }),
  };
};
