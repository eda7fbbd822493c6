/** One export of a book's manuscript. */
import type { Exporter, ExportFormat } from '../domain/exports/export.ts';
import type { BookStore } from '../domain/ports/books.ts';
import { withHeartbeat } from './heartbeat.ts';

export const createExportActivities = ({ books, exporter }: { books: BookStore; exporter: Exporter }) => ({
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
});
