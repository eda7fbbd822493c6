/** The manuscript: the accepted chapters as one format-neutral tree. */
import { assembleChapters } from '../domain/chapter/assemble.ts';
import type { PartRegistry } from '../domain/chapter/parts/registry.ts';
import { bookLanguage } from '../domain/course/book-language.ts';
import { LibraryError } from '../domain/failure.ts';
import { assemblySteps, manuscriptWords } from '../domain/manuscript/assemble.ts';
import type { BookStore } from '../domain/ports/books.ts';
import type { Standard } from '../domain/standard/standard.ts';
import { inTurns, withHeartbeat } from './heartbeat.ts';

interface Dependencies {
  books: BookStore;
  loadStandard: (id: string) => Promise<{ standard: Standard }>;
  /** What a chapter may be made of. */
  parts: PartRegistry;
  /** Printed as publisher. */
  libraryName: string;
}

export const createManuscriptActivities = ({ books, loadStandard, parts, libraryName }: Dependencies) => ({
  /** Puts the book together as one format-neutral tree; the same chapters give the same manuscript. */
  assembleManuscript: ({ bookId }: { bookId: string }): Promise<{ words: number }> =>
    withHeartbeat(async () => {
      const book = await books.loadBook(bookId);
      if (!book.courseId || !book.outline)
        throw new LibraryError(
          'StateConflict',
          `Expected book ${bookId} ("${book.courseTitle}") to have its course and its outline; it has lost its ${book.courseId ? 'outline' : 'course'}.`,
        );
      const course = await books.loadCourse(book.courseId);
      const { standard } = await loadStandard(book.standard);
      const steps = assemblySteps(
        {
          book: {
            id: book.id,
            edition: book.edition,
            createdAt: book.createdAt.toISOString(),
            isRehearsal: book.isRehearsal,
            model: book.model,
            standard: { id: standard.id, version: standard.version, title: standard.title },
          },
          course,
          outline: book.outline,
          chapters: assembleChapters(book.outline, await books.loadBookParts(bookId), parts),
          standard,
          ...bookLanguage(course, book),
          publisher: libraryName,
        },
        parts,
      );
      const manuscript = await inTurns(steps);
      const words = manuscriptWords(manuscript);
      await books.saveManuscript(bookId, manuscript, words);
      return { words };
    }),
});
