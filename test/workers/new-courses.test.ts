import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { WorkflowFailedError } from '@temporalio/client';
import { createLibraryActivities, type BookWorkflows } from '../../activities/library.ts';
import { createCallLedger } from '../../adapters/postgres/calls/call-ledger.ts';
import { createCourseEventStore } from '../../adapters/postgres/catalogue/course-event-store.ts';
import { createPrisma, type LibraryPrisma } from '../../adapters/postgres/client.ts';
import { createRunStore } from '../../adapters/postgres/runs/run-store.ts';
import { LibraryError } from '../../domain/failure.ts';
import type { RunInput } from '../../domain/run/run.ts';
import { steerRun } from '../../library/runs/steer.ts';
import { createBookWorkflows } from '../../workers/book-workflows.ts';
import { relayCourses } from '../../workers/course-relay.ts';
import {
  LIBRARY_WORKFLOW,
  libraryWorkflowId,
  NEW_COURSES_WORKFLOW_ID,
  setBudgetUpdate,
  TASK_QUEUES,
} from '../../workflows/contracts.ts';
import type { Steps } from '../fakes/steps.ts';
import { createTestDatabase, type TestDatabase } from '../services.ts';
import { startFleet, type TestFleet } from '../workflows/fleet.ts';
import { until } from '../workflows/waiting.ts';

const CALL_USD = 0.01;

let database: TestDatabase;
let prisma: LibraryPrisma;
let fleet: TestFleet | undefined;
beforeEach(async () => {
  database = await createTestDatabase();
  prisma = createPrisma(database.url, { poolSize: 20 });
});
afterEach(async () => {
  await fleet?.stop();
  fleet = undefined;
  await prisma.$disconnect();
  await database.drop();
});

/** Books of one paid call each, over the real rows of runs and calls. */
async function startLibrary() {
  const runs = createRunStore(prisma);
  const ledger = createCallLedger(prisma);
  const books: BookWorkflows = {
    findRunning: async (runId) => theBooks().findRunning(runId),
    findEnds: async (courseIds) => theBooks().findEnds(courseIds),
  };
  const theBooks = () => {
    if (!fleet) throw new Error('The fleet has not started.');
    return createBookWorkflows(fleet.client);
  };
  const runOf = new Map<string, string | null>();
  const inWork = new Set<string>();
  const seen = { most: 0, formats: new Set<string>() };
  const pay = async (courseId: string): Promise<void> => {
    const opened = await ledger.openCall({
      courseId,
      bookId: courseId,
      runId: runOf.get(courseId) ?? null,
      purpose: 'outline',
      chapter: 0,
      part: 'outline',
      revision: 0,
      ask: 1,
      model: 'a-model',
      isRehearsal: false,
      promptHash: 'f'.repeat(64),
      provider: 'https://model.example/v1',
      reservedUsd: CALL_USD,
    });
    if (opened.state === 'reserved') throw new LibraryError('BudgetReserved', 'Calls in hand hold the rest.');
    if (opened.state !== 'open') throw new Error(`The call is ${opened.state}.`);
    const answer = { reply: '{}', finishReason: 'stop', inputTokens: 1, outputTokens: 1, latencyMs: 1 };
    await ledger.settleCall(opened.callKey, { ...answer, costUsd: CALL_USD });
  };
  const steps: Partial<Steps> = {
    ...createLibraryActivities({
      runs,
      books,
      exportKinds: ['html'],
      unpricedModels: [],
      identify: async () => ({ standardHash: 's', model: 'a-model', isRehearsal: false }),
    }),
    openBook: async ({ courseId, runId, slot, formats }) => {
      inWork.add(courseId);
      seen.most = Math.max(seen.most, inWork.size);
      seen.formats.add(JSON.stringify(formats));
      runOf.set(courseId, runId);
      if (runId && slot !== null) await runs.startCourse(runId, courseId, slot);
      const shown = { subject: null, title: 'A course', maxRevisions: 0 };
      return { state: 'open', bookId: courseId, edition: 1, nextRevision: 0, nextOutlineRevision: 0, ...shown };
    },
    draftOutline: async ({ bookId }) => {
      await pay(bookId);
      return { verdict: 'accept', reason: null, chapters: [] };
    },
    recordOutcome: async ({ runId, result }) => {
      inWork.delete(result.courseId);
      // There is no row of the book that the run's row could point to.
      if (runId) await runs.finishCourse(runId, result.courseId, { ...result, bookId: null });
    },
  };
  fleet = await startFleet(steps, { cachedWorkflows: 1000 });
  const { client } = fleet;
  const relay = (newCourses: Pick<RunInput, 'concurrency' | 'budgetUsd'> | null) =>
    relayCourses({
      client,
      events: createCourseEventStore(prisma),
      runs,
      books: createBookWorkflows(client),
      settleMs: 0,
      autoRegenerate: false,
      newCourses,
    });
  return { client, runs, relay, seen };
}

