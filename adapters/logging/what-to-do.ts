/** What an operator does about each failure; shown beside every error in the log and on the command line. */
import { FAILURE_KINDS, type FailureCode } from '../../domain/failure.ts';

const ADVICE: Record<FailureCode, string> = {
  ModelOverloaded: 'Nothing: the fleet waits as long as the provider asks. If it lasts, lower the concurrency.',
  ModelUnreachable: 'Check OPENAI_BASE_URL and the network; the work goes on by itself when the model answers.',
  ModelStalled:
    'Nothing at first: the call is tried again. If it lasts, raise OPENAI_STALL_TIMEOUT_MS or use another model.',
  ModelServerError: "Nothing at first: the call is tried again. If it lasts, look at the provider's status page.",
  DatabaseUnavailable: 'Check that PostgreSQL runs and that DATABASE_URL is right; the work goes on by itself.',
  StorageFull: 'Free space on the disk of DATA_DIR or STORAGE_URL; the work goes on by itself.',
  ExportCrashed: 'Try `npm run generate:enterprise retry`; if it crashes again, raise EXPORT_MEMORY_MB.',
  RunPaused: 'Go on with `npm run generate:enterprise resume`.',
  BudgetReserved: 'Nothing: it goes on when the calls in hand have ended.',
  BudgetReached: 'Start the run again with a higher --budget-usd, or leave the rest unwritten.',
  ModelAccessDenied:
    'Mend what the message names: OPENAI_API_KEY, the quota of the account, OPENAI_MODEL, OPENAI_BASE_URL or OPENAI_STRUCTURED_OUTPUT. Workers read settings once: after a change stop `npm start` or the workers and start them again. Then `npm run generate:enterprise resume`.',
  ModelRequestRejected:
    'Check OPENAI_MODEL and what the message says: the server does not take this request, such as one that is too long for the model. Then `npm run generate:enterprise retry`.',
  ModelOutputInvalid:
    'Try `npm run generate:enterprise retry`; if it happens again, use a stronger OPENAI_MODEL or raise MODEL_MAX_ASKS.',
  ModelRefused:
    "Read the course's title and notes: the provider refuses to write about them. Change the course or the model.",
  CourseNotFound: 'Check the id or code with `npm run books -- list`; the course may have been deleted.',
  CourseRefused: 'Change the course as the message says and import it again.',
  BookNotFound: 'Write the book again: `npm run generate:enterprise auto <course>`.',
  StandardInvalid: 'Mend the file in standards/ that the message names.',
  StandardNotFound: 'Name a standard that has a file in standards/, in STANDARD or --standard.',
  InputInvalid: 'Mend what the message names and try again.',
  ContentUnrenderable:
    'Change the passage that the message names in the course, then `npm run generate:enterprise auto <course>`.',
  ExportTimedOut: 'Raise EXPORT_TIMEOUT_MS or EXPORT_MEMORY_MB, then `npm run generate:enterprise retry`.',
};

/** Codes that are not ours, as operating system and libraries give them. */
const FOREIGN: Record<string, string> = {
  ECONNREFUSED: 'Check that the service at this address runs.',
  ENOTFOUND: 'Check the host name of this address.',
  ENOSPC: 'Free space on the disk.',
  EACCES: 'Give this user the right to the file.',
};

/** Advice for a code, or null when nobody knows better than the message. */
export const whatToDo = (code: string): string | null => (isFailureCode(code) ? ADVICE[code] : FOREIGN[code]) ?? null;

const isFailureCode = (code: string): code is FailureCode => Object.hasOwn(FAILURE_KINDS, code);
