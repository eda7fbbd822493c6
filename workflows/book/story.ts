/** One book, from a course's rows to a textbook that its students can read. */
import { CancellationScope, setHandler, upsertSearchAttributes } from '@temporalio/workflow';
import type { BookInput, BookResult } from '../../domain/run/book-run.ts';
import { AUTHORING, authoring, orchestration, persistent } from '../activity-proxies.ts';
import {
  bookFinishedSignal,
  bookStageQuery,
  notifySignal,
  pauseSignal,
  resumeSignal,
  SEARCH_ATTRIBUTES,
  type BookStage,
} from '../contracts.ts';
import { describeFailure, type StepFailure } from '../failures.ts';
import { checkChapter, weakChapters, weakWaves, writeChapter } from './chapters.ts';
import { makeExports } from './exports.ts';
import { createGate, type Gate } from './gate.ts';
import { inParallel } from './in-parallel.ts';
import { createListeners } from './listeners.ts';
import { assembleManuscript, indexBook } from './publishing.ts';
import { createStageView, type StageView } from './stage.ts';

export async function BookWorkflow(input: BookInput): Promise<BookResult> {
  const { courseId, runId } = input;
  const view = createStageView();
  const listeners = createListeners(input.notify);
  const gate = createGate(runId, ({ code, message }) =>
    listeners.tell((listener) => listener.signal(pauseSignal, { reason: message, code })),
  );
  setHandler(bookStageQuery, () => ({
    ...view.at,
    paused: gate.closedBecause !== null,
    pauseReason: gate.closedBecause,
  }));
  setHandler(pauseSignal, (request) => gate.close(request?.reason ?? 'paused by the operator'));
  setHandler(resumeSignal, () => gate.open());
  setHandler(notifySignal, (workflowId) => {
    listeners.add(workflowId);
    // A run that takes this book up may have ended the pause at which it stands.
    gate.look();
  });

  /** Writes down how the course ended, in its run and with everybody who waits for it. */
  const conclude = async ({ outcome, code, message }: Ending): Promise<BookResult> => {
    const result = { courseId, bookId: view.at.bookId, outcome, code: code ?? null, message: message ?? null };
    await orchestration.recordOutcome({ runId, result });
    await listeners.tell((listener) => listener.signal(bookFinishedSignal, result));
    view.enter('done');
    return result;
  };

  // A step may time out while it is being cancelled: the request counts, not the form in which its end arrives.
  let isCancelled = false;
  CancellationScope.current().cancelRequested.catch(() => {
    isCancelled = true;
  });
  let ending: Ending;
  try {
    ending = await write(input, gate, view);
  } catch (error) {
    return await CancellationScope.nonCancellable(async () => {
      const failure = isCancelled ? CANCELLED : describeFailure(error);
      const { bookId } = view.at;
      if (bookId) await persistent.abandonBook({ bookId, courseId, ...failure });
      await conclude({ outcome: isCancelled ? 'cancelled' : 'failed', ...failure });
      throw error;
    });
  }
  return CancellationScope.nonCancellable(() => conclude(ending));
}

/** How the course ended, and why where it is not read now. */
type Ending = Pick<BookResult, 'outcome'> & Partial<StepFailure>;

const CANCELLED: StepFailure = { code: 'Cancelled', message: 'The book was cancelled.' };

async function write(input: BookInput, gate: Gate, view: StageView): Promise<Ending> {
  const { at } = view;
  const enter = (stage: BookStage) => view.enter(stage);
  const opened = await orchestration.openBook(input);
  view.open(opened);
  const { bookId, maxRevisions } = opened;
  if (opened.state === 'held') return { outcome: 'held', code: 'Held', message: opened.reason };
  if (opened.state === 'failed') return { outcome: 'failed', code: opened.code, message: opened.reason };
  if (opened.state === 'upToDate') {
    await makeExports(bookId, opened.missingKinds);
    if (opened.isIndexDue) await indexBook(bookId);
    return { outcome: 'upToDate' };
  }

  enter('outline');
  const lastOutline = opened.nextOutlineRevision + maxRevisions;
  let plan = await draftOutline(gate, bookId, opened.nextOutlineRevision);
  for (
    let revision = opened.nextOutlineRevision + 1;
    plan.verdict === 'revise' && revision <= lastOutline;
    revision += 1
  )
    plan = await draftOutline(gate, bookId, revision);
  if (plan.verdict === 'revise') return hold(bookId, 'PlanNotAccepted', plan.reason);
  const chapters = new Map(plan.chapters.map((chapter) => [chapter.number, chapter]));
  at.chapters = chapters.size;

  enter('chapters');
  await inParallel(plan.chapters, async (chapter) => {
    const step = { bookId, chapter, total: chapters.size, revision: 0 };
    await writeChapter(gate, step, chapter.waves);
    view.finishChapter();
    await checkChapter(gate, step);
  });

  enter('quality');
  at.revision = opened.nextRevision;
  let report = await authoring.concludeQuality({ bookId, revision: at.revision });
  const lastRevision = opened.nextRevision + maxRevisions;
  while (report.verdict === 'revise' && at.revision < lastRevision) {
    at.revision += 1;
    const { revision } = at;
    await inParallel(weakChapters(report.weakParts), async ([number, weak]) => {
      const chapter = chapters.get(number);
      if (!chapter) return;
      const step = { bookId, chapter, total: chapters.size, revision };
      await writeChapter(gate, step, weakWaves(chapter, weak));
      await checkChapter(gate, step);
    });
    report = await authoring.concludeQuality({ bookId, revision });
  }
  if (report.quality !== null) upsertSearchAttributes([{ key: SEARCH_ATTRIBUTES.qualityScore, value: report.quality }]);
  if (report.verdict === 'revise') return hold(bookId, 'QualityNotReached', report.reason);

  enter('manuscript');
  await assembleManuscript(bookId);

  enter('exports');
  await makeExports(bookId, input.formats);

  enter('publishing');
  // Once it is asked for it happens: a cancellation that comes now finds a published book.
  await CancellationScope.nonCancellable(() => orchestration.publishBook({ bookId }));

  enter('index');
  await indexBook(bookId);
  return { outcome: 'published' };
}

const draftOutline = (gate: Gate, bookId: string, revision: number) =>
  gate.pass(() =>
    authoring.draftOutline.executeWithOptions({ ...AUTHORING, summary: 'Plan the book' }, [{ bookId, revision }]),
  );

async function hold(bookId: string, code: string, reason: string | null): Promise<Ending> {
  const message = reason ?? 'No reason was recorded.';
  await orchestration.holdBook({ bookId, reason: message });
  return { outcome: 'held', code, message };
}
