/** How a run ends before its time: its books are cancelled and waited for, then its rows are closed. */
import { allHandlersFinished, condition, isCancellation } from '@temporalio/workflow';
import { orchestration } from '../activity-proxies.ts';
import { bookWorkflowId, type LibraryState } from '../contracts.ts';
import { describeFailure } from '../failures.ts';
import { tryTell } from '../tell.ts';
import { countInWork } from './state.ts';
import type { Window } from './window.ts';

export async function breakOff(state: LibraryState, window: Window, cause: unknown): Promise<void> {
  await Promise.all(
    Object.keys(state.inFlight).map((courseId) => tryTell(bookWorkflowId(courseId), (book) => book.cancel())),
  );
  while (!(await condition(() => countInWork(state) === 0, '30s'))) await window.askForEnds();
  if (!state.runId) return;
  await condition(allHandlersFinished);
  const status = isCancellation(cause) ? 'cancelled' : 'failed';
  const failure = status === 'failed' ? describeFailure(cause).message : null;
  await orchestration.closeRun({ runId: state.runId, status, failure });
}
