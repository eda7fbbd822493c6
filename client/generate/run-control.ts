/** Starting, meeting and steering runs and single books through Temporal. */
import {
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  type Client,
  type WorkflowHandle,
} from '@temporalio/client';
import type { RunInput } from '../../domain/run/run.ts';
import type { BookInput } from '../../domain/run/book-run.ts';
import {
  BOOK_WORKFLOW,
  bookWorkflowId,
  LIBRARY_WORKFLOW,
  libraryWorkflowId,
  pauseSignal,
  pauseUpdate,
  PRIORITY_KEYS,
  resumeSignal,
  resumeUpdate,
  SEARCH_ATTRIBUTES,
  setConcurrencySignal,
  setConcurrencyUpdate,
  TASK_QUEUES,
  type ControlReply,
  type PauseRequest,
} from '../../workflows/contracts.ts';
import type { Library } from '../session/library.ts';
import { isTemporalAway, isUnanswered } from './temporal-away.ts';
import { endOf, type WorkflowEnd } from './workflow-end.ts';

export interface StartedRun {
  handle: WorkflowHandle;
  /** Workflow run that opened the run's row. */
  firstRunId: string;
  /** True when one ran already: it is met, with the options that it was started with. */
  wasRunning: boolean;
}

/** Starts `library/all`, or meets the one that runs: there is one run over a library at a time. */
export async function startRun(client: Client, input: RunInput): Promise<StartedRun> {
  const workflowId = libraryWorkflowId('all');
  try {
    const handle = await client.workflow.start(LIBRARY_WORKFLOW, {
      workflowId,
      taskQueue: TASK_QUEUES.orchestration,
      args: [input],
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      workflowIdConflictPolicy: 'FAIL',
      staticSummary: 'Textbooks for the courses of the catalogue',
    });
    return { handle, firstRunId: handle.firstExecutionRunId, wasRunning: false };
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
  const handle = client.workflow.getHandle(workflowId);
  return { handle, firstRunId: await firstRunIdOf(handle), wasRunning: true };
}

/** A run continues as new: its row is known by the first of its workflow runs. */
async function firstRunIdOf(handle: WorkflowHandle): Promise<string> {
  const { raw, runId } = await handle.describe();
  return raw.workflowExecutionInfo?.firstRunId || runId;
}

/** The run that is to end yet; null when there is none. One whose workflow was terminated never closed its row, and lives no more. */
export async function findLiveRun({
  runs,
  temporal,
}: Pick<Library, 'runs' | 'temporal'>): Promise<{ runId: string; workflowId: string } | null> {
  const [live] = await runs.findLiveRuns();
  if (!live) return null;
  const client = await temporal();
  return (await isClosed(client.workflow.getHandle(live.workflowId))) ? null : live;
}

const ASK_PATIENCE_MS = 3_000;
const UPDATE_PATIENCE_MS = 15_000;

/** Whether the workflow is known to have closed, or never to have been there; a server that is away knows nothing. */
export async function isClosed(handle: WorkflowHandle): Promise<boolean> {
  try {
    const { connection } = handle.client;
    const { status } = await connection.withDeadline(Date.now() + ASK_PATIENCE_MS, () => handle.describe());
    return status.name !== 'RUNNING';
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return true;
    if (isTemporalAway(error)) return false;
    throw error;
  }
}

/** How a run that has closed came to its end; null when it gave a result. */
export async function endOfRun(handle: WorkflowHandle): Promise<WorkflowEnd | null> {
  try {
    await handle.result();
    return null;
  } catch (error) {
    const end = endOf(error);
    if (!end) throw error;
    return end;
  }
}

export interface BookOrder {
  courseId: string;
  title: string;
  formats: string[] | undefined;
  standard: string | undefined;
}

/** Starts one book ahead of everything queued, or meets the one in work. */
export async function startBook(
  client: Client,
  { courseId, title, formats, standard }: BookOrder,
): Promise<WorkflowHandle> {
  const input: BookInput = {
    courseId,
    runId: null,
    formats: formats ?? null,
    standard: standard ?? null,
    reopenHeld: true,
    notify: null,
    slot: null,
  };
  return client.workflow.start(BOOK_WORKFLOW, {
    workflowId: bookWorkflowId(courseId),
    taskQueue: TASK_QUEUES.orchestration,
    args: [input],
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    workflowIdConflictPolicy: 'USE_EXISTING',
    priority: { priorityKey: PRIORITY_KEYS.byHand },
    typedSearchAttributes: [{ key: SEARCH_ATTRIBUTES.courseId, value: courseId }],
    staticSummary: `Book by hand: ${title}`,
  });
}

export type Control =
  { kind: 'pause' } | { kind: 'resume' } | { kind: 'cancel' } | { kind: 'concurrency'; books: number };

/**
 * Steers the run. An update answers once the run has obeyed; where no worker would answer, a signal waits for one.
 * @returns `done`, or `queued` when it takes effect with the next worker
 */
export async function steerRun(
  client: Client,
  workflowId: string,
  control: Control,
  { isServed }: { isServed: boolean },
): Promise<'done' | 'queued'> {
  const handle = client.workflow.getHandle(workflowId);
  if (control.kind === 'cancel') {
    await handle.cancel();
    return isServed ? 'done' : 'queued';
  }
  if (!isServed) {
    await signal(handle, control);
    return 'queued';
  }
  try {
    const { connection } = client;
    await connection.withDeadline(Date.now() + UPDATE_PATIENCE_MS, () => update(handle, control));
    return 'done';
  } catch (error) {
    // A worker that died or stands still in this moment: the word waits for the next one.
    if (!isUnanswered(error)) throw error;
    await signal(handle, control);
    return 'queued';
  }
}

type Steering = Exclude<Control, { kind: 'cancel' }>;

async function signal(handle: WorkflowHandle, control: Steering): Promise<void> {
  if (control.kind === 'pause') await handle.signal(pauseSignal, { reason: REASON });
  else if (control.kind === 'resume') await handle.signal(resumeSignal);
  else await handle.signal(setConcurrencySignal, control.books);
}

async function update(handle: WorkflowHandle, control: Steering): Promise<void> {
  if (control.kind === 'pause')
    await handle.executeUpdate<ControlReply, [PauseRequest]>(pauseUpdate.name, { args: [{ reason: REASON }] });
  else if (control.kind === 'resume') await handle.executeUpdate(resumeUpdate);
  else await handle.executeUpdate(setConcurrencyUpdate, { args: [control.books] });
}

const REASON = 'paused by the operator';
