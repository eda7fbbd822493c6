/** Starts a book as a child that outlives its run, or adopts the one that runs already. */
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import {
  CancellationScope,
  ChildWorkflowCancellationType,
  ChildWorkflowFailure,
  getExternalWorkflowHandle,
  isCancellation,
  log,
  ParentClosePolicy,
  startChild,
  WorkflowIdReusePolicy,
  workflowInfo,
  type ChildWorkflowHandle,
} from '@temporalio/workflow';
import type { RunInput } from '../../domain/run/run.ts';
import { BookWorkflow } from '../book/story.ts';
import type { BookResult } from '../../domain/run/book-run.ts';
import { bookWorkflowId, notifySignal, PRIORITY_KEYS, SEARCH_ATTRIBUTES, TASK_QUEUES } from '../contracts.ts';
import { describeFailure } from '../failures.ts';

interface BookOrder {
  courseId: string;
  slot: number;
  runId: string;
  request: RunInput;
  priority: 'justCreated' | 'run';
  /** Told when the child ends while this run of the workflow lasts; a later run hears it by signal. */
  onEnd: (result: BookResult) => void;
  /** Told instead when the child ended without having been able to say so: terminated, timed out. */
  onLost: (result: BookResult) => void;
}

/** A book that ends between "it runs already" and our word to it is started anew; more often than this it is not. */
const MAX_TRIES = 5;

export async function startBook(order: BookOrder): Promise<'started' | 'adopted'> {
  const { courseId } = order;
  for (let tries = 1; ; tries += 1) {
    try {
      // Outside the run's own cancellation, which would report every child as cancelled before it is.
      const child = await CancellationScope.nonCancellable(() => startChild(BookWorkflow, childOptions(order)));
      void follow(child, order);
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

async function follow(
  child: ChildWorkflowHandle<typeof BookWorkflow>,
  { courseId, onEnd, onLost }: BookOrder,
): Promise<void> {
  try {
    onEnd(await child.result());
  } catch (error) {
    // A book that failed has said so before it did; what is left here could not. Our own cancellation is no end of it.
    if (!(error instanceof ChildWorkflowFailure)) return;
    const outcome = isCancellation(error) ? 'cancelled' : 'failed';
    onLost({ courseId, bookId: null, outcome, ...describeFailure(error.cause) });
  }
}