const insertCourses = (count: number, subject = 'Ethics') =>
  prisma.$executeRaw`
    INSERT INTO courses (title, subject) SELECT 'Course ' || n, ${subject} FROM generate_series(1, ${count}::int) n`;
/** Of the courses that wait for the run's row. */
const leaseEnds = () =>
  prisma.$executeRaw`UPDATE course_events SET processed_at = now() - interval '1 minute' WHERE outcome = 'claimed'`;
const outcomes = async (): Promise<Record<string, number>> =>
  Object.fromEntries(
    (await prisma.courseEvent.groupBy({ by: ['outcome'], _count: true })).map(({ outcome, _count }) => [
      outcome ?? 'open',
      _count,
    ]),
  );
const spent = async (): Promise<number> =>
  Number((await prisma.run.aggregate({ _sum: { spentUsd: true } }))._sum.spentUsd ?? 0);

describe('courses that appear all at once', () => {
  it('are written by a run of their own, in its window and within its budget, and go on when that is raised', async () => {
    const COURSES = 40;
    const budgetUsd = 0.2;
    const { client, relay, seen, runs } = await startLibrary();
    await insertCourses(COURSES);
    let mostSpent = 0;
    const relayOn = async () => {
      await relay({ concurrency: 5, budgetUsd });
      mostSpent = Math.max(mostSpent, await spent());
      return outcomes();
    };

    await until(async () => {
      await leaseEnds();
      return (await relayOn())['joined'] === COURSES;
    }, 60_000);
    await until(async () => {
      const [live] = await runs.findLiveRuns();
      return (await runs.loadProgress(live?.runId))?.status === 'paused';
    }, 120_000);
    expect(await spent()).toBeCloseTo(budgetUsd, 6);
    expect(mostSpent).toBeLessThanOrEqual(budgetUsd + 1e-9);
    expect(seen.most).toBe(5);

    const handle = client.workflow.getHandle(NEW_COURSES_WORKFLOW_ID);
    const raised = steerRun(client, NEW_COURSES_WORKFLOW_ID, { kind: 'budget', usd: 10 }, { isServed: true });
    expect(await raised).toBe('done');
    expect(await runs.loadProgress()).toMatchObject({ status: 'running', pauseReason: null });
    await expect(handle.result()).resolves.toMatchObject({ total: COURSES, published: COURSES, inFlight: [] });
    expect(await spent()).toBeCloseTo(COURSES * CALL_USD, 6);
    expect(seen.most).toBe(5);
    expect(await runs.findLiveRuns()).toEqual([]);
  }, 240_000);

  it('join the live run that they belong to, with its formats; the others get a run of their own', async () => {
    const { client, relay, seen, runs } = await startLibrary();
    await insertCourses(1, 'Theology');
    await relay(null);
    expect(await outcomes()).toEqual({ left: 1 });
    const run = await client.workflow.start(LIBRARY_WORKFLOW, {
      workflowId: libraryWorkflowId('all'),
      taskQueue: TASK_QUEUES.orchestration,
      args: [{ subjects: ['theology'], formats: ['html'], concurrency: 1, budgetUsd: 0.005 }],
    });
    // Its budget is spent: it stands still and takes in what appears.
    await until(async () => (await runs.loadProgress())?.status === 'paused', 60_000);
    await insertCourses(3, 'Theology');
    await insertCourses(2, 'Physics');
    await relay(null);
    expect(await outcomes()).toEqual({ left: 3, joined: 3 });

    await run.executeUpdate(setBudgetUpdate.name, { args: [null] });
    await expect(run.result()).resolves.toMatchObject({ total: 4, published: 4 });
    expect([...seen.formats]).toEqual(['["html"]']);
    expect(seen.most).toBe(1);
  }, 120_000);
});

