/** What an operator does about a failure; shown beside every error in the log and on the command line. */
import { findFailure } from '../../domain/failure.ts';

/** Codes that are not ours, as operating system and libraries give them. */
const FOREIGN: Record<string, string> = {
  ECONNREFUSED: 'Check that the service at this address runs.',
  ENOTFOUND: 'Check the host name of this address.',
  ENOSPC: 'Free space on the disk.',
  EACCES: 'Give this user the right to the file.',
};

/** Advice for a code, or null when nobody knows better than the message. */
export const whatToDo = (code: string): string | null => findFailure(code)?.advice ?? FOREIGN[code] ?? null;
