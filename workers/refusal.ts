/** A worker that cannot begin says why and what to do, as every command does; not where in our code it was noticed. */
import { EnvError } from '../adapters/env.ts';
import { whatToDo } from '../adapters/logging/what-to-do.ts';
import { LibraryError } from '../domain/failure.ts';

/** As on the command line: 2 for what was set wrong, 3 for a service that does not answer. */
const EXIT = { usage: 2, unreachable: 3 } as const;

/** A worker cannot start: a service is not named, or does not answer. */
export class WorkerStartError extends Error {
  override readonly name = 'WorkerStartError';

  constructor(
    readonly reason: keyof typeof EXIT,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** From now on what ends this process is said in words. @returns what leaves later errors to Node again */
export function refuseInWords(): () => void {
  const end = (error: unknown): void => {
    const { message, exitCode } = refusalOf(error);
    process.stderr.write(`${message}\n`);
    process.exit(exitCode);
  };
  process.once('uncaughtException', end);
  return () => process.off('uncaughtException', end);
}

function refusalOf(error: unknown): { message: string; exitCode: number } {
  if (error instanceof WorkerStartError) return { message: error.message, exitCode: EXIT[error.reason] };
  if (error instanceof EnvError) return { message: error.message, exitCode: EXIT.usage };
  if (!(error instanceof LibraryError)) {
    return { message: error instanceof Error ? (error.stack ?? error.message) : String(error), exitCode: 1 };
  }
  const message = [error.message, whatToDo(error.code) ?? []].flat().join('\n');
  return { message, exitCode: error.kind === 'transient' ? EXIT.unreachable : EXIT.usage };
}
