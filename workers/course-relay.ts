/**
 * The relay: from a course that appeared in the database, by whatever program, to its book's workflow.
 *
 * Starts `book/<course id>` ahead of everything queued; a start that was made and not noted meets the running workflow
 * or, after it, a book that is up to date: exactly one book either way.
 */
import { WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client';
import type { CourseEventStore } from '../domain/ports/course-events.ts';
import type { RunStore } from '../domain/ports/runs.ts';
import type { BookInput } from '../domain/run/book-run.ts';
import {
  BOOK_WORKFLOW,
  bookWorkflowId,
  courseCreatedSignal,
  PRIORITY_KEYS,
  SEARCH_ATTRIBUTES,
  TASK_QUEUES,
} from '../workflows/contracts.ts';

const PAGE = 20;

interface Dependencies {
  client: Client;
  events: CourseEventStore;
  runs: RunStore;
  settleMs: number;
  autoRegenerate: boolean;
}

/** @returns how many events were relayed */
export const relayCourses = ({ client, events, runs, settleMs, autoRegenerate }: Dependencies): Promise<number> =>
  events.relayEvents({ settleMs, limit: PAGE }, async ({ courseId, kind }) => {
    if (kind === 'changed' && !autoRegenerate) return 'outdated';
    const [live] = await runs.findLiveRuns();
    const begun = await startBook(client, { courseId, runId: live?.runId ?? null, notify: live?.workflowId ?? null });
    // The book in work was begun before the change: the next edition waits for its end.
    if (begun === 'in work' && kind === 'changed') return null;
    if (live)
      await client.workflow.getHandle(live.workflowId).signal(courseCreatedSignal, courseId).catch(forgetClosedRun);
    return 'started';
  });

/** A run that closed in between has nothing to account for; the book goes on. */
function forgetClosedRun(error: unknown): void {
  if (!(error instanceof Error && error.name === 'WorkflowNotFoundError')) throw error;
}

async function startBook(
  client: Client,
  order: Pick<BookInput, 'courseId' | 'runId' | 'notify'>,
): Promise<'started' | 'in work'> {
  const { courseId, runId } = order;
  const input: BookInput = { ...order, slot: null, formats: null, standard: null, reopenHeld: false };
  try {
    await client.workflow.start(BOOK_WORKFLOW, {
      workflowId: bookWorkflowId(courseId),
      taskQueue: TASK_QUEUES.orchestration,
      args: [input],
      workflowIdConflictPolicy: 'FAIL',
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      priority: { priorityKey: PRIORITY_KEYS.justCreated },
      typedSearchAttributes: [
        { key: SEARCH_ATTRIBUTES.courseId, value: courseId },
        ...(runId ? [{ key: SEARCH_ATTRIBUTES.libraryRunId, value: runId }] : []),
      ],
      staticSummary: `Book of course ${courseId}, which just appeared`,
    });
    return 'started';
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return 'in work';
    throw error;
  }
}
