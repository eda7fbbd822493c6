/** What a failed step says: the code of its `LibraryError`, wherever Temporal wrapped it. */
import { ActivityFailure, ApplicationFailure, TemporalFailure, TimeoutFailure } from '@temporalio/workflow';
import { findFailure } from '../domain/failure.ts';

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

/** How a book waits for this failure to pass; undefined when it ends the book. */
export const waitsFor = ({ code }: StepFailure): 'gate' | 'outage' | undefined => findFailure(code)?.waitsInWorkflow;
