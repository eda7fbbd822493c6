/** What a measured worker has to say of itself: nothing but errors. */
import type { Logger } from '@temporalio/worker';

const quiet = (): void => undefined;
export const quietLogger: Logger = {
  log: quiet,
  trace: quiet,
  debug: quiet,
  info: quiet,
  warn: quiet,
  error: console.error,
};
