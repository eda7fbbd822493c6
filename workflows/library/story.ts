/**
 * A run over the catalogue: keeps a window of books in work and accounts for every course, those too that appear meanwhile.
 *
 * It holds ids and counts only. Books outlive it (ABANDON). It continues as new after some hundred books.
 */
import {
  allHandlersFinished,
  CancellationScope,
  condition,
  ContinueAsNew,
  continueAsNew,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { RunInput } from '../../domain/run/run.ts';
import { ORCHESTRATION, orchestration } from '../activity-proxies.ts';
import {
  progressQuery,
  type LibraryInput,
  type LibraryProgress,
  type LibraryRequest,
  type LibraryState,
} from '../contracts.ts';
import { breakOff } from './close.ts';
import { listenToControl } from './control.ts';
import { freshState, progressOf } from './state.ts';
import { openWindow, type Window } from './window.ts';

/** Books begun by one run of the workflow: keeps a history far under the server's limits. */
const BOOKS_PER_RUN = 200;

export async function LibraryGenerationWorkflow(input?: LibraryInput | null): Promise<LibraryProgress> {
  const { state: carried, ...request } = input ?? {};
  const state = carried ?? freshState(request);
  const control = listenToControl(state);
  const window = openWindow(state, request, BOOKS_PER_RUN);
  setHandler(progressQuery, () => progressOf(state, control.isClosed));

  try {
    if (!carried) await openRun(state, request);
    do {
      control.open();
      await writeBooks(state, request, window);
      control.close();
      await condition(allHandlersFinished);
    } while (!(await completeRun(state)));
    return progressOf(state, control.isClosed);
  } catch (error) {
    if (error instanceof ContinueAsNew) throw error;
    control.close();
    await CancellationScope.nonCancellable(() => breakOff(state, window, error));
    throw error;
  }
}

async function openRun(state: LibraryState, request: RunInput): Promise<void> {
  const { workflowId, firstExecutionRunId } = workflowInfo();
  const opened = await orchestration.openRun.executeWithOptions(
    { ...ORCHESTRATION, startToCloseTimeout: '2m', summary: 'Fix the courses of the run and their order' },
    [
      {
        workflowId,
        firstRunId: firstExecutionRunId,
        input: request,
        priorityMode: request.priorityMode ?? 'enrollment',
        concurrency: state.concurrency,
      },
    ],
  );
  state.runId = opened.runId;
  state.total = opened.totalCourses;
  state.counts.upToDate = opened.upToDateCourses;
}

async function writeBooks(state: LibraryState, request: LibraryRequest, window: Window): Promise<void> {
  while (!window.isDone) {
    await window.fill();
    if (window.begun >= BOOKS_PER_RUN || workflowInfo().continueAsNewSuggested) {
      await condition(allHandlersFinished);
      await continueAsNew<typeof LibraryGenerationWorkflow>({ ...carriedOn(request), state });
    }
    await window.wait();
  }
}

/** What is asked of each book. The courses are in the run's rows. */
const carriedOn = ({ batchSize, formats, only, standard }: LibraryRequest): LibraryRequest => ({
  ...(batchSize === undefined ? {} : { batchSize }),
  ...(formats === undefined ? {} : { formats }),
  ...(only === undefined ? {} : { only }),
  ...(standard === undefined ? {} : { standard }),
});

/** @returns false when a course appeared in the last moment */
async function completeRun(state: LibraryState): Promise<boolean> {
  const { runId } = state;
  const isClosed = await orchestration.closeRun({ runId, status: 'completed', failure: null });
  state.arrivals.areWaiting = !isClosed;
  return isClosed;
}
