/** Starting a run over the catalogue, or meeting the one that is there: one at a time. */
import { WorkflowExecutionAlreadyStartedError, type Client, type WorkflowHandle } from '@temporalio/client';
import { findRetryRun, findRunOf } from '../../adapters/postgres/runs/last-run.ts';
import { workflowVersionSince } from '../../adapters/postgres/runs/workflow-version.ts';
import { endOlderWorkflows } from '../../adapters/temporal/older-workflows.ts';
import type { RunInput } from '../../domain/run/run.ts';
import {
  LIBRARY_WORKFLOW,
  libraryWorkflowId,
  TASK_QUEUES,
  WORKFLOW_TYPES,
  WORKFLOW_VERSION,
} from '../../workflows/contracts.ts';
import type { Library } from '../library.ts';
import type { WorkflowEnd } from './workflow-end.ts';
import { endOfRun, isClosed } from './workflows.ts';

export interface StartedRun {
  /** True when one ran already: it is met, with the options that it was started with. */
  wasRunning: boolean;
  /** Id of the run's row; null until a worker has opened it. */
  findRunId: () => Promise<string | null>;
  /** Whether its workflow has closed; false while Temporal is away. */
  isClosed: () => Promise<boolean>;
  /** How its workflow ended, once it has closed; null when it gave a result. */
  findEnd: () => Promise<WorkflowEnd | null>;
}

/** Starts `library/all`, or meets the one that runs. */
export async function startRun({ database, temporal }: Library, input: RunInput): Promise<StartedRun> {
  const client = await temporal();
  // A run that older code began cannot go on: it is not met but ended.
  await endOlderWorkflows({
    client,
    types: WORKFLOW_TYPES,
    since: await workflowVersionSince(database.pool, WORKFLOW_VERSION),
  });
  const { handle, firstRunId, wasRunning } = await startOrMeet(client, input);
  return {
    wasRunning,
    findRunId: () => findRunOf(database, firstRunId),
    isClosed: () => isClosed(handle),
    findEnd: () => endOfRun(handle),
  };
}

async function startOrMeet(
  client: Client,
  input: RunInput,
): Promise<{ handle: WorkflowHandle; firstRunId: string; wasRunning: boolean }> {
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

/** Failed and held courses of the last run, as the input of a run with that one's options; null where there are none. */
export async function findRetry({
  database,
}: Pick<Library, 'database'>): Promise<{ courses: number; input: RunInput } | null> {
  const run = await findRetryRun(database);
  if (!run || run.courses === 0) return null;
  const { concurrency, formats, standard, priorityMode, budgetUsd } = run.input;
  return {
    courses: run.courses,
    input: {
      ofRun: run.runId,
      // A course may have failed before there was a book of it: then it is missing, and not failed.
      only: ['failed', 'held', 'missing'],
      ...(concurrency === undefined ? {} : { concurrency }),
      ...(formats === undefined ? {} : { formats }),
      ...(standard === undefined ? {} : { standard }),
      ...(priorityMode === undefined ? {} : { priorityMode }),
      ...(budgetUsd === undefined ? {} : { budgetUsd }),
    },
  };
}
