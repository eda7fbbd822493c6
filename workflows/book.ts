/** One book, from a course's rows to a textbook that its students can read. */
import {
  CancellationScope,
  getExternalWorkflowHandle,
  isCancellation,
  log,
  patched,
  setCurrentDetails,
  setHandler,
  upsertSearchAttributes,
} from '@temporalio/workflow';
import type { ChapterPlan } from '../activities/outline.ts';
import type { PartName } from '../domain/chapter/chapter.ts';
import { AUTHORING, authoring, orchestration, persistent, PUBLISHING, publishing } from './activity-proxies.ts';
import type { BookInput, BookResult } from '../domain/run/book-run.ts';
import {
  bookFinishedSignal,
  bookStageQuery,
  notifySignal,
  pauseSignal,
  resumeSignal,
  SEARCH_ATTRIBUTES,
  type BookStage,
  type BookStageReply,
} from './contracts.ts';
import { describeFailure } from './failures.ts';
import { makeExports } from './exports.ts';
import { createGate } from './gate.ts';
import { inParallel } from './in-parallel.ts';
import { patiently } from './patiently.ts';

export async function BookWorkflow(input: BookInput): Promise<BookResult> {
  const { courseId, runId, formats } = input;
  let title: string | undefined;
  const listeners = new Set(input.notify ? [input.notify] : []);
  const at: BookStageReply = {
    stage: 'opening',
    bookId: null,
    chaptersDone: 0,
    chapters: 0,
    revision: 0,
    paused: false,
    pauseReason: null,
  };
  /** False in books begun before: all chapters were finished, each in a step of its own, then all were checked. */
  let isCheckedAsWritten = false;
  const gate = createGate(runId, async ({ message }) => {
    for (const listener of listeners)
      await tell(listener, async (handle) => handle.signal(pauseSignal, { reason: message }));
  });
  setHandler(bookStageQuery, () => ({ ...at, paused: gate.closedBecause !== null, pauseReason: gate.closedBecause }));
  setHandler(pauseSignal, (request) => gate.close(request?.reason ?? 'paused by the operator'));
  setHandler(resumeSignal, () => gate.open());
  setHandler(notifySignal, (workflowId) => void listeners.add(workflowId));

  const enter = (stage: BookStage) => {
    at.stage = stage;
    upsertSearchAttributes([{ key: SEARCH_ATTRIBUTES.bookStage, value: stage }]);
    setCurrentDetails(describeStage(at, title));
  };
  const end = (
    outcome: BookResult['outcome'],
    reason: { code: string; message: string } | null = null,
  ): BookResult => ({
    courseId,
    bookId: at.bookId,
    outcome,
    code: reason?.code ?? null,
    message: reason?.message ?? null,
  });

  const write = async (): Promise<BookResult> => {
    const opened = await orchestration.openBook(input);
    at.bookId = opened.bookId;
    title = opened.title;
    if (opened.subject) upsertSearchAttributes([{ key: SEARCH_ATTRIBUTES.subject, value: opened.subject }]);
    const { bookId, maxRevisions } = opened;
    if (opened.state === 'held') return end('held', { code: 'Held', message: opened.reason });
    if (opened.state === 'upToDate') {
      await makeExports(bookId, opened.missingKinds);
      return end('upToDate');
    }

    enter('outline');
    const lastOutline = opened.nextOutlineRevision + maxRevisions;
    let plan = await draftOutline(bookId, opened.nextOutlineRevision);
    for (
      let revision = opened.nextOutlineRevision + 1;
      plan.verdict === 'revise' && revision <= lastOutline;
      revision += 1
    )
      plan = await draftOutline(bookId, revision);
    if (plan.verdict === 'revise') return hold(bookId, 'PlanNotAccepted', plan.reason);
    const chapters = new Map(plan.chapters.map((chapter) => [chapter.number, chapter]));
    at.chapters = chapters.size;

    enter('chapters');
    isCheckedAsWritten = patched('check-chapters-as-written');
    await inParallel(plan.chapters, async (chapter) => {
      await writeChapter(bookId, chapter, allParts(chapter), 0);
      at.chaptersDone += 1;
      if (!isCheckedAsWritten || isQuarter(at))
        upsertSearchAttributes([{ key: SEARCH_ATTRIBUTES.chaptersDone, value: at.chaptersDone }]);
      setCurrentDetails(describeStage(at, title));
      if (isCheckedAsWritten) await checkChapter(bookId, chapter, 0);
    });

    enter('quality');
    at.revision = opened.nextRevision;
    if (!isCheckedAsWritten) await inParallel(plan.chapters, (chapter) => checkChapter(bookId, chapter, 0));
    let report = await authoring.concludeQuality({ bookId, revision: at.revision });
    const lastRevision = opened.nextRevision + maxRevisions;
    while (report.verdict === 'revise' && at.revision < lastRevision) {
      at.revision += 1;
      const revision = at.revision;
      await inParallel(weakChapters(report.weakParts), async ([number, parts]) => {
        const chapter = chapters.get(number);
        if (!chapter) return;
        await writeChapter(bookId, chapter, parts, revision);
        await checkChapter(bookId, chapter, revision);
      });
      report = await authoring.concludeQuality({ bookId, revision });
    }
    if (report.quality !== null)
      upsertSearchAttributes([{ key: SEARCH_ATTRIBUTES.qualityScore, value: report.quality }]);
    if (report.verdict === 'revise') return hold(bookId, 'QualityNotReached', report.reason);

    enter('manuscript');
    await patiently(() =>
      publishing.assembleManuscript.executeWithOptions({ ...PUBLISHING, summary: 'Put the manuscript together' }, [
        { bookId },
      ]),
    );

    enter('exports');
    await makeExports(bookId, formats);

    enter('publishing');
    await orchestration.publishBook({ bookId });

    enter('index');
    await persistent.indexBook({ bookId });
    return end('published');
  };

  const draftOutline = (bookId: string, revision: number) =>
    gate.pass(() =>
      authoring.draftOutline.executeWithOptions({ ...AUTHORING, summary: 'Plan the book' }, [{ bookId, revision }]),
    );

  /** Sections in order, each knowing those before it; then what is written over all of them. */
  const writeChapter = async (bookId: string, chapter: ChapterPlan, parts: PartName[], revision: number) => {
    const writePart = (part: PartName) =>
      gate.pass(() =>
        authoring.writePart.executeWithOptions(
          { ...AUTHORING, summary: describePart(chapter, at.chapters, part, revision) },
          [{ bookId, chapter: chapter.number, part, revision }],
        ),
      );
    for (const part of parts.filter(isSection)) await writePart(part);
    await inParallel(
      parts.filter((part) => !isSection(part)),
      writePart,
    );
    if (!isCheckedAsWritten) await authoring.finishChapter({ bookId, chapter: chapter.number, revision });
  };

  const checkChapter = (bookId: string, chapter: ChapterPlan, revision: number) =>
    gate.pass(() =>
      authoring.checkChapter.executeWithOptions(
        { ...AUTHORING, summary: `Check chapter ${chapter.number} of ${at.chapters}: ${chapter.title}` },
        [{ bookId, chapter: chapter.number, revision }],
      ),
    );

  const hold = async (bookId: string, code: string, reason: string | null): Promise<BookResult> => {
    const message = reason ?? 'No reason was recorded.';
    await orchestration.holdBook({ bookId, reason: message });
    return end('held', { code, message });
  };

  /** Writes down how the course ended, in its run and with everybody who waits for it. */
  const conclude = async (result: BookResult): Promise<BookResult> => {
    await orchestration.recordOutcome({ runId, result });
    for (const listener of listeners) await tell(listener, (handle) => handle.signal(bookFinishedSignal, result));
    enter('done');
    return result;
  };

  // A step may time out while it is being cancelled: the request counts, not the form in which its end arrives.
  let isCancelled = false;
  CancellationScope.current().cancelRequested.catch(() => {
    isCancelled = true;
  });
  try {
    return await conclude(await write());
  } catch (error) {
    return await CancellationScope.nonCancellable(async () => {
      const failure = isCancelled ? { code: 'Cancelled', message: 'The book was cancelled.' } : describeFailure(error);
      const isPublished = at.stage === 'index' || at.stage === 'done';
      if (at.bookId && !isPublished) await persistent.abandonBook({ bookId: at.bookId, courseId, ...failure });
      await conclude(end(isCancelled ? 'cancelled' : 'failed', failure));
      throw error;
    });
  }
}

