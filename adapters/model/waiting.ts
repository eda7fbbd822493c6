/** Waiting that can be called off, and work that is tried until the database is back. */
import { setTimeout as sleep } from 'node:timers/promises';
import { LibraryError } from '../../domain/failure.ts';

/** @throws the signal's own reason when it aborts */
export async function waitFor(ms: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  try {
    await sleep(ms, undefined, { signal });
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  }
}

/** The promise, or the signal's reason as soon as it aborts; the work itself goes on for those who share it. */
export function orAbort<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void =>
      reject(signal.reason instanceof Error ? signal.reason : new Error(String(signal.reason)));
    if (signal.aborted) return onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

/** A little later for each caller, so that a fleet does not come back all at once. */
export const spread = (ms: number): number => Math.round(ms + Math.random() * Math.min(ms / 5, 10_000));

const PAUSE_MS = 500;

/**
 * Does `work`, again and again while the database is away, for `forMs` at most: for what must not be lost because it
 * was paid for. An abort ends the waiting, not a try.
 */
export async function untilDatabaseAnswers<Result>(
  work: () => Promise<Result>,
  { forMs, signal }: { forMs: number; signal: AbortSignal },
): Promise<Result> {
  const deadline = Date.now() + forMs;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      const isAway = error instanceof LibraryError && error.code === 'DatabaseUnavailable';
      if (!isAway || Date.now() >= deadline) throw error;
    }
    await waitFor(PAUSE_MS, signal);
  }
}
