/** Starts a book as a child that outlives its run, or adopts the one that runs already. */
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import {
  CancellationScope,
  ChildWorkflowCancellationType,
  getExternalWorkflowHandle,
  isCancellation,
  log,
  ParentClosePolicy,
  startChild,
  WorkflowIdReusePolicy,
  workflowInfo,
} from '@temporalio/workflow';
import { BookWorkflow } from '../book/story.ts';
import {
  bookWorkflowId,
  notifySignal,
  PRIORITY_KEYS,
  SEARCH_ATTRIBUTES,
  TASK_QUEUES,
  type LibraryRequest,
} from '../contracts.ts';

interface BookOrder {
  courseId: string;
  slot: number;
  runId: string;
  request: LibraryRequest;
  priority: 'justCreated' | 'run';
}

/** A book that ends between "it runs already" and our word to it is started anew, this often. */
const MAX_TRIES = 5;

export async function startBook(order: BookOrder): Promise<'started' | 'adopted'> {
  const { courseId } = order;
  for (let tries = 1; ; tries += 1) {
    try {
      // Outside the run's own cancellation, which would report every child as cancelled before it is.
      await CancellationScope.nonCancellable(() => startChild(BookWorkflow, childOptions(order)));
      return 'started';
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
    try {
      await getExternalWorkflowHandle(bookWorkflowId(courseId)).signal(notifySignal, workflowInfo().workflowId);
      return 'adopted';
    } catch (error) {
      if (isCancellation(error) || tries >= MAX_TRIES) throw error;
      log.info('A book ended before it could be adopted', { courseId });
    }
  }
}

function childOptions({ courseId, slot, runId, request, priority }: BookOrder) {
  const only = [request.only ?? 'all'].flat();
  return {
    workflowId: bookWorkflowId(courseId),
    args: [
      {
        courseId,
        runId,
        slot,
        formats: request.formats ?? null,
        standard: request.standard ?? null,
        reopenHeld: only.includes('held'),
        notify: workflowInfo().workflowId,
      },
    ] satisfies Parameters<typeof BookWorkflow>,
    taskQueue: TASK_QUEUES.orchestration,
    parentClosePolicy: ParentClosePolicy.ABANDON,
    cancellationType: ChildWorkflowCancellationType.ABANDON,
    workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
    priority: { priorityKey: PRIORITY_KEYS[priority] },
    typedSearchAttributes: [
      { key: SEARCH_ATTRIBUTES.courseId, value: courseId },
      { key: SEARCH_ATTRIBUTES.libraryRunId, value: runId },
    ],
    staticSummary: `Book of course ${courseId}`,
  };
}
