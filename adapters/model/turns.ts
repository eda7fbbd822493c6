/** Turns: so many pieces of work at once, the others one after the other as they came. */
import pLimit from 'p-limit';

export type TakeTurn = <Result>(work: () => Promise<Result>, signal: AbortSignal) => Promise<Result>;

/** What is called off while it waits for its turn is over at once; what has begun ends by itself. */
export function createTurns(atOnce: number): TakeTurn {
  const limit = pLimit(atOnce);
  return (work, signal) =>
    new Promise((resolve, reject) => {
      const leave = (): void =>
        reject(signal.reason instanceof Error ? signal.reason : new Error(String(signal.reason)));
      if (signal.aborted) return leave();
      signal.addEventListener('abort', leave, { once: true });
      const begin = (): ReturnType<typeof work> => {
        signal.removeEventListener('abort', leave);
        signal.throwIfAborted();
        return work();
      };
      limit(begin).then(resolve, reject);
    });
}
