/** Steps that need the processor or the files: manuscript, exports, index, and taking back what a failure left. */
import type { BookStore } from '../domain/book/book-store.ts';
import { LibraryError } from '../domain/failure.ts';
import { bookLanguage } from '../domain/language/book-language.ts';
import { assemblySteps, manuscriptWords } from '../domain/manuscript/assemble.ts';
import type { Exporter, ExportFormat } from '../domain/manuscript/export.ts';
import { manuscriptPassages } from '../domain/manuscript/passages.ts';
import type { Standard } from '../domain/standard/standard.ts';
import { inTurns, withHeartbeat } from './heartbeat.ts';

interface Dependencies {
  books: BookStore;
  exporter: Exporter;
  loadStandard: (id: string) => Promise<{ standard: Standard }>;
  /** Printed as publisher. */
  libraryName: string;
}

export const createPublishingActivities = ({ books, exporter, loadStandard, libraryName }: Dependencies) => ({
  /** Puts the book together as one format-neutral tree; the same chapters give the same manuscript. */
  assembleManuscript: ({ bookId }: { bookId: string }): Promise<{ words: number }> =>
    withHeartbeat(async () => {
      const book = await books.loadBook(bookId);
      if (!book.courseId || !book.outline)
        throw new LibraryError(
          'BookNotFound',
          `Book ${bookId} ("${book.courseTitle}") has lost its course or its outline.`,
        );
      const course = await books.loadCourse(book.courseId);
      const { standard } = await loadStandard(book.standard);
      const steps = assemblySteps({
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
        chapters: await books.loadChapters(bookId),
        standard,
        ...bookLanguage(course, book),
        publisher: libraryName,
      });
      const manuscript = await inTurns(steps);
      const words = manuscriptWords(manuscript);
      await books.saveManuscript(bookId, manuscript, words);
      return { words };
    }),

  /** Makes one export in a process of its own. A row that exists is returned when its file still stands. */
  exportBook: ({ bookId, format }: { bookId: string; format: ExportFormat }): Promise<{ bytes: number }> =>
    withHeartbeat(async ({ signal, note }) => {
      const stored = await books.findExport(bookId, format);
      if (stored) {
        const found = await exporter.verifyExport(stored.path);
        if (found?.sha256 === stored.sha256) return { bytes: stored.bytes };
      }
      note({ format });
      const manuscript = await books.loadManuscript(bookId);
      const file = await exporter.exportManuscript({ manuscript, format, signal });
      await books.saveExport(bookId, file);
      return { bytes: file.bytes };
    }),

  /** Cuts the published book into passages and replaces those that stood for it. */
  indexBook: ({ bookId }: { bookId: string }): Promise<{ passages: number }> =>
    withHeartbeat(async () => {
      const passages = manuscriptPassages(await books.loadManuscript(bookId));
      return { passages: await books.replacePassages(bookId, passages) };
    }),

  /** Undoes what an unpublished edition left: its rows say that it failed, its files go. A published one is left alone. */
  async abandonBook({ bookId, courseId, code, message }: AbandonedBook): Promise<void> {
    await books.failBook(bookId, { code, message });
    const { status } = await books.loadBook(bookId);
    if (status === 'failed') await exporter.removeExports({ courseId, bookId });
  },
});

export type PublishingActivities = ReturnType<typeof createPublishingActivities>;

interface AbandonedBook {
  bookId: string;
  courseId: string;
  code: string;
  message: string;
}
