/** Turns: so many pieces of work at once, the others one after the other as they came. */
import pLimit from 'p-limit';

export type TakeTurn = <Result>(work: () => Promise<Result>, signal: AbortSignal) => Promise<Result>;

/** What is called off while it waits for its turn is over at once; what has begun ends by itself. */
export function createTurns(atOnce: number): TakeTurn {
  const limit = pLimit(atOnce);
  return (work, signal) => {
    let isBegun = false;
    const done = limit(() => {
      signal.throwIfAborted();
      isBegun = true;
      return work();
    });
    const calledOff = new Promise<never>((_resolve, reject) => {
      const leave = (): void => {
        if (!isBegun) reject(signal.reason instanceof Error ? signal.reason : new Error(String(signal.reason)));
      };
      if (signal.aborted) leave();
      else signal.addEventListener('abort', leave, { once: true });
    });
    return Promise.race([done, calledOff]);
  };
}
