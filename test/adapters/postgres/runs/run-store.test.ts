import { randomUUID } from 'node:crypto';
import { createPrisma, type LibraryPrisma } from '../../../../adapters/postgres/client.ts';
import type { Prisma } from '../../../../adapters/postgres/generated/client.ts';
import { createRunStore } from '../../../../adapters/postgres/runs/run-store.ts';
import type { RunStore } from '../../../../domain/ports/runs.ts';
import type { RunInput } from '../../../../domain/run/run.ts';
import { NOTHING_YET } from '../../../../domain/run/selection.ts';
import { openRun } from '../../../fixtures/open-run.ts';
import { createTestDatabase, type TestDatabase } from '../../../services.ts';

let database: TestDatabase;
let prisma: LibraryPrisma;
let runs: RunStore;
beforeAll(async () => {
  database = await createTestDatabase();
  prisma = createPrisma(database.url, { poolSize: 2 });
  runs = createRunStore(prisma);
});
afterAll(async () => {
  await prisma.$disconnect();
  await database.drop();
});

const aRun = async (workflowId: string): Promise<string> => (await openRun(runs, workflowId)).runId;

describe('a run whose workflow was terminated', () => {
  it('is closed by the next one, and holds its books in no pause', async () => {
    const first = await aRun('library/all');
    await runs.setPaused(first, { reason: 'lunch' });

    const second = await aRun('library/all');

    expect(await runs.findLiveRuns()).toEqual([{ runId: second, workflowId: 'library/all' }]);
    expect(await runs.loadProgress(first)).toMatchObject({ status: 'failed', pauseReason: null });
    expect(await runs.findPause(first)).toBeNull();
  });
});

describe('how fast a run is', () => {
  const MINUTE = 60_000;
  const ago = (minutes: number): Date => new Date(Date.now() - minutes * MINUTE);
  const runWith = async (
    name: string,
    courses: { status: 'published' | 'cancelled' | 'waiting'; from?: number; to?: number }[],
  ): Promise<string> => {
    const runId = await aRun(name);
    for (const [position, { status, from, to }] of courses.entries()) {
      const { id: courseId } = await prisma.course.create({ data: { title: `${name} ${position}` } });
      await runs.addCourses({ runId, courseIds: [courseId], isAgain: false });
      await prisma.runCourse.updateMany({
        where: { runId, courseId },
        data: {
          status,
          startedAt: from === undefined ? null : ago(from),
          finishedAt: to === undefined ? null : ago(to),
        },
      });
    }
    await prisma.run.update({ where: { id: runId }, data: { startedAt: ago(10_000) } });
    return runId;
  };

  it('counts the time in which books were in work, and no pause between them', async () => {
    const runId = await runWith('library/paced', [
      { status: 'published', from: 9_010, to: 9_000 },
      { status: 'published', from: 9_005, to: 9_000 },
      { status: 'published', from: 20, to: 10 },
      { status: 'waiting' },
    ]);

    const { booksPerMinute, estimatedCompletion } = (await runs.loadProgress(runId)) ?? {};
    expect(booksPerMinute).toBeCloseTo(3 / 20, 3);
    // No worker lives in this test.
    expect(estimatedCompletion).toBeNull();
  });

  it('is not said of a cancelled one, whose courses all end at once', async () => {
    const runId = await runWith('library/cancelled', [
      { status: 'published', from: 0.1, to: 0.05 },
      ...Array.from({ length: 5 }, () => ({ status: 'cancelled' as const, to: 0 })),
    ]);
    await prisma.run.update({ where: { id: runId }, data: { status: 'cancelled', finishedAt: new Date() } });

    expect(await runs.loadProgress(runId)).toMatchObject({ failedCourses: 5, booksPerMinute: null });
  });
});

