/** Runs whose workflow was ended from outside, so that it could not close their rows: nobody waits for them any more. */
import type { Client } from '@temporalio/client';
import type { Logger } from '../adapters/logging/logger.ts';
import type { RunStore } from '../domain/ports/runs.ts';
import { endOfWorkflow } from './book-workflows.ts';

interface Dependencies {
  client: Client;
  runs: RunStore;
  logger: Logger;
}

export async function closeLostRuns({ client, runs, logger }: Dependencies): Promise<void> {
  for (const { runId, workflowId } of await runs.findLiveRuns()) {
    // A run closes its row before it ends: a row that is still open after that was left open.
    const end = await endOfWorkflow(client, workflowId);
    if (end === null) continue;
    const failure = `Its workflow ${workflowId} was ended from outside (${end}).`;
    if (await runs.loseRun(runId, failure)) logger.error('A run was lost', { runId, workflowId, reason: failure });
  }
}
