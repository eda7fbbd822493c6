/** What Temporal knows of a run's workflow: whether it is open, and how it ended. */
import { WorkflowNotFoundError, type WorkflowHandle } from '@temporalio/client';
import type { Library } from '../library.ts';
import { isTemporalAway } from '../temporal-errors.ts';
import { endOf, type WorkflowEnd } from './workflow-end.ts';

const ASK_PATIENCE_MS = 3_000;

/** The run whose workflow is still open, or null: the one for courses that just appeared where no other lives. */
export async function findLiveRun({
  runs,
  temporal,
}: Pick<Library, 'runs' | 'temporal'>): Promise<{ runId: string; workflowId: string } | null> {
  for (const live of await runs.findLiveRuns()) {
    const client = await temporal();
    // A workflow that was terminated never closed its row.
    if (!(await isClosed(client.workflow.getHandle(live.workflowId)))) return live;
  }
  return null;
}

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