describe('a course that appeared in such a run', () => {
  it('is announced again when the next run closes it', async () => {
    const runId = await aRun('library/left');
    const { id: courseId } = await prisma.course.create({ data: { title: 'Left' } });
    await prisma.courseEvent.updateMany({ where: { courseId }, data: { processedAt: new Date(), outcome: 'claimed' } });
    await runs.addCourses({ runId, courseIds: [courseId], isAgain: false });
    const events = () =>
      prisma.courseEvent.findMany({ where: { courseId }, select: { outcome: true }, orderBy: { id: 'asc' } });
    expect(await events()).toEqual([{ outcome: 'joined' }]);

    await aRun('library/left');
    expect(await events()).toEqual([{ outcome: 'joined' }, { outcome: null }]);
  });
});

describe('live runs', () => {
  it('are first those that somebody started, then the one for courses that just appeared', async () => {
    const started = await aRun(`library/${randomUUID()}`);
    const { runId: ofNew } = await openRun(runs, 'library/new-courses', { only: NOTHING_YET });

    const live = (await runs.findLiveRuns()).map(({ runId }) => runId);
    expect(live.indexOf(started)).toBeLessThan(live.indexOf(ofNew));
    expect(live.at(-1)).toBe(ofNew);
    expect(await runs.loadProgress()).not.toMatchObject({ runId: ofNew });
    await runs.closeRun(ofNew, { status: 'completed', failure: null });
  });
});

describe('a budget', () => {
  const aPausedRun = async (pauseCode: string | null): Promise<string> => {
    const runId = await aRun(`library/${randomUUID()}`);
    const pausedAt = new Date();
    const data = { status: 'paused', pausedAt, pauseReason: 'budget of $5 reached', pauseCode } as const;
    await prisma.run.update({ where: { id: runId }, data: { ...data, budgetUsd: 5, spentUsd: 4.9 } });
    return runId;
  };

  it.each([20, null])('raised to %p ends the pause that it caused', async (budgetUsd) => {
    const runId = await aPausedRun('BudgetReached');

    expect(await runs.setBudget(runId, budgetUsd)).toBeNull();
    expect(await runs.findPause(runId)).toBeNull();
    expect(await prisma.run.findUniqueOrThrow({ where: { id: runId } })).toMatchObject({ status: 'running' });
  });

  it('that leaves no room ends no pause, and no other pause ends by it', async () => {
    const [ofBudget, ofPerson] = [await aPausedRun('BudgetReached'), await aPausedRun(null)];

    expect(await runs.setBudget(ofBudget, 4)).toEqual({ reason: 'budget of $5 reached' });
    expect(await runs.setBudget(ofPerson, 50)).toEqual({ reason: 'budget of $5 reached' });
    expect(await runs.findPause(ofPerson)).toEqual({ reason: 'budget of $5 reached' });
  });

  it('of a run that has ended stays', async () => {
    const runId = await aRun(`library/${randomUUID()}`);
    await runs.setBudget(runId, 7);
    await runs.closeRun(runId, { status: 'completed', failure: null });
    await runs.setBudget(runId, 9);

    expect(Number((await prisma.run.findUniqueOrThrow({ where: { id: runId } })).budgetUsd)).toBe(7);
  });
});

describe('what a run costs', () => {
  it('is unknown from the first line when a model has no price, and nothing as long as nothing was asked of one that has', async () => {
    const unpriced = await openRun(runs, 'library/unpriced', {}, randomUUID(), false);
    const priced = await openRun(runs, 'library/priced');

    expect(await runs.loadProgress(unpriced.runId)).toMatchObject({ costUsd: null });
    expect(await runs.loadProgress(priced.runId)).toMatchObject({ costUsd: 0 });
  });
});

