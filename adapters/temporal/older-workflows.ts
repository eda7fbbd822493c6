/**
 * Workflows that older code began and that present code cannot replay.
 *
 * They are ended from outside. Nothing is lost by it: what a book has come to is in its rows, and the next run takes it up
 * there. Without it each of their tasks would fail and be tried again for ever.
 */
import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import type { Logger } from '../logging/logger.ts';

interface OlderWorkflows {
  client: Client;
  /** Names of the workflow types. */
  types: readonly string[];
  /** When present code was first seen: workflows that started before are older. */
  since: Date;
  logger: Pick<Logger, 'warn'>;
}

/** Ends them; safe to repeat. @returns how many were ended */
export async function endOlderWorkflows({ client, types, since, logger }: OlderWorkflows): Promise<number> {
  const names = types.map((type) => `'${type}'`).join(', ');
  const query = `ExecutionStatus = 'Running' AND WorkflowType IN (${names}) AND StartTime < '${since.toISOString()}'`;
  let ended = 0;
  for await (const { workflowId, runId } of client.workflow.list({ query })) {
    try {
      await client.workflow.getHandle(workflowId, runId).terminate('Begun by an older version of the library.');
      logger.warn('A workflow of an older version was ended; its book goes on in the next run', { workflowId, runId });
      ended += 1;
    } catch (error) {
      // It ended by itself, or another process was quicker.
      if (!(error instanceof WorkflowNotFoundError)) throw error;
    }
  }
  return ended;
}
