/**
 * Every failure that the system expects, by code; the code's kind decides how the fleet reacts.
 *
 * Adapters translate vendor errors into `LibraryError`; one activity interceptor turns it into Temporal's failure.
 */
export type FailureKind = 'transient' | 'operator' | 'permanent';

export const FAILURE_KINDS = {
  ModelOverloaded: 'transient', // wait and try again; honour Retry-After
  ModelUnreachable: 'transient', // connection refused, cut or timed out
  ModelStalled: 'transient', // no byte for longer than the stall limit
  ModelServerError: 'transient', // 5xx that a later attempt may not see
  DatabaseUnavailable: 'transient',
  StorageFull: 'transient', // no space left: a person frees it, the work goes on
  ExportCrashed: 'transient', // the export's process died; bounded by attempts in the proxy
  BudgetReserved: 'transient', // calls in hand hold the rest of the budget; it frees the slot and comes again
  RunPaused: 'permanent', // not an error: the workflow waits for resume and asks again
  BudgetReached: 'permanent', // the run pauses; the workflow waits for resume
  ModelAccessDenied: 'permanent', // rejected key, exhausted quota, no such model or address: pauses the run until a person acts
  ModelRequestRejected: 'permanent', // 4xx that means one request, such as one that is too long, or a 500 that never changes
  ModelOutputInvalid: 'permanent', // still unsound after the bounded number of paid asks
  ModelRefused: 'permanent',
  CourseNotFound: 'permanent',
  CourseRefused: 'permanent', // licence forbids, no title, …; the message says what to change
  BookNotFound: 'permanent',
  StandardInvalid: 'permanent',
  StandardNotFound: 'permanent',
  InputInvalid: 'permanent',
  ContentUnrenderable: 'permanent', // the manuscript holds what an export cannot show; the message names it
  ExportTimedOut: 'permanent', // over its time or memory cap, every time
} as const satisfies Record<string, FailureKind>;

export type FailureCode = keyof typeof FAILURE_KINDS;

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
    return FAILURE_KINDS[this.code];
  }
}
