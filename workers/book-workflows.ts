/** What Temporal knows of books' workflows, for a run that has not heard of their ends. */
import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import type { BookEnd, BookWorkflows } from '../activities/library.ts';
import { BOOK_WORKFLOW, bookWorkflowId } from '../workflows/contracts.ts';

/** Books that are asked after at once: one after the other, a page of hundreds would outlast the time there is. */
const ASKED_AT_ONCE = 25;

export const createBookWorkflows = (client: Client): BookWorkflows => ({
  async findRunning(runId) {
    const running = new Set<string>();
    const query = `LibraryRunId = '${runId}' AND ExecutionStatus = 'Running' AND WorkflowType = '${BOOK_WORKFLOW}'`;
    for await (const { workflowId } of client.workflow.list({ query, pageSize: 1000 }))
      running.add(workflowId.slice(bookWorkflowId('').length));
    return running;
  },

  async findEnds(courseIds) {
    const ends = new Map<string, BookEnd>();
    for (let from = 0; from < courseIds.length; from += ASKED_AT_ONCE)
      await Promise.all(
        courseIds.slice(from, from + ASKED_AT_ONCE).map(async (courseId) => {
          const end = await endOfWorkflow(client, bookWorkflowId(courseId));
          if (end !== null) ends.set(courseId, end);
        }),
      );
    return ends;
  },
});

/** Null while it runs; else how it closed. */
export async function endOfWorkflow(client: Client, workflowId: string): Promise<BookEnd | null> {
  try {
    const { status } = await client.workflow.getHandle(workflowId).describe();
    if (status.name === 'RUNNING' || status.name === 'PAUSED' || status.name === 'CONTINUED_AS_NEW') return null;
    if (status.name === 'COMPLETED') return 'completed';
    if (status.name === 'CANCELLED') return 'cancelled';
    return 'failed';
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return 'lost';
    throw error;
  }
}