const isSection = (part: PartName): boolean => part.startsWith('section:');

const allParts = ({ sections }: ChapterPlan): PartName[] => [
  ...Array.from({ length: sections }, (_, index): PartName => `section:${index + 1}`),
  'frame',
  'study',
];

/** A quarter of the chapters is full: what lists of workflows show of a book is written this often, not with each chapter. */
const isQuarter = ({ chapters, chaptersDone }: BookStageReply): boolean =>
  Math.floor((4 * chaptersDone) / chapters) > Math.floor((4 * (chaptersDone - 1)) / chapters);

/** Weak parts by chapter, in the order in which they are written. */
function weakChapters(weakParts: { chapter: number; part: string }[]): Map<number, PartName[]> {
  const chapters = new Map<number, PartName[]>();
  for (const { chapter, part } of weakParts)
    if (isPartName(part)) chapters.set(chapter, [...(chapters.get(chapter) ?? []), part]);
  return chapters;
}

const isPartName = (part: string): part is PartName =>
  part === 'frame' || part === 'study' || /^section:\d+$/.test(part);

function describePart(chapter: ChapterPlan, total: number, part: PartName, revision: number): string {
  const what = isSection(part) ? `section ${part.slice('section:'.length)} of ${chapter.sections}` : part;
  return `Chapter ${chapter.number} of ${total}: ${chapter.title} · ${what}${revision > 0 ? ` · revision ${revision}` : ''}`.slice(
    0,
    200,
  );
}

/** @param title as Markdown shows it; unknown before the book is opened, and to books that an older worker opened */
const describeStage = (
  { stage, bookId, chapters, chaptersDone, revision }: BookStageReply,
  title: string | undefined,
): string =>
  [
    '| | |',
    '| --- | --- |',
    ...(title === undefined ? [] : [`| Course | ${title.replace(/[\\|*_`[\]<>]/g, '\\$&')} |`]),
    `| Stage | **${stage}** |`,
    `| Chapters written | ${chaptersDone} of ${chapters} |`,
    `| Revision | ${revision} |`,
    `| Book | ${bookId ?? 'not opened yet'} |`,
  ].join('\n');

type ExternalHandle = ReturnType<typeof getExternalWorkflowHandle>;

/** A listener that has closed needs no word: the rows hold the truth. */
async function tell(workflowId: string, say: (handle: ExternalHandle) => Promise<void>): Promise<void> {
  try {
    await say(getExternalWorkflowHandle(workflowId));
  } catch (error) {
    if (isCancellation(error)) throw error;
    log.info('A workflow that asked to be told has closed', { workflowId });
  }
}
