/** Waiting in tests: for something to come true, and for something that never ends by itself. */

/** Asks every 50 ms, for 45 s or so long: a loaded machine is slow, and what is awaited ends the wait. */
export async function until(isTrue: () => boolean | Promise<boolean>, patienceMs = 45_000): Promise<void> {
  for (const end = Date.now() + patienceMs; Date.now() < end;) {
    if (await isTrue()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('What was waited for did not come true.');
}

export const neverEnding = (signal: AbortSignal): Promise<never> =>
  new Promise<never>((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))));
