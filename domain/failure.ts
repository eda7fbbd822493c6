/**
 * Every failure that the system expects: what it means for the fleet, and what an operator does about it.
 *
 * Adapters translate vendor errors into `LibraryError`; one activity interceptor turns it into Temporal's failure.
 * Workflows import this file by value, so it imports nothing.
 */

/**
 * `transient`: the step is tried again by itself. `operator`: a person acts, then the same step goes on.
 * `permanent`: trying again cannot help.
 */
export type FailureKind = 'transient' | 'operator' | 'permanent';

interface Failure {
  kind: FailureKind;
  /**
   * How a book's workflow waits when the step itself gives up. `gate`: no paid step starts until the run goes on.
   * `outage`: this step is tried again, ever more rarely.
   */
  waitsInWorkflow?: 'gate' | 'outage';
  /** True for what a person causes or expects: no error in logs and metrics. */
  isQuiet?: true;
  advice: string;
}

export const FAILURES = {
  ModelOverloaded: {
    kind: 'transient', // honours Retry-After
    isQuiet: true,
    advice: 'Nothing: the fleet waits as long as the provider asks. If it lasts, lower the concurrency.',
  },
  ModelUnreachable: {
    kind: 'transient', // connection refused, cut or timed out
    advice: 'Check OPENAI_BASE_URL and the network; the work goes on by itself when the model answers.',
  },
  ModelStalled: {
    kind: 'transient', // no byte for longer than the stall limit
    advice:
      'Nothing at first: the call is tried again. If it lasts, raise OPENAI_STALL_TIMEOUT_MS or use another model.',
  },
  ModelServerError: {
    kind: 'transient', // 5xx that a later attempt may not see
    advice: "Nothing at first: the call is tried again. If it lasts, look at the provider's status page.",
  },
  DatabaseUnavailable: {
    kind: 'transient',
    waitsInWorkflow: 'outage',
    advice: 'Check that PostgreSQL runs and that DATABASE_URL is right; the work goes on by itself.',
  },
  StorageFull: {
    kind: 'transient', // a person frees space, the work goes on
    waitsInWorkflow: 'outage',
    advice: 'Free space on the disk of DATA_DIR or STORAGE_URL; the work goes on by itself.',
  },
  ExportCrashed: {
    kind: 'transient', // the export's process died; bounded by the attempts of the step
    advice: 'Try `npm run generate:enterprise retry`; if it crashes again, raise EXPORT_MEMORY_MB.',
  },
  BudgetReserved: {
    kind: 'transient', // calls in hand hold the rest of the budget; the step frees its slot and comes again
    isQuiet: true,
    advice: 'Nothing: it goes on when the calls in hand have ended.',
  },
  CallInHand: {
    kind: 'transient', // another process asks the same already; the step frees its slot and comes for the answer
    isQuiet: true,
    advice: 'Nothing: the answer is read when the process that has the call in hand brings it.',
  },
  RunPaused: {
    kind: 'operator',
    waitsInWorkflow: 'gate',
    isQuiet: true,
    advice: 'Go on with `npm run generate:enterprise resume`.',
  },
  BudgetReached: {
    kind: 'operator',
    waitsInWorkflow: 'gate',
    isQuiet: true,
    advice:
      'Raise the budget, `npm run generate:enterprise budget <dollars>`, or take it away, `npm run generate:enterprise budget none`: the run goes on by itself.',
  },
  ModelAccessDenied: {
    kind: 'operator', // rejected key, exhausted quota, no such model or address
    waitsInWorkflow: 'gate',
    advice:
      'Mend what the message names: OPENAI_API_KEY, the quota of the account, OPENAI_MODEL, OPENAI_BASE_URL or OPENAI_STRUCTURED_OUTPUT. Workers read settings once: after a change stop `npm start` or the workers and start them again. Then `npm run generate:enterprise resume`.',
  },
  ModelRequestRejected: {
    kind: 'permanent', // 4xx that means one request, such as one that is too long, or a 500 that never changes
    advice:
      'Check OPENAI_MODEL and what the message says: the server does not take this request, such as one that is too long for the model. Then `npm run generate:enterprise retry`.',
  },
  ModelOutputInvalid: {
    kind: 'permanent', // no document of the shape that was asked for, after the bounded number of paid asks
    advice:
      'Look at what was wrong with the replies: `npm run books -- show <course>`. The model does not bring a document of the shape that it is asked for: check OPENAI_STRUCTURED_OUTPUT and MODEL_MAX_ASKS, or take another OPENAI_MODEL. Then `npm run generate:enterprise retry`.',
  },
  ModelRefused: {
    kind: 'permanent',
    advice:
      "Read the course's title and notes: the provider refuses to write about them. Change the course or the model.",
  },
  CourseNotFound: {
    kind: 'permanent',
    advice: 'Check the id or code with `npm run books -- list`; the course may have been deleted.',
  },
  CourseRefused: {
    kind: 'permanent', // licence forbids, no title, …; the message says what to change
    advice: 'Change the course as the message says and import it again.',
  },
  BookNotFound: {
    kind: 'permanent', // no row of this id
    advice: 'Write the book again: `npm run generate:enterprise auto <course>`.',
  },
  StateConflict: {
    kind: 'permanent', // the row is there and not in the state that the step needs
    advice:
      'Look at the book: `npm run books -- show <course>`. If it is not published, write it again: `npm run generate:enterprise auto <course>`.',
  },
  StandardInvalid: { kind: 'permanent', advice: 'Mend the file in standards/ that the message names.' },
  StandardNotFound: {
    kind: 'permanent',
    advice: 'Name a standard that has a file in standards/, in STANDARD or --standard.',
  },
  InputInvalid: { kind: 'permanent', advice: 'Mend what the message names and try again.' },
  ContentUnrenderable: {
    kind: 'permanent', // the manuscript holds what an export cannot show; the message names it
    advice:
      'Change the passage that the message names in the course, then `npm run generate:enterprise auto <course>`.',
  },
  StoredUnreadable: {
    kind: 'permanent', // stored JSON of a newer release, or not of its own shape; the message names row and version
    advice: 'Start the release that wrote the row, or a newer one; nothing of the row is lost.',
  },
  WorkTooLarge: {
    kind: 'permanent', // a worker thread took all the memory that it may, every time
    advice:
      'Make the course shorter, or two courses of it: a worker cannot hold at once what is made of it. Then `npm run generate:enterprise auto <course>`.',
  },
  ExportTimedOut: {
    kind: 'permanent', // over its time or memory cap, every time
    advice: 'Raise EXPORT_TIMEOUT_MS or EXPORT_MEMORY_MB, then `npm run generate:enterprise retry`.',
  },
} as const satisfies Record<string, Failure>;

export type FailureCode = keyof typeof FAILURES;

/** What is known of a code, or null for one that is none of ours. */
export const findFailure = (code: string): Failure | null => (isFailureCode(code) ? FAILURES[code] : null);

const isFailureCode = (code: string): code is FailureCode => Object.hasOwn(FAILURES, code);

export class LibraryError extends Error {
  override readonly name = 'LibraryError';
  /** How long to wait before the next attempt, when the failure says so. */
  readonly retryAfterMs: number | undefined;

  constructor(
    readonly code: FailureCode,
    message: string,
    options: { cause?: unknown; retryAfterMs?: number | undefined } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.retryAfterMs = options.retryAfterMs;
  }

  get kind(): FailureKind {
    return FAILURES[this.code].kind;
  }
}