describe('the courses of a run', () => {
  const course = async (title: string, data: Partial<Prisma.CourseCreateInput> = {}): Promise<string> =>
    (await prisma.course.create({ data: { title, subject: 'Runs', ...data } })).id;
  const book = (courseId: string, data: Partial<Prisma.BookUncheckedCreateInput>) =>
    prisma.book.create({
      data: {
        ...{ courseId, courseTitle: 'T', edition: 1, standard: 'scroll', standardHash: 's', model: 'm' },
        ...{ isRehearsal: false, courseHash: 'c', courseRevision: 1, ...data },
      },
    });
  const titlesOf = async (input: RunInput): Promise<{ title: string; status: string }[]> => {
    const { runId } = await openRun(runs, `library/${randomUUID()}`, { subjects: ['runs'], ...input });
    return prisma.runCourse.findMany({
      where: { runId },
      orderBy: { position: 'asc' },
      select: { title: true, status: true },
    });
  };
  const names = async (input: RunInput): Promise<string[]> => (await titlesOf(input)).map(({ title }) => title);

  beforeAll(async () => {
    await course('b missing', { enrolmentCount: 9, level: 'Beginner', code: 'R-1' });
    const current = await course('a current', { enrolmentCount: 5 });
    const outdated = await course('d outdated', { enrolmentCount: 7 });
    const ofAnother = await course('c of another model', { enrolmentCount: 6 });
    const held = await course('f held', { enrolmentCount: 2 });
    const failed = await course('e failed', { enrolmentCount: 3 });
    await course('z elsewhere', { subject: 'Other' });
    await book(current, {
      status: 'published',
      exportedKinds: ['pdf'],
    });
    await book(outdated, { status: 'published', courseRevision: 0 });
    await book(ofAnother, { status: 'published', model: 'other' });
    await book(held, { status: 'held' });
    await book(failed, { status: 'failed' });
  });

  it('are those of the subject in the order asked for, the current ones accounted for at once', async () => {
    expect(await titlesOf({ formats: ['pdf'] })).toEqual([
      { title: 'b missing', status: 'waiting' },
      { title: 'd outdated', status: 'waiting' },
      { title: 'c of another model', status: 'waiting' },
      { title: 'a current', status: 'upToDate' },
      { title: 'e failed', status: 'waiting' },
      { title: 'f held', status: 'waiting' },
    ]);
    expect((await names({ priorityMode: 'alphabetical' })).map(([first]) => first).join('')).toBe('abcdef');
    const byChance = await names({ priorityMode: 'random', seed: 7 });
    expect(await names({ priorityMode: 'random', seed: 7 })).toEqual(byChance);
    expect([...byChance].sort()).toEqual(await names({ priorityMode: 'alphabetical' }));
  });

  it('are current only with every kind of export that is asked for', async () => {
    const waiting = (await titlesOf({ formats: ['pdf', 'epub'] })).filter(({ status }) => status === 'waiting');

    expect(waiting.map(({ title }) => title)).toContain('a current');
  });

  it.each<[RunInput, string[]]>([
    [{ only: 'missing' }, ['b missing', 'e failed']],
    [{ only: 'failed' }, ['e failed']],
    [{ only: 'held' }, ['f held']],
    [{ only: 'outdated', formats: ['pdf'] }, ['d outdated', 'c of another model']],
    [{ only: ['failed', 'held'] }, ['e failed', 'f held']],
    [{ levels: ['beginner'] }, ['b missing']],
    [{ courseIds: ['R-1'] }, ['b missing']],
  ])('are those that %j names', async (input, expected) => {
    expect(await names(input)).toEqual(expected);
  });

  it('of an earlier run are those that failed or are held there and still want a book', async () => {
    const { runId } = await openRun(runs, `library/${randomUUID()}`, { subjects: ['runs'] });
    const ends = { 'a current': 'failed', 'b missing': 'failed', 'e failed': 'failed', 'f held': 'held' } as const;
    for (const [title, status] of Object.entries(ends))
      await prisma.runCourse.updateMany({ where: { runId, title }, data: { status } });
    const { id, books } = await prisma.course.findFirstOrThrow({
      where: { title: 'a current' },
      include: { books: true },
    });
    await prisma.course.update({ where: { id }, data: { textbookId: books[0]?.id ?? null } });

    const again = await openRun(runs, 'library/again', { ofRun: runId });
    const rows = await prisma.runCourse.findMany({ where: { runId: again.runId }, orderBy: { position: 'asc' } });

    expect(rows.map(({ title }) => title)).toEqual(['b missing', 'e failed', 'f held']);
  });

  it('are fixed once, page by page, and take in one that appears first of all', async () => {
    const firstRunId = randomUUID();
    const opened = await openRun(runs, 'library/pages', { subjects: ['runs'] }, firstRunId);
    const late = await course('late', { subject: 'Late' });

    expect(await openRun(runs, 'library/pages', { subjects: ['runs'] }, firstRunId)).toEqual(opened);
    const { runId } = opened;
    const first = await runs.loadPage({ runId, afterPosition: 0, limit: 4 });
    const second = await runs.loadPage({ runId, afterPosition: first.at(-1)?.position ?? 0, limit: 4 });
    expect([...first, ...second].map(({ position }) => position)).toEqual([1, 2, 3, 4, 5, 6]);
    const known = first[0]?.courseId ?? '';
    const add = (isAgain: boolean) => runs.addCourses({ runId, courseIds: [late, known], isAgain });
    const both = expect.arrayContaining([
      { courseId: late, isWaiting: true },
      { courseId: known, isWaiting: true },
    ]) as unknown;
    expect(await add(false)).toEqual(both);
    // The answer may have been lost: asked again, it is the same, and the course counts once.
    expect(await add(false)).toEqual(both);
    expect(await runs.loadProgress(runId)).toMatchObject({ totalCourses: 7 });
    expect(await runs.loadArrivals({ runId, inHand: [], limit: 5 })).toEqual({ courseIds: [late], totalCourses: 7 });
    expect(await runs.loadArrivals({ runId, inHand: [late], limit: 5 })).toMatchObject({ courseIds: [] });

    await runs.startCourse(runId, late, 1);
    expect(await add(true)).toContainEqual({ courseId: late, isWaiting: false });
    await runs.finishCourse(runId, late, { outcome: 'published', bookId: null, code: null, message: null });
    expect(await add(false)).toContainEqual({ courseId: late, isWaiting: false });
    expect(await add(true)).toContainEqual({ courseId: late, isWaiting: true });
  });
});

