/** The exports of a book's manuscript: which files there are to make, and one of them made. */
import {
  DEFAULT_KINDS,
  type Exporter,
  type ExportFiles,
  type ExportName,
  type PlannedExport,
} from '../domain/exports/export.ts';
import type { BookStore } from '../domain/ports/books.ts';
import { withHeartbeat } from './heartbeat.ts';

interface Dependencies {
  books: BookStore;
  exporter: Exporter;
  files: ExportFiles;
}

export const createExportActivities = ({ books, exporter, files }: Dependencies) => ({
  /**
   * The files that these kinds have of the book; null asks for the kinds that are made of every book.
   * @throws LibraryError InputInvalid for a kind that is not known
   */
  planExports: ({ bookId, kinds }: { bookId: string; kinds: string[] | null }): Promise<ExportPlan> =>
    withHeartbeat(async ({ signal }) => {
      const wanted = [...new Set(kinds ?? DEFAULT_KINDS)];
      const manuscript = await books.loadManuscript(bookId);
      return { kinds: wanted, files: await exporter.planExports({ manuscript, kinds: wanted, signal }) };
    }),

  /** Makes one file in a process of its own. A row that exists is returned when its file is still whole. */
  exportBook: ({ bookId, ...name }: { bookId: string } & ExportName): Promise<{ bytes: number }> =>
    withHeartbeat(async ({ signal, note }) => {
      const stored = await books.findExport(bookId, name);
      if (stored) {
        const found = await files.verify(stored.path);
        if (found?.sha256 === stored.sha256) return { bytes: stored.bytes };
      }
      note({ ...name });
      const manuscript = await books.loadManuscript(bookId);
      const file = await exporter.exportManuscript({ manuscript, ...name, signal });
      await books.saveExport(bookId, file);
      return { bytes: file.bytes };
    }),
});

export interface ExportPlan {
  kinds: string[];
  files: PlannedExport[];
}
