/** How a book's edition ends: readable by its students, or held for a person. Rows only. */
import { INDEX_VERSION } from '../domain/index/passages.ts';
import type { BookStore } from '../domain/ports/books.ts';

export const createPublishActivities = ({ books }: { books: BookStore }) => ({
  /** Notes that every planned file of these kinds of export is made. */
  completeExports: ({ bookId, kinds }: { bookId: string; kinds: string[] }) => books.completeExports(bookId, kinds),

  /** The one moment at which the book becomes visible. */
  publishBook: ({ bookId }: { bookId: string }) => books.publishBook(bookId),

  /** The next published books that have no index, or one of older rules. */
  findIndexDue: (page: { afterBookId: string | null; limit: number }) =>
    books.findIndexDue({ version: INDEX_VERSION, ...page }),

  holdBook: ({ bookId, reason }: { bookId: string; reason: string }) => books.holdBook(bookId, reason),
});