describe('a course whose book ends at once', () => {
  it('is accounted for, though its run was over before the relay looked again', async () => {
    const { client, relay, runs } = await startLibrary();
    await insertCourses(1);
    await relay({ concurrency: 1 });
    const handle = client.workflow.getHandle(NEW_COURSES_WORKFLOW_ID);
    await expect(handle.result()).resolves.toMatchObject({ total: 1, published: 1 });
    const { runId } = await handle.describe();

    await leaseEnds();
    await relay({ concurrency: 1 });
    expect(await outcomes()).toEqual({ joined: 1 });
    expect((await client.workflow.getHandle(NEW_COURSES_WORKFLOW_ID).describe()).runId).toBe(runId);
    expect(await runs.findLiveRuns()).toEqual([]);
  }, 120_000);
});

describe('ten thousand courses in one statement, and no run alive', () => {
  it('are rows of one run within some looks; never more than its window is in work, never a cent above its budget spent', async () => {
    const COURSES = 10_000;
    const newCourses = { concurrency: 5, budgetUsd: 0.2 };
    const { client, relay, seen, runs } = await startLibrary();
    await insertCourses(COURSES);
    await relay(newCourses);
    const handle = client.workflow.getHandle(NEW_COURSES_WORKFLOW_ID);
    await until(async () => (await runs.findLiveRuns()).length === 1);
    await leaseEnds();
    let looks = 0;
    while ((await relay(newCourses)) > 0) looks += 1;
    expect(looks).toBeLessThanOrEqual(20);
    expect(await outcomes()).toEqual({ joined: COURSES });

    for (const budgetUsd of [newCourses.budgetUsd, 0.35]) {
      await steerRun(client, NEW_COURSES_WORKFLOW_ID, { kind: 'budget', usd: budgetUsd }, { isServed: true });
      await until(async () => (await runs.loadProgress())?.status === 'paused', 120_000);
      expect(await spent()).toBeCloseTo(budgetUsd, 6);
    }
    expect(seen.most).toBe(newCourses.concurrency);
    await until(async () => (await runs.loadProgress())?.completedCourses === 35);
    expect(await runs.loadProgress()).toMatchObject({ status: 'paused', totalCourses: COURSES });

    await handle.cancel();
    await expect(handle.result()).rejects.toThrow();
    expect(await prisma.runCourse.groupBy({ by: ['status'], _count: true, orderBy: { status: 'asc' } })).toEqual([
      { status: 'published', _count: 35 },
      { status: 'cancelled', _count: COURSES - 35 },
    ]);
    expect(seen.most).toBe(newCourses.concurrency);
  }, 360_000);
});

// Last: what fails here holds back the next run for new courses.
describe('a run that cannot be opened', () => {
  it('is not started over and over; its courses wait', async () => {
    const { client, relay } = await startLibrary();
    await insertCourses(2);
    await relay({ concurrency: 0 });
    const handle = client.workflow.getHandle(NEW_COURSES_WORKFLOW_ID);
    await expect(handle.result()).rejects.toThrow(WorkflowFailedError);
    const { runId } = await handle.describe();

    await leaseEnds();
    await relay({ concurrency: 1 });
    expect((await client.workflow.getHandle(NEW_COURSES_WORKFLOW_ID).describe()).runId).toBe(runId);
    expect(await outcomes()).toEqual({ claimed: 2 });
  }, 120_000);
});
