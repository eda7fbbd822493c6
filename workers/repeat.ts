/** Repeats a small task at its own pace until it is stopped; a failure is reported once and the task goes on. */
export function repeat(
  everyMs: number,
  task: () => Promise<unknown>,
  onError: (error: unknown) => void,
): { stop(): Promise<void> } {
  let isStopped = false;
  let wake: () => void = () => undefined;
  let lastFailure = '';

  const loop = async (): Promise<void> => {
    while (!isStopped) {
      try {
        await task();
        lastFailure = '';
      } catch (error) {
        // A lost service fails every time in the same words: one line tells it.
        const failure = error instanceof Error ? error.message : String(error);
        if (failure !== lastFailure) onError(error);
        lastFailure = failure;
      }
      if (isStopped) break;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, everyMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  };
  const running = loop();
  return {
    async stop() {
      isStopped = true;
      wake();
      await running;
    },
  };
}
