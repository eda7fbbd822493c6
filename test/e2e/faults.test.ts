/** The faults that a book survives, each done to the real thing: what was killed, and that nothing was lost or paid twice. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { BookInput } from '../../domain/run/book-run.ts';
import {
  BOOK_WORKFLOW,
  bookWorkflowId,
  LIBRARY_WORKFLOW,
  libraryWorkflowId,
  NEW_COURSES_WORKFLOW_ID,
  pauseUpdate,
  resumeUpdate,
  TASK_QUEUES,
} from '../../workflows/contracts.ts';
import { startLibrary, type RunningLibrary } from './running-library.ts';

let running: RunningLibrary;
let starting: Promise<RunningLibrary>;
beforeAll(async () => {
  starting = startLibrary({ OPENAI_STALL_TIMEOUT_MS: '3000', OPENAI_TIMEOUT_MS: '20000' });
  running = await starting;
}, 180_000);
afterEach(() => running.setFaults(''));
/** Also when the start took too long. */
afterAll(async () => (await starting).close(), 120_000);

/** Enough asks that the book is in the middle of its chapters. */
const IN_THE_MIDDLE = 6;

async function publishedWhole(courseId: string): Promise<void> {
  const book = await running.bookOf(courseId, 'published');
  const chapters = await running.prisma.chapterRow.findMany({ where: { bookId: book.id, revision: 0 } });
  expect(chapters.length).toBeGreaterThanOrEqual(10);
  expect(new Set(chapters.map(({ number }) => number)).size).toBe(chapters.length);
  expect(await running.prisma.course.findUnique({ where: { id: courseId } })).toMatchObject({ textbookId: book.id });
  expect(
    running
      .filesOf(courseId)
      .map((name) => name.split('.').at(-1))
      .sort(),
  ).toEqual(['epub', 'html', 'json', 'pdf']);
  expect(await running.paidTwice(courseId)).toBe(0);
}

describe('a course that any program inserts', () => {
  it('gets its book, linked and with its files, by itself', async () => {
    const courseId = await running.addCourse('The keeping of bees');
    await publishedWhole(courseId);
    await running.joined(courseId);
    await running.ended(courseId);
    const rows = await running.prisma.runCourse.findMany({ where: { courseId }, include: { run: true } });
    expect(rows).toMatchObject([{ status: 'published', run: { workflowId: NEW_COURSES_WORKFLOW_ID } }]);
  }, 180_000);
});

describe('a process that is killed', () => {
  it.each(['worker', 'temporal', 'postgres'] as const)(
    '%s: the book goes on where it was and nothing is paid twice',
    async (what) => {
      await running.setFaults('latency=300');
      const courseId = await running.addCourse(`The art of surviving the end of ${what}`);
      await running.answered(courseId, IN_THE_MIDDLE);
      process.kill(await running.pidOf(what), 'SIGKILL');
      await running.setFaults('');
      await publishedWhole(courseId);
      expect(await running.billedTwice()).toBe(0);
    },
    240_000,
  );

  it('a worker that is stopped by SIGTERM ends its steps and another goes on', async () => {
    await running.setFaults('latency=300');
    const courseId = await running.addCourse('On stopping well');
    await running.answered(courseId, IN_THE_MIDDLE);
    process.kill(await running.pidOf('worker'), 'SIGTERM');
    await running.setFaults('');
    await publishedWhole(courseId);
    expect(await running.billedTwice()).toBe(0);
  }, 240_000);
});

describe('a model that fails', () => {
  it.each([
    ['refuses everybody for a while', '429-storm=4s:retry-after=2'],
    ['answers 500 and cuts connections', '500=0.1,cut=0.05'],
    // Two of a kind: one part may meet them all, and its third unsound reply would be the last.
    [
      'answers broken and truncated JSON',
      'broken-json@section_draft=1:first=2,truncated@frame_draft=1:first=2,broken-json@study_draft=1:first=2',
    ],
    ['never ends its reply, or never begins it', 'endless=1:first=1,hang=1:first=1'],
  ])(
    '%s: the book is published all the same',
    async (_what, faults) => {
      await running.setFaults(faults);
      const courseId = await running.addCourse(`Patience with ${faults.replaceAll(/[^a-z]+/g, ' ')}`);
      await publishedWhole(courseId);
    },
    240_000,
  );

  it('whose every reply is unsound fails the course with that error, and leaves nothing behind', async () => {
    await running.setFaults('broken-json=1');
    const courseId = await running.addCourse('What cannot be said');
    const book = await running.bookOf(courseId, 'failed');
    expect(book).toMatchObject({ failureCode: 'ModelOutputInvalid' });
    expect(await running.travelledSentences(courseId)).toEqual([]);
    expect(running.filesOf(courseId)).toEqual([]);
    expect(await running.prisma.course.findUnique({ where: { id: courseId } })).toMatchObject({ textbookId: null });
  }, 180_000);

  it('whose book never passes the gate holds it, with findings, and publishes nothing', async () => {
    await running.setFaults('defect=fail-gate-always:1');
    const courseId = await running.addCourse('What is never good enough');
    const book = await running.bookOf(courseId, 'held', 'failed');
    expect(book.failureMessage).toBeTruthy();
    expect(await running.travelledSentences(courseId)).toEqual([]);
    expect(running.filesOf(courseId)).toEqual([]);
    expect(await running.prisma.course.findUnique({ where: { id: courseId } })).toMatchObject({ textbookId: null });
  }, 240_000);
});

