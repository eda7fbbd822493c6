/**
 * A run over the catalogue: pages through its courses, keeps a window of books in work, and accounts for every course.
 *
 * It holds ids and counts only. Books outlive it (ABANDON); it learns of their ends by their own word, by the child's
 * result while this run of the workflow lasts, and by asking now and then. It continues as new page by page.
 */
import {
  allHandlersFinished,
  CancellationScope,
  condition,
  ContinueAsNew,
  continueAsNew,
  getExternalWorkflowHandle,
  isCancellation,
  log,
  patched,
  setCurrentDetails,
  setHandler,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import type { RunInput } from '../../domain/run/run.ts';
import { ORCHESTRATION, orchestration } from '../activity-proxies.ts';
import { startBook } from './book-child.ts';
import type { BookResult } from '../../domain/run/book-run.ts';
import {
  bookFinishedSignal,
  bookWorkflowId,
  courseCreatedSignal,
  pauseSignal,
  pauseUpdate,
  progressQuery,
  resumeSignal,
  resumeUpdate,
  setConcurrencySignal,
  setConcurrencyUpdate,
  type LibraryInput,
  type LibraryProgress,
  type LibraryState,
} from '../contracts.ts';
import { describeFailure } from '../failures.ts';

const DEFAULT_CONCURRENCY = 10;
const DEFAULT_PAGE = 200;
/** Books begun by one run of the workflow: keeps a history far under the server's limits. */
const BOOKS_PER_RUN = 200;
const ASK_AFTER = '30s';
/** No word for so long is a quiet moment; in so many looks there is one, because no book is begun meanwhile. */
const QUIET_MS = 250;
const LOOKS_FOR_QUIET = 40;

export async function LibraryGenerationWorkflow(input?: LibraryInput | null): Promise<LibraryProgress> {
  const { state: carried, ...request } = input ?? {};
  const state: LibraryState = carried ?? freshState(request);
  const added: string[] = [...(state.added ?? [])];
  const control = { paused: state.paused, concurrency: state.concurrency };
  let mustOpen = false;
  let begunHere = 0;
  /** Words that came from outside, to tell whether one came while nobody looked. */
  let heard = 0;
  let isClosing = false;

  const pause = (reason: string) => {
    state.paused = true;
    state.pauseReason = reason;
    return { status: 'paused' as const };
  };
  const resume = () => {
    // A step that was turned away paused the run in the database itself; its word to us may be lost, or come in one with this.
    if (!control.paused && patched('resume-without-pause')) mustOpen = true;
    state.paused = false;
    state.pauseReason = null;
    return { status: 'running' as const };
  };
  const setConcurrency = (concurrency: number) => {
    state.concurrency = concurrency;
    return { concurrency };
  };
  const validate = (concurrency: number) => {
    if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > 1000)
      throw new Error(`Concurrency is a whole number from 1 to 1000, not ${concurrency}.`);
  };
  const unrecorded: BookResult[] = [];
  const finish = (result: BookResult) => {
    heard += 1;
    const { courseId, outcome } = result;
    if (!(courseId in state.inFlight)) return;
    delete state.inFlight[courseId];
    state.counts[outcome] += 1;
    if (state.adopted.includes(courseId)) {
      state.adopted = state.adopted.filter((adopted) => adopted !== courseId);
      unrecorded.push(result);
    }
    setCurrentDetails(describeRun(state));
  };
  /** A book that could not write its end down itself: its row is ours to write. */
  const finishLost = (result: BookResult) => {
    if (result.courseId in state.inFlight) state.adopted.push(result.courseId);
    finish(result);
  };

  // After everything that they use: a signal may be waiting when a run of the workflow begins.
  setHandler(pauseSignal, (asked) => void pause(asked?.reason ?? 'paused by the operator'));
  setHandler(resumeSignal, () => void resume());
  setHandler(pauseUpdate, (asked) => pause(asked?.reason ?? 'paused by the operator'));
  setHandler(resumeUpdate, () => resume());
  setHandler(setConcurrencySignal, (concurrency) => {
    try {
      validate(concurrency);
      setConcurrency(concurrency);
    } catch (error) {
      log.warn('setConcurrency was not understood', { reason: String(error) });
    }
  });
  setHandler(setConcurrencyUpdate, setConcurrency, { validator: validate });
  setHandler(courseCreatedSignal, (courseId) => void added.push(courseId));
  setHandler(bookFinishedSignal, (result) => finish(result));
  setHandler(progressQuery, () => progressOf(state, isClosing));

  /** Carries pause and concurrency to where the steps look: the database first, which holds every paid call. */
  const applyControl = async () => {
    for (;;) {
      await condition(() => !isSettled());
      await recordAdopted();
      if (control.concurrency !== state.concurrency) {
        const { concurrency } = state;
        await orchestration.setConcurrency({ runId: state.runId, concurrency });
        control.concurrency = concurrency;
      }
      if (control.paused !== state.paused || mustOpen) {
        const { paused } = state;
        mustOpen = false;
        const reason = state.pauseReason ?? 'paused';
        await orchestration.setPaused({ runId: state.runId, reason: paused ? reason : null });
        for (const courseId of Object.keys(state.inFlight))
          await tellBook(courseId, (book) =>
            paused ? book.signal(pauseSignal, { reason }) : book.signal(resumeSignal),
          );
        control.paused = paused;
      }
    }
  };
  const recordAdopted = async () => {
    for (let result = unrecorded[0]; result; result = unrecorded[0]) {
      await orchestration.finishCourse({ runId: state.runId, result });
      unrecorded.shift();
    }
  };
  const isSettled = () =>
    control.paused === state.paused &&
    control.concurrency === state.concurrency &&
    unrecorded.length === 0 &&
    !mustOpen;

  const begin = async (courseId: string, priority: 'justCreated' | 'run') => {
    if (courseId in state.inFlight) return;
    const slot = freeSlot(state);
    state.inFlight[courseId] = slot;
    state.started += 1;
    begunHere += 1;
    const begun = await startBook({
      courseId,
      slot,
      runId: state.runId,
      request,
      priority,
      onEnd: finish,
      onLost: finishLost,
    });
    if (begun === 'adopted') {
      state.adopted.push(courseId);
      await orchestration.startCourse({ runId: state.runId, courseId, slot });
    }
    setCurrentDetails(describeRun(state));
  };

  /** Books that closed without a word: terminated, or their signal was lost. */
  const askForEnds = async () => {
    const courseIds = Object.keys(state.inFlight);
    if (courseIds.length === 0) return;
    for (const result of await orchestration.findEndedBooks({ runId: state.runId, courseIds })) finishLost(result);
  };

  const hasRoom = () => !state.paused && Object.keys(state.inFlight).length < state.concurrency;
  const isDone = () =>
    state.cursor === null && state.queue.length === 0 && added.length === 0 && Object.keys(state.inFlight).length === 0;

  /** All of them as a rule; of a flood, such as a table copied into the database, what this run of the workflow may begin. */
  const arrivalsToTake = () => {
    const room = BOOKS_PER_RUN - begunHere;
    return added.length > room && patched('arrivals-over-several-runs') ? room : added.length;
  };

  /**
   * The server refuses to continue a run as new for which a word has come meanwhile, and the worker then reads the whole
   * history again: while books end one after the other, that would meet the next word, again and again.
   */
  const quietMoment = async () => {
    for (let looks = 0; looks < LOOKS_FOR_QUIET; looks += 1) {
      const before = heard + added.length;
      await sleep(QUIET_MS);
      if (heard + added.length === before) return;
    }
  };

  const work = async () => {
    while (!isDone()) {
      if (begunHere >= BOOKS_PER_RUN || workflowInfo().continueAsNewSuggested) {
        if (patched('continues-in-a-quiet-moment')) await quietMoment();
        await condition(() => isSettled() && allHandlersFinished());
        await continueAsNew<typeof LibraryGenerationWorkflow>({
          ...request,
          state: { ...state, added: added.splice(0) },
        });
      }
      // Courses that just appeared do not wait for a free place in the window.
      for (const courseId of added.splice(0, arrivalsToTake())) {
        if (await orchestration.addCourse({ runId: state.runId, courseId })) {
          state.total += 1;
          await begin(courseId, 'justCreated');
        }
      }
      while (hasRoom() && state.queue.length > 0) {
        const courseId = state.queue.shift();
        if (courseId !== undefined) await begin(courseId, 'run');
      }
      if (state.queue.length === 0 && state.cursor !== null) {
        await loadPage(state, request.batchSize ?? DEFAULT_PAGE);
        continue;
      }
      if (isDone()) break;
      const woke = await condition(
        () => added.length > 0 || isDone() || (hasRoom() && state.queue.length > 0),
        ASK_AFTER,
      );
      if (!woke) await askForEnds();
    }
  };

  try {
    if (!carried) await open(state, request);
    const controlling = new CancellationScope();
    const controls = controlling.run(applyControl).catch((error: unknown) => {
      if (!isCancellation(error)) throw error;
    });
    await Promise.race([work(), controls.then(() => new Promise<never>(() => undefined))]);
    isClosing = true;
    await condition(isSettled);
    controlling.cancel();
    await controls;
    await orchestration.closeRun({ runId: state.runId, status: 'completed', failure: null });
    return progressOf(state, isClosing);
  } catch (error) {
    if (error instanceof ContinueAsNew) throw error;
    await CancellationScope.nonCancellable(async () => {
      isClosing = true;
      for (const courseId of Object.keys(state.inFlight)) await tellBook(courseId, (book) => book.cancel());
      while (
        Object.keys(state.inFlight).length > 0 &&
        !(await condition(() => Object.keys(state.inFlight).length === 0, '30s'))
      )
        await askForEnds();
      await recordAdopted();
      const status = isCancellation(error) ? 'cancelled' : 'failed';
      const failure = status === 'failed' ? describeFailure(error).message : null;
      if (state.runId) await orchestration.closeRun({ runId: state.runId, status, failure });
    });
    throw error;
  }
}

