import { WorkflowFailedError } from '@temporalio/client';
import {
  ActivityFailure,
  ApplicationFailure,
  CancelledFailure,
  RetryState,
  TerminatedFailure,
  TimeoutFailure,
} from '@temporalio/common';
import { endOf } from '../../../library/runs/workflow-end.ts';

const ended = (cause: Error): WorkflowFailedError =>
  new WorkflowFailedError('Workflow execution failed', cause, 'TIMEOUT');
const inStep = (cause: Error): ActivityFailure =>
  new ActivityFailure('Activity task failed', 'writePart', '7', RetryState.NON_RETRYABLE_FAILURE, 'worker', cause);

describe('the end of a workflow that gave no result', () => {
  it.each([
    [
      'a step that failed',
      inStep(ApplicationFailure.nonRetryable('No sound reply.', 'ModelOutputInvalid')),
      { outcome: 'failed', code: 'ModelOutputInvalid', message: 'No sound reply.' },
    ],
    [
      'a step that timed out',
      inStep(new TimeoutFailure('heartbeat', null, 'HEARTBEAT')),
      { outcome: 'failed', code: 'StepTimedOut', message: 'heartbeat' },
    ],
    ['a cancel', inStep(new CancelledFailure('asked')), { outcome: 'cancelled', code: 'Cancelled', message: 'asked' }],
    [
      'a termination',
      new TerminatedFailure('by hand'),
      { outcome: 'cancelled', code: 'WorkflowTerminated', message: 'by hand' },
    ],
  ])('is told as what it was: %s', (_what, cause, end) => {
    expect(endOf(ended(cause))).toEqual(end);
  });

  it('is not what any other error tells', () => {
    expect(endOf(new Error('away'))).toBeNull();
  });
});