describe('people and other programs', () => {
  it('a course that is deleted while its book is written ends the book and leaves no file', async () => {
    await running.setFaults('latency=300');
    const courseId = await running.addCourse('Here today');
    await running.answered(courseId, IN_THE_MIDDLE);
    await running.prisma.course.delete({ where: { id: courseId } });
    await running.setFaults('');
    const handle = running.client.workflow.getHandle(bookWorkflowId(courseId));
    await expect(handle.result()).rejects.toThrow();
    expect(running.filesOf(courseId)).toEqual([]);
    expect(await running.prisma.modelCall.count({ where: { courseId } })).toBeGreaterThan(0);
  }, 180_000);

  it('the same course started twice gives one book', async () => {
    const courseId = await running.addCourse('Once is enough');
    const input: BookInput = {
      courseId,
      runId: null,
      slot: null,
      formats: ['html'],
      standard: null,
      reopenHeld: true,
      notify: null,
    };
    const start = () =>
      running.client.workflow.start(BOOK_WORKFLOW, {
        workflowId: bookWorkflowId(courseId),
        taskQueue: TASK_QUEUES.orchestration,
        args: [input],
        workflowIdConflictPolicy: 'USE_EXISTING',
      });
    await Promise.all([start(), start()]);
    await running.bookOf(courseId, 'published');
    expect(await running.prisma.book.count({ where: { courseId } })).toBe(1);
    expect(await running.paidTwice(courseId)).toBe(0);
  }, 180_000);

  it('two runs started at once share their books, and pause stops every paid call within 5 s until resume', async () => {
    // Slow enough that the pause finds both in the middle.
    await running.setFaults('latency=2000');
    const titles = ['Rivers', 'Bridges', 'Lamps'];
    await running.prisma.$transaction([
      running.prisma.$executeRaw`SET LOCAL scroll.bulk_import = 'on'`,
      running.prisma.course.createMany({
        data: titles.map((title) => ({ title: `${title} and their makers`, subject: 'Two runs' })),
      }),
    ]);
    const start = (key: string) =>
      running.client.workflow.start(LIBRARY_WORKFLOW, {
        workflowId: libraryWorkflowId(key),
        taskQueue: TASK_QUEUES.orchestration,
        args: [{ concurrency: 3, formats: ['html'], subjects: ['two runs'] }],
      });
    const [one, two] = await Promise.all([start('one'), start('two')]);
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    await Promise.all([one, two].map((run) => run.executeUpdate(pauseUpdate, { args: [{ reason: 'a test' }] })));
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    const paused = await running.prisma.modelCall.aggregate({ _max: { createdAt: true }, _count: true });
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    expect(await running.prisma.modelCall.count()).toBe(paused._count);

    await running.setFaults('');
    await Promise.all([one, two].map((run) => run.executeUpdate(resumeUpdate)));
    const ends = await Promise.all([one.result(), two.result()]);
    expect(ends).toMatchObject([
      { total: 3, failed: 0, held: 0 },
      { total: 3, failed: 0, held: 0 },
    ]);
    expect(await running.prisma.book.count({ where: { course: { subject: 'Two runs' } } })).toBe(3);
    const open = await running.prisma.runCourse.count({ where: { status: { in: ['waiting', 'inProgress'] } } });
    expect(open).toBe(0);
    expect(await running.progressFile('completed')).toMatchObject({ totalCourses: 3, completedCourses: 3 });
  }, 240_000);

  it('a cancelled run aborts its requests, leaves no unpublished file and says what was cancelled', async () => {
    await running.setFaults('latency=2000');
    await running.prisma.$transaction([
      running.prisma.$executeRaw`SET LOCAL scroll.bulk_import = 'on'`,
      running.prisma.course.createMany({ data: [{ title: 'Never mind', subject: 'Cancelled' }] }),
    ]);
    const { id: courseId } = await running.prisma.course.findFirstOrThrow({ where: { subject: 'Cancelled' } });
    const run = await running.client.workflow.start(LIBRARY_WORKFLOW, {
      workflowId: libraryWorkflowId('cancelled'),
      taskQueue: TASK_QUEUES.orchestration,
      args: [{ subjects: ['Cancelled'] }],
    });
    await running.answered(courseId, 1);
    await run.cancel();
    await expect(run.result()).rejects.toThrow();
    expect(await running.bookOf(courseId, 'failed')).toMatchObject({ failureCode: 'Cancelled' });
    expect(running.filesOf(courseId)).toEqual([]);
    const rows = await running.prisma.runCourse.findMany({ where: { courseId }, include: { run: true } });
    expect(rows).toMatchObject([{ status: 'cancelled', run: { status: 'cancelled' } }]);
  }, 180_000);
});
