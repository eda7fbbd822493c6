/** What a failed step says: the code of its `LibraryError`, wherever Temporal wrapped it. */
import { ActivityFailure, ApplicationFailure, TemporalFailure, TimeoutFailure } from '@temporalio/workflow';

export interface StepFailure {
  code: string;
  message: string;
}

export function describeFailure(error: unknown): StepFailure {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  if (cause instanceof ApplicationFailure) return { code: cause.type ?? 'Unknown', message: cause.message };
  if (cause instanceof TimeoutFailure)
    return {
      code: 'StepTimedOut',
      message: `${error instanceof ActivityFailure ? error.activityType : 'A step'} did not end in time: ${cause.message}`,
    };
  if (cause instanceof TemporalFailure) return { code: cause.name, message: cause.message };
  return { code: 'Unknown', message: error instanceof Error ? error.message : String(error) };
}

/** Failures at which a book waits for a person, and does not end. */
export const WAITING_CODES: ReadonlySet<string> = new Set(['RunPaused', 'BudgetReached', 'ModelAccessDenied']);
