/**
 * The relay: from a course that appeared in the database, by whatever program, to a run that writes its book.
 *
 * A live run takes it in, within its window, its budget and its filters. Where none does, a run for such courses alone is
 * started; it ends by itself when they are written. The relay never starts a book. All of it is safe to repeat.
 */
import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import type { BookWorkflows } from '../activities/library.ts';
import type { CourseEvent, CourseEventStore, EventOutcome } from '../domain/ports/course-events.ts';
import type { RunStore } from '../domain/ports/runs.ts';
import type { RunInput } from '../domain/run/run.ts';
import { NOTHING_YET, takesArrivals } from '../domain/run/selection.ts';
import { courseCreatedSignal, LIBRARY_WORKFLOW, NEW_COURSES_WORKFLOW_ID, TASK_QUEUES } from '../workflows/contracts.ts';

const PAGE = 500;
/** A run that cannot be opened, for a wrong setting, is not started over and over. */
const REST_AFTER_FAILURE_MS = 300_000;

interface Dependencies {
  client: Client;
  events: CourseEventStore;
  runs: Pick<RunStore, 'findLiveInputs' | 'addCourses'>;
  books: BookWorkflows;
  settleMs: number;
  autoRegenerate: boolean;
  /** What a run for new courses alone is started with; null: such courses wait for the next run that somebody starts. */
  newCourses: Pick<RunInput, 'concurrency' | 'budgetUsd'> | null;
}

/** @returns how many events were relayed */
export const relayCourses = ({ events, settleMs, ...dependencies }: Dependencies): Promise<number> =>
  events.relayEvents({ settleMs, limit: PAGE }, (claimed) => relay(claimed, dependencies));

type Relay = Omit<Dependencies, 'events' | 'settleMs'>;

async function relay(claimed: CourseEvent[], dependencies: Relay): Promise<Map<string, EventOutcome>> {
  const { autoRegenerate, books } = dependencies;
  const outcomes = new Map<string, EventOutcome>();
  const mark = (events: CourseEvent[], outcome: EventOutcome) => events.forEach(({ id }) => outcomes.set(id, outcome));

  const changed = claimed.filter(({ kind }) => kind === 'changed');
  if (!autoRegenerate) mark(changed, 'outdated');
  // A book in work was begun before the change: the next edition waits for its end.
  const inWork = autoRegenerate ? await booksInWork(books, changed) : [];
  mark(inWork, 'later');

  let rest = claimed.filter(({ id }) => !outcomes.has(id));
  for (const run of await takers(dependencies)) {
    if (rest.length === 0) break;
    const taken = await join(rest, run, dependencies);
    for (const [id, outcome] of taken) outcomes.set(id, outcome);
    rest = rest.filter(({ id }) => !taken.has(id));
  }
  mark(rest, await startRunFor(rest, dependencies));
  return outcomes;
}

async function booksInWork(books: BookWorkflows, events: CourseEvent[]): Promise<CourseEvent[]> {
  const courseIds = events.map(({ courseId }) => courseId);
  const ended = await books.findEnds(courseIds);
  return events.filter(({ courseId }) => !ended.has(courseId));
}

type LiveRun = Awaited<ReturnType<RunStore['findLiveInputs']>>[number];

const takers = async ({ runs }: Relay): Promise<LiveRun[]> =>
  (await runs.findLiveInputs()).filter(({ input }) => takesArrivals(input));

/** @returns outcomes of the events whose courses are in the run now */
async function join(
  events: CourseEvent[],
  { runId, workflowId, input }: LiveRun,
  { client, runs }: Relay,
): Promise<Map<string, EventOutcome>> {
  const outcomes = new Map<string, EventOutcome>();
  for (const kind of ['created', 'changed'] as const) {
    const ofKind = events.filter((event) => event.kind === kind);
    if (ofKind.length === 0) continue;
    const courseIds = ofKind.map(({ courseId }) => courseId);
    const added = await runs.addCourses({ runId, courseIds, filter: input, isAgain: kind === 'changed' });
    const waits = new Map(added.map(({ courseId, isWaiting }) => [courseId, isWaiting]));
    for (const { id, courseId } of ofKind) {
      const isWaiting = waits.get(courseId);
      // A changed course that does not wait is in work: its book was begun before the change.
      if (isWaiting !== undefined) outcomes.set(id, isWaiting || kind === 'created' ? 'joined' : 'later');
    }
  }
  const first = events.find(({ id }) => outcomes.get(id) === 'joined');
  if (first && !(await tell(client, workflowId, first.courseId)))
    for (const id of outcomes.keys()) outcomes.set(id, 'later');
  return outcomes;
}

/** One word for all: the run looks into its rows. @returns false when its workflow is gone, and its row is closed soon */
async function tell(client: Client, workflowId: string, courseId: string): Promise<boolean> {
  try {
    await client.workflow.getHandle(workflowId).signal(courseCreatedSignal, courseId);
    return true;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}

/** The course that the signal names is in the run at once; the others join when they are looked at next, its row being open then. */
async function startRunFor(events: CourseEvent[], { client, newCourses }: Relay): Promise<EventOutcome> {
  const [first] = events;
  if (!first) return 'later';
  if (!newCourses) return 'left';
  if (await hasJustFailed(client)) return 'later';
  await client.workflow.signalWithStart(LIBRARY_WORKFLOW, {
    workflowId: NEW_COURSES_WORKFLOW_ID,
    taskQueue: TASK_QUEUES.orchestration,
    args: [{ ...newCourses, only: NOTHING_YET }],
    signal: courseCreatedSignal,
    signalArgs: [first.courseId],
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    staticSummary: 'Textbooks for courses that just appeared',
  });
  return 'soon';
}

async function hasJustFailed(client: Client): Promise<boolean> {
  try {
    const { status, closeTime } = await client.workflow.getHandle(NEW_COURSES_WORKFLOW_ID).describe();
    return (
      status.name === 'FAILED' && closeTime !== undefined && Date.now() - closeTime.getTime() < REST_AFTER_FAILURE_MS
    );
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}
