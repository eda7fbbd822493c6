/** How a command says that it failed: its exit code, its words for a person, and its document for a program. */
import { EnvError } from '../../adapters/env.ts';
import { whatToDo } from '../../adapters/logging/what-to-do.ts';
import { LibraryError } from '../../domain/failure.ts';
import { ServiceUnreachable, StackFailed } from '../../stack/process/errors.ts';
import { CatalogueRefused } from '../../library/catalogue.ts';
import { isTemporalAway } from '../../library/temporal-errors.ts';
import { Interrupted } from '../terminal/interruption.ts';
import { EXIT, UsageError } from '../typed/usage.ts';

/** As a shell counts SIGINT. */
const INTERRUPTED = 130;

export function exitCodeOf(error: unknown): number {
  const code = error instanceof LibraryError ? error.code : null;
  if (error instanceof Interrupted) return INTERRUPTED;
  if (error instanceof UsageError || error instanceof EnvError || error instanceof CatalogueRefused) return EXIT.usage;
  if (code === 'InputInvalid' || code === 'StandardNotFound' || code === 'StandardInvalid') return EXIT.usage;
  const isUnreachable = error instanceof ServiceUnreachable || error instanceof StackFailed;
  return isUnreachable || code === 'DatabaseUnavailable' || isTemporalAway(error) ? EXIT.unreachable : EXIT.someFailed;
}

/** What was expected to go wrong speaks for itself, with what to do; anything else shows where it came from. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof LibraryError) return [error.message, whatToDo(error.code) ?? []].flat().join('\n');
  if (isTemporalAway(error))
    return `Temporal does not answer (${error.message}). Look at it with npm run stack -- status, then try again.`;
  const isExpected = error instanceof StackFailed || exitCodeOf(error) !== EXIT.someFailed;
  return isExpected ? error.message : (error.stack ?? error.message);
}

/** What `--json` prints of it; `problems` where a catalogue was refused. */
export const errorDocument = (error: unknown): object => ({
  error: {
    code: codeOf(error),
    message: messageOf(error),
    ...(error instanceof CatalogueRefused && { problems: error.problems }),
  },
});

function codeOf(error: unknown): string {
  if (error instanceof LibraryError) return error.code;
  return error instanceof Error ? error.name : 'Unknown';
}
