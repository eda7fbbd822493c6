/** The search index of a published book. */
import { manuscriptPassages } from '../domain/index/passages.ts';
import type { BookStore } from '../domain/ports/books.ts';
import { withHeartbeat } from './heartbeat.ts';

export const createIndexActivities = ({ books }: { books: BookStore }) => ({
  /** Cuts the published book into passages and replaces those that stood for it. */
  indexBook: ({ bookId }: { bookId: string }): Promise<{ passages: number }> =>
    withHeartbeat(async () => {
      const passages = manuscriptPassages(await books.loadManuscript(bookId));
      return { passages: await books.replacePassages(bookId, passages) };
    }),
});
