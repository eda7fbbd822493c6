/** Published books without an index of today's rules: a pass over them is started, unless one runs. */
import { WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client';
import type { BookStore } from '../domain/ports/books.ts';
import { INDEX_VERSION } from '../domain/index/passages.ts';
import { INDEX_WORKFLOW, INDEX_WORKFLOW_ID, PRIORITY_KEYS, TASK_QUEUES } from '../workflows/contracts.ts';

interface Dependencies {
  client: Client;
  books: Pick<BookStore, 'findIndexDue'>;
}

/** @returns whether a pass was started */
export async function indexDueBooks({ client, books }: Dependencies): Promise<boolean> {
  const due = await books.findIndexDue({ version: INDEX_VERSION, afterBookId: null, limit: 1 });
  if (due.length === 0) return false;
  try {
    await client.workflow.start(INDEX_WORKFLOW, {
      workflowId: INDEX_WORKFLOW_ID,
      taskQueue: TASK_QUEUES.orchestration,
      workflowIdConflictPolicy: 'FAIL',
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      priority: { priorityKey: PRIORITY_KEYS.repair },
      staticSummary: 'Index of published books that have none, or an old one',
    });
    return true;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return false;
    throw error;
  }
}
