/** The search index of a published book. */
import { cutPassages, INDEX_VERSION } from '../domain/index/passages.ts';
import type { BookStore } from '../domain/ports/books.ts';
import type { RunApart } from '../domain/ports/run-apart.ts';
import { withHeartbeat } from './heartbeat.ts';

interface Dependencies {
  books: BookStore;
  runApart: RunApart;
}

export const createIndexActivities = ({ books, runApart }: Dependencies) => ({
  /** Cuts the published book into passages; one that is not published any more has none. Safe to repeat. */
  indexBook: ({ bookId }: { bookId: string }): Promise<{ passages: number }> =>
    withHeartbeat(async ({ signal }) => {
      const { text, row } = await books.loadManuscript(bookId);
      const passages = await runApart(cutPassages, { text, row }, { signal });
      const isSaved = await books.saveIndex(bookId, { version: INDEX_VERSION, passages });
      return { passages: isSaved ? passages.length : 0 };
    }),
});
