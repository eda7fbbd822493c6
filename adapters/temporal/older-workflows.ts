/**
 * Workflows that older code began and that present code cannot replay.
 *
 * They are ended from outside. Nothing is lost by it: what a book has come to is in its rows, and the next run takes it up
 * there. Without it each of their tasks would fail and be tried again for ever.
 */
import { WorkflowNotFoundError, type Client } from '@temporalio/client';

interface OlderWorkflows {
  client: Client;
  /** Names of the workflow types. */
  types: readonly string[];
  /** When the database came to the present version: workflows that started before are older. */
  since: Date;
}

/** Ends them; safe to repeat. @returns their ids */
export async function endOlderWorkflows({ client, types, since }: OlderWorkflows): Promise<string[]> {
  const names = types.map((type) => `'${type}'`).join(', ');
  const query = `ExecutionStatus = 'Running' AND WorkflowType IN (${names}) AND StartTime < '${since.toISOString()}'`;
  const ended: string[] = [];
  for await (const { workflowId, runId } of client.workflow.list({ query })) {
    try {
      await client.workflow.getHandle(workflowId, runId).terminate('Begun by an older version of the library.');
      ended.push(workflowId);
    } catch (error) {
      // It ended by itself, or another process was quicker.
      if (!(error instanceof WorkflowNotFoundError)) throw error;
    }
  }
  return ended;
}
