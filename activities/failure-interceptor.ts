/**
 * The one place where a `LibraryError` becomes Temporal's failure: type = code, retried only when transient, after the
 * delay that the error asks for. Every other error passes through and is retried: a bug that a deploy fixes costs no book.
 */
import { Context, log } from '@temporalio/activity';
import { ApplicationFailure, ApplicationFailureCategory, CancelledFailure } from '@temporalio/common';
import type {
  ActivityExecuteInput,
  ActivityInboundCallsInterceptor,
  ActivityInterceptorsFactory,
  Next,
} from '@temporalio/worker';
import { findFailure, LibraryError } from '../domain/failure.ts';

/** Known failures come again this soon at most; the steps' own, longer pace is for errors that nobody expected. */
const KNOWN_RETRY_MS = 30_000;
/** From this try on an error that nobody expected needs a person. */
const TRIES_BEFORE_ERROR = 5;

/** Gives a vendor's error that means one of our failures as that failure, and any other error as it is. */
type Translate = (error: unknown) => unknown;

class FailureInterceptor implements ActivityInboundCallsInterceptor {
  constructor(private readonly translate: Translate) {}

  async execute(input: ActivityExecuteInput, next: Next<ActivityInboundCallsInterceptor, 'execute'>): Promise<unknown> {
    try {
      return await next(input);
    } catch (thrown) {
      const error = this.translate(thrown);
      if (error instanceof LibraryError) throw failureOf(error);
      logUnexpected(error);
      throw error;
    }
  }
}

export const createFailureInterceptor =
  (translate: Translate): ActivityInterceptorsFactory =>
  () => ({ inbound: new FailureInterceptor(translate) });

function failureOf(error: LibraryError): ApplicationFailure {
  const { code, kind, message, retryAfterMs } = error;
  const { attempt } = Context.current().info;
  const isQuiet = findFailure(code)?.isQuiet ?? false;
  const fields = { code, ...stepFields(), reason: message };
  if (isQuiet) log.info('Step waits', fields);
  else if (kind === 'transient') log.warn('Step will be tried again', fields);
  else log.error('Step failed', fields);
  return ApplicationFailure.create({
    type: code,
    message,
    nonRetryable: kind !== 'transient',
    cause: error,
    nextRetryDelay: retryAfterMs ?? Math.min(1_000 * 2 ** (attempt - 1), KNOWN_RETRY_MS),
    ...(isQuiet ? { category: ApplicationFailureCategory.BENIGN } : {}),
  });
}

/** The first tries are in the log already, as warnings of Temporal's own. */
function logUnexpected(error: unknown): void {
  if (error instanceof CancelledFailure || Context.current().info.attempt < TRIES_BEFORE_ERROR) return;
  log.error('Step fails again and again with an error that is not expected', { ...stepFields(), error });
}

function stepFields() {
  const { activityType, attempt, workflowExecution } = Context.current().info;
  return { activity: activityType, attempt, workflowId: workflowExecution?.workflowId };
}
