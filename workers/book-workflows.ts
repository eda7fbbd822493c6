/** What Temporal knows of a book's workflow, for a run that has not heard of its end. */
import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import type { BookWorkflows } from '../activities/library.ts';
import { bookWorkflowId } from '../workflows/contracts.ts';

export const createBookWorkflows = (client: Client): BookWorkflows => ({
  findEnd: (courseId) => endOfWorkflow(client, bookWorkflowId(courseId)),
});

export async function endOfWorkflow(client: Client, workflowId: string): ReturnType<BookWorkflows['findEnd']> {
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
