/** Taking back what a book that failed has left. */
import type { ExportFiles } from '../domain/exports/export.ts';
import type { BookStore } from '../domain/ports/books.ts';

export const createUndoActivities = ({ books, files }: { books: BookStore; files: ExportFiles }) => ({
  /** Undoes what an unpublished edition left: its rows say that it failed, its files go. A published one is left alone. */
  async abandonBook({ bookId, courseId, code, message }: AbandonedBook): Promise<void> {
    await books.failBook(bookId, { code, message });
    const { status } = await books.loadBook(bookId);
    if (status === 'failed') await files.remove({ courseId, bookId });
  },
});

interface AbandonedBook {
  bookId: string;
  courseId: string;
  code: string;
  message: string;
}
