/** The search index of a published book. */
import { INDEX_VERSION, manuscriptPassages } from '../domain/index/passages.ts';
import type { BookStore } from '../domain/ports/books.ts';
import { withHeartbeat } from './heartbeat.ts';

export const createIndexActivities = ({ books }: { books: BookStore }) => ({
  /** Cuts the published book into passages; one that is not published any more has none. Safe to repeat. */
  indexBook: ({ bookId }: { bookId: string }): Promise<{ passages: number }> =>
    withHeartbeat(async () => {
      const passages = manuscriptPassages(await books.loadManuscript(bookId));
      const isSaved = await books.saveIndex(bookId, { version: INDEX_VERSION, passages });
      return { passages: isSaved ? passages.length : 0 };
    }),
});
