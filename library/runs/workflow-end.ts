/** How a workflow came to its end where it gave no result: in the words of what ended it. */
import { WorkflowFailedError } from '@temporalio/client';
import { ApplicationFailure, CancelledFailure, TerminatedFailure, TimeoutFailure } from '@temporalio/common';

export interface WorkflowEnd {
  outcome: 'failed' | 'cancelled';
  /** Of the failure, as `domain/failure.ts` names it; a name of Temporal's for other ends. */
  code: string;
  message: string;
}

/** Null for an error that is no end of a workflow. */
export function endOf(error: unknown): WorkflowEnd | null {
  if (!(error instanceof WorkflowFailedError)) return null;
  const causes = causesOf(error);
  const failure = causes.find((cause) => cause instanceof ApplicationFailure);
  const last = causes.at(-1) ?? error;
  if (causes.some((cause) => cause instanceof CancelledFailure))
    return { outcome: 'cancelled', code: 'Cancelled', message: last.message };
  if (causes.some((cause) => cause instanceof TerminatedFailure))
    return { outcome: 'cancelled', code: 'WorkflowTerminated', message: last.message };
  if (failure) return { outcome: 'failed', code: failure.type ?? 'Unknown', message: failure.message };
  const isTimeout = causes.some((cause) => cause instanceof TimeoutFailure);
  return { outcome: 'failed', code: isTimeout ? 'StepTimedOut' : 'WorkflowFailed', message: last.message };
}

/** From the outermost to the innermost. */
function causesOf(error: Error): Error[] {
  const causes: Error[] = [];
  for (let cause = error.cause; cause instanceof Error; cause = cause.cause) causes.push(cause);
  return causes;
}