describe('a course that appears while a run is closed', () => {
  const appear = async () => (await prisma.course.create({ data: { title: 'Late' } })).id;
  const end = { outcome: 'published', bookId: null, code: null, message: null } as const;
  const completed = { status: 'completed', failure: null } as const;
  const aRunOfNothing = async () => (await openRun(runs, `library/${randomUUID()}`, { only: [] })).runId;

  it('keeps the run open until it is written, and is not taken once it is closed', async () => {
    const runId = await aRunOfNothing();
    const courseId = await appear();
    await runs.addCourses({ runId, courseIds: [courseId], isAgain: false });

    expect(await runs.closeRun(runId, completed)).toBe(false);
    await runs.finishCourse(runId, courseId, end);
    expect(await runs.closeRun(runId, completed)).toBe(true);
    expect(await runs.addCourses({ runId, courseIds: [courseId], isAgain: true })).toEqual([]);
  });

  it('is in an open run or in none, whichever comes first', async () => {
    for (let round = 0; round < 50; round += 1) {
      const runId = await aRunOfNothing();
      const courseId = await appear();
      const [added, isClosed] = await Promise.all([
        runs.addCourses({ runId, courseIds: [courseId], isAgain: false }),
        runs.closeRun(runId, completed),
      ]);
      expect(added.length > 0).toBe(!isClosed);
    }
  });

  it('is announced again when the run is lost', async () => {
    const runId = await aRunOfNothing();
    const courseId = await appear();
    await prisma.courseEvent.updateMany({ where: { courseId }, data: { processedAt: new Date(), outcome: 'joined' } });
    await runs.addCourses({ runId, courseIds: [courseId], isAgain: false });

    expect(await runs.loseRun(runId, 'Ended from outside.')).toBe(true);
    expect(await prisma.courseEvent.findMany({ where: { courseId, processedAt: null } })).toHaveLength(1);
  });

  it('is not taken by a run that its subject does not belong to', async () => {
    const { runId } = await openRun(runs, `library/${randomUUID()}`, { subjects: ['theology'] });
    const courseId = await appear();

    expect(
      await runs.addCourses({ runId, courseIds: [courseId], filter: { subjects: ['theology'] }, isAgain: false }),
    ).toEqual([]);
  });
});
