/** After the run: prints which books begin and end, for as long as the system stays up. */
import { setTimeout as sleep } from 'node:timers/promises';
import { LibraryError } from '../../domain/failure.ts';
import { listBookChanges } from '../../library/books.ts';
import { clock } from '../terminal/format.ts';
import type { Session } from '../session/session.ts';
import type { Screen } from '../terminal/screen.ts';

const LOOK_EVERY_MS = 1_000;

const WORDS = { draft: 'begun', held: 'held', published: 'published', failed: 'failed' } as const;

export async function stayUp({ library, logger }: Session, screen: Screen, signal: AbortSignal): Promise<void> {
  const told = new Map<string, string>();
  let since = new Date();
  while (!signal.aborted) {
    await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
    try {
      for (const { bookId, title, edition, status, reason, changedAt } of await listBookChanges(library, since)) {
        since = changedAt;
        if (told.get(bookId) === status) continue;
        told.set(bookId, status);
        const which = edition > 1 ? `${title}, edition ${edition}` : title;
        screen.line(`${clock(changedAt)} ${WORDS[status]}: ${which}${reason ? `: ${reason}` : ''}`);
      }
    } catch (error) {
      // A service that died is started again by its keeper; the next look finds it.
      if (!(error instanceof LibraryError && error.code === 'DatabaseUnavailable')) throw error;
      logger.warn('The database did not answer', { error });
    }
  }
}
