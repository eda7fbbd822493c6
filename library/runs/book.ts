/** One book that a person asks for, ahead of everything that waits. */
import type { WorkflowStartOptions } from '@temporalio/client';
import type { BookInput, BookResult } from '../../domain/run/book-run.ts';
import type { RunInput } from '../../domain/run/run.ts';
import {
  BOOK_WORKFLOW,
  bookStageQuery,
  bookWorkflowId,
  PRIORITY_KEYS,
  SEARCH_ATTRIBUTES,
  TASK_QUEUES,
  type BookStageReply,
} from '../../workflows/contracts.ts';
import type { Library } from '../library.ts';
import { endOf } from './workflow-end.ts';

type Wish = Pick<RunInput, 'formats' | 'standard'>;
type BookWorkflow = (input: BookInput) => Promise<BookResult>;

export interface StartedBook {
  /** Settles when the workflow closes; the failure of a book is a result, too. */
  result: Promise<BookResult>;
  /** Null while no worker answers. */
  readStage: () => Promise<BookStageReply | null>;
  /** Ends our waiting; the book goes on. */
  leave: () => void;
}

const ASK_PATIENCE_MS = 2_000;

/** Starts the book of the course, or meets the one in work. A held book is taken up again. */
export async function startBook(
  { temporal }: Pick<Library, 'temporal'>,
  course: { id: string; title: string },
  wish: Wish,
): Promise<StartedBook> {
  const client = await temporal();
  const handle = await client.workflow.start<BookWorkflow>(BOOK_WORKFLOW, startOptions(course, wish));
  // Calls that are on their way when we leave are called off: one that is tried again on a closed connection throws.
  const leaving = new AbortController();
  const waitForEnd = async (): Promise<BookResult> => {
    try {
      return await client.withAbortSignal(leaving.signal, () => handle.result());
    } catch (error) {
      const end = endOf(error);
      if (!end) throw error;
      return { courseId: course.id, bookId: null, ...end };
    }
  };
  const result = waitForEnd();
  // A caller who leaves does not await it.
  result.catch(() => undefined);
  return {
    result,
    readStage: () => {
      const patience = AbortSignal.any([leaving.signal, AbortSignal.timeout(ASK_PATIENCE_MS)]);
      return client.withAbortSignal(patience, () => handle.query(bookStageQuery)).catch(() => null);
    },
    leave: () => leaving.abort(),
  };
}

function startOptions(
  { id, title }: { id: string; title: string },
  { formats, standard }: Wish,
): WorkflowStartOptions<BookWorkflow> {
  const input: BookInput = {
    courseId: id,
    runId: null,
    formats: formats ?? null,
    standard: standard ?? null,
    reopenHeld: true,
    askAgain: true,
    notify: null,
    slot: null,
  };
  return {
    workflowId: bookWorkflowId(id),
    taskQueue: TASK_QUEUES.orchestration,
    args: [input],
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    workflowIdConflictPolicy: 'USE_EXISTING',
    priority: { priorityKey: PRIORITY_KEYS.operator },
    typedSearchAttributes: [{ key: SEARCH_ATTRIBUTES.courseId, value: id }],
    staticSummary: `Book asked for by an operator: ${title}`,
  };
}