const freshState = (request: RunInput): LibraryState => ({
  runId: '',
  total: 0,
  concurrency: request.concurrency ?? DEFAULT_CONCURRENCY,
  cursor: { position: 0 },
  queue: [],
  inFlight: {},
  adopted: [],
  counts: { published: 0, upToDate: 0, held: 0, failed: 0, cancelled: 0 },
  started: 0,
  paused: false,
  pauseReason: null,
});

async function open(state: LibraryState, request: RunInput): Promise<void> {
  const { workflowId, firstExecutionRunId } = workflowInfo();
  const opened = await orchestration.openRun.executeWithOptions(
    { ...ORCHESTRATION, startToCloseTimeout: '2m', summary: 'Fix the courses of the run and their order' },
    [
      {
        workflowId,
        firstRunId: firstExecutionRunId,
        input: request,
        priorityMode: request.priorityMode ?? 'enrollment',
        concurrency: state.concurrency,
      },
    ],
  );
  state.runId = opened.runId;
  state.total = opened.totalCourses;
  // A run that an older worker opened does not say it.
  state.counts.upToDate = opened.upToDateCourses ?? 0;
}

async function loadPage(state: LibraryState, limit: number): Promise<void> {
  const afterPosition = state.cursor?.position ?? 0;
  const page = await orchestration.loadPage({ runId: state.runId, afterPosition, limit });
  const last = page.at(-1);
  state.cursor = last && page.length === limit ? { position: last.position } : null;
  state.queue.push(...page.map(({ courseId }) => courseId).filter((courseId) => !(courseId in state.inFlight)));
}

