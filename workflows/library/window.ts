/**
 * The books in work: never more than the run's window, arrivals before those that wait.
 *
 * Which courses wait, and in which order, is in the rows of the run; here are the ids of one page and of the books in work.
 * A book tells its end by signal; now and then the run asks for those that could not.
 */
import { CancellationScope, condition, setHandler } from '@temporalio/workflow';
import type { BookResult } from '../../domain/run/book-run.ts';
import { orchestration } from '../activity-proxies.ts';
import { bookFinishedSignal, courseCreatedSignal, type LibraryRequest, type LibraryState } from '../contracts.ts';
import { startBook } from './book-child.ts';
import { countInWork, showRun } from './state.ts';

const DEFAULT_PAGE = 200;
const ASK_AFTER_MS = 30_000;
/** Nothing ends while a run is paused but what an operator ends. */
const ASK_AFTER_PAUSED_MS = 3_600_000;

export interface Window {
  /** Books begun since the workflow last continued as new. */
  readonly begun: number;
  readonly isDone: boolean;
  /** Begins what there is room for. */
  fill(): Promise<void>;
  /** Waits until there is something to do; asks for ends that nobody told. */
  wait(): Promise<void>;
  /** Forgets the books that have closed without a word. */
  askForEnds(): Promise<void>;
}

export function openWindow(state: LibraryState, request: LibraryRequest, capacity: number): Window {
  let begun = 0;
  let askedAt = Date.now();
  const pageSize = request.batchSize ?? DEFAULT_PAGE;

  /** @returns whether the run's row of the course is still to be written */
  const finish = ({ courseId, outcome }: BookResult): boolean => {
    if (!(courseId in state.inFlight)) return false;
    delete state.inFlight[courseId];
    state.counts[outcome] += 1;
    showRun(state);
    const wasAdopted = state.adopted.includes(courseId);
    if (wasAdopted) state.adopted = state.adopted.filter((adopted) => adopted !== courseId);
    return wasAdopted;
  };
  const record = (result: BookResult) =>
    CancellationScope.nonCancellable(() => orchestration.finishCourse({ runId: state.runId, result }));

  setHandler(bookFinishedSignal, async (result) => {
    if (finish(result)) await record(result);
  });
  setHandler(courseCreatedSignal, (courseId) => void state.arrivals.named.push(courseId));

  const hasRoom = () => !state.paused && begun < capacity && countInWork(state) < state.concurrency;
  const hasArrivals = () => state.arrivals.named.length > 0 || state.arrivals.areWaiting;
  const mayBegin = () => hasRoom() && (state.queue.length > 0 || hasArrivals() || state.cursor !== null);
  const isDone = () => state.cursor === null && state.queue.length === 0 && !hasArrivals() && countInWork(state) === 0;

  /** Courses that appeared: in the run's rows already, or named to us by signal. */
  const loadArrivals = async () => {
    const { runId, arrivals, inFlight } = state;
    const named = arrivals.named.splice(0);
    if (named.length > 0) await orchestration.addCourses({ runId, courseIds: named });
    arrivals.areWaiting = false;
    const page = await orchestration.loadArrivals({ runId, inHand: Object.keys(inFlight), limit: pageSize });
    state.total = page.totalCourses;
    if (page.courseIds.length === pageSize) arrivals.areWaiting = true;
    state.queue.unshift(...page.courseIds.map((courseId) => ({ courseId, isNew: true })));
  };

  const loadPage = async () => {
    const afterPosition = state.cursor?.position ?? 0;
    const page = await orchestration.loadPage({ runId: state.runId, afterPosition, limit: pageSize });
    const last = page.at(-1);
    state.cursor = last && page.length === pageSize ? { position: last.position } : null;
    state.queue.push(...page.map(({ courseId }) => ({ courseId, isNew: false })));
  };

  const begin = async ({ courseId, isNew }: LibraryState['queue'][number]) => {
    if (courseId in state.inFlight) return;
    const slot = freeSlot(state);
    state.inFlight[courseId] = slot;
    state.started += 1;
    begun += 1;
    const { runId } = state;
    const start = await startBook({ courseId, slot, runId, request, priority: isNew ? 'justCreated' : 'run' });
    if (start === 'adopted') {
      state.adopted.push(courseId);
      await orchestration.startCourse({ runId, courseId, slot });
    }
    showRun(state);
  };

  const askForEnds = async () => {
    askedAt = Date.now();
    const courseIds = Object.keys(state.inFlight);
    if (courseIds.length === 0) return;
    for (const result of await orchestration.findEndedBooks({ runId: state.runId, courseIds })) {
      // A book that could not write its end down itself: its row is ours to write.
      const isOurs = result.courseId in state.inFlight;
      finish(result);
      if (isOurs) await record(result);
    }
  };

  return {
    get begun() {
      return begun;
    },
    get isDone() {
      return isDone();
    },
    askForEnds,
    async fill() {
      while (mayBegin()) {
        if (hasArrivals() && !state.queue.some(({ isNew }) => isNew)) await loadArrivals();
        else if (state.queue.length === 0) await loadPage();
        const next = hasRoom() ? state.queue.shift() : undefined;
        if (next) await begin(next);
      }
    },
    async wait() {
      const pace = state.paused ? ASK_AFTER_PAUSED_MS : ASK_AFTER_MS;
      const due = Math.max(askedAt + pace - Date.now(), 1);
      if (!(await condition(() => mayBegin() || isDone(), due))) await askForEnds();
    },
  };
}

/** The lowest slot that nothing holds; slots are how an operator tells the window's places apart. */
function freeSlot({ inFlight }: LibraryState): number {
  const taken = new Set(Object.values(inFlight));
  let slot = 1;
  while (taken.has(slot)) slot += 1;
  return slot;
}
