/**
 * The one place where a `LibraryError` becomes Temporal's failure: type = code, never retried when permanent, and the
 * delay that the error asks for. Everything else passes through and is retried.
 */
import { Context, log } from '@temporalio/activity';
import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
import type {
  ActivityExecuteInput,
  ActivityInboundCallsInterceptor,
  ActivityInterceptorsFactory,
  Next,
} from '@temporalio/worker';
import { LibraryError } from '../domain/failure.ts';

/** Outcomes that a person causes or expects: no error in logs and metrics. */
const QUIET = new Set(['RunPaused', 'BudgetReached', 'BudgetReserved', 'ModelOverloaded']);

/** Gives a vendor's error that means one of our failures as that failure, and any other error as it is. */
type Translate = (error: unknown) => unknown;

class FailureInterceptor implements ActivityInboundCallsInterceptor {
  constructor(private readonly translate: Translate) {}

  async execute(input: ActivityExecuteInput, next: Next<ActivityInboundCallsInterceptor, 'execute'>): Promise<unknown> {
    try {
      return await next(input);
    } catch (thrown) {
      const error = this.translate(thrown);
      if (!(error instanceof LibraryError)) throw error;
      const { code, kind, message, retryAfterMs } = error;
      const { activityType, attempt, workflowExecution } = Context.current().info;
      const fields = {
        code,
        activity: activityType,
        attempt,
        workflowId: workflowExecution?.workflowId,
        reason: message,
      };
      if (QUIET.has(code)) log.info('Step waits', fields);
      else if (kind === 'transient') log.warn('Step will be tried again', fields);
      else log.error('Step failed', fields);
      throw ApplicationFailure.create({
        type: code,
        message,
        nonRetryable: kind !== 'transient',
        cause: error,
        ...(retryAfterMs === undefined ? {} : { nextRetryDelay: retryAfterMs }),
        ...(QUIET.has(code) ? { category: ApplicationFailureCategory.BENIGN } : {}),
      });
    }
  }
}

export const createFailureInterceptor =
  (translate: Translate): ActivityInterceptorsFactory =>
  () => ({ inbound: new FailureInterceptor(translate) });