/** The lowest slot that nothing holds; slots are how an operator tells the window's places apart. */
function freeSlot({ inFlight }: LibraryState): number {
  const taken = new Set(Object.values(inFlight));
  let slot = 1;
  while (taken.has(slot)) slot += 1;
  return slot;
}

const progressOf = (state: LibraryState, isClosing: boolean): LibraryProgress => ({
  runId: state.runId || null,
  status: isClosing ? 'closing' : state.paused ? 'paused' : 'running',
  pauseReason: state.pauseReason,
  concurrency: state.concurrency,
  total: state.total,
  started: state.started,
  ...state.counts,
  inFlight: Object.keys(state.inFlight),
});

const describeRun = ({ total, counts, inFlight, concurrency, paused, pauseReason }: LibraryState): string =>
  [
    '| Courses | Published | Up to date | Held | Failed | In work | Window |',
    '| ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    `| ${total} | ${counts.published} | ${counts.upToDate} | ${counts.held} | ${counts.failed + counts.cancelled} | ${Object.keys(inFlight).length} | ${concurrency} |`,
    ...(paused ? ['', `**Paused:** ${pauseReason ?? ''}`] : []),
  ].join('\n');

type BookHandle = ReturnType<typeof getExternalWorkflowHandle>;

/** A book that has closed meanwhile needs no word. */
async function tellBook(courseId: string, say: (book: BookHandle) => Promise<void>): Promise<void> {
  try {
    await say(getExternalWorkflowHandle(bookWorkflowId(courseId)));
  } catch (error) {
    if (isCancellation(error)) throw error;
    log.info('A book of the run has closed', { courseId });
  }
}
