import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import type { BookEnd } from '../../activities/library.ts';
import { createCourseEventStore } from '../../adapters/postgres/catalogue/course-event-store.ts';
import { createPrisma, type LibraryPrisma } from '../../adapters/postgres/client.ts';
import { createRunStore } from '../../adapters/postgres/runs/run-store.ts';
import { relayCourses } from '../../workers/course-relay.ts';
import { openRun } from '../fixtures/open-run.ts';
import { createTestDatabase, type TestDatabase } from '../services.ts';

let database: TestDatabase;
let prisma: LibraryPrisma;
beforeAll(async () => {
  database = await createTestDatabase();
  prisma = createPrisma(database.url, { poolSize: 2 });
});
afterAll(async () => {
  await prisma.$disconnect();
  await database.drop();
});

/** As much of Temporal as the relay asks: which books are in work, and whether a run's workflow is there. */
function aTemporal() {
  const inWork = new Set<string>();
  const told: string[] = [];
  const state = { isGone: false };
  const signal = async (courseId: string) => {
    if (state.isGone) throw new WorkflowNotFoundError('Gone.', 'library/all', undefined);
    told.push(courseId);
  };
  const client = { workflow: { getHandle: () => ({ signal: (_: unknown, id: string) => signal(id) }) } };
  return { inWork, told, state, client: client as unknown as Client };
}

const relay = ({ client, inWork }: Pick<ReturnType<typeof aTemporal>, 'client' | 'inWork'>) =>
  relayCourses({
    client,
    events: createCourseEventStore(prisma),
    runs: createRunStore(prisma),
    books: {
      findRunning: async () => new Set(),
      findEnds: async (ids) =>
        new Map(ids.flatMap((id): [string, BookEnd][] => (inWork.has(id) ? [] : [[id, 'completed']]))),
    },
    settleMs: 0,
    autoRegenerate: true,
    newCourses: null,
  });
const leaseEnds = () =>
  prisma.$executeRaw`UPDATE course_events SET processed_at = processed_at - interval '1 minute' WHERE outcome = 'claimed'`;
const outcomesOf = (courseId: string) =>
  prisma.courseEvent.findMany({ where: { courseId }, select: { outcome: true }, orderBy: { id: 'asc' } });

it('has a course that changed while its book was in work written once more, when that has ended', async () => {
  const temporal = aTemporal();
  const runs = createRunStore(prisma);
  const { runId } = await openRun(runs, `library/${randomUUID()}`, { only: 'all' });
  const courseId = randomUUID();
  await prisma.course.create({ data: { id: courseId, title: 'Bees' } });
  await relay(temporal);
  expect(temporal.told).toEqual([courseId]);

  await runs.startCourse(runId, courseId, 1);
  temporal.inWork.add(courseId);
  await prisma.course.update({ where: { id: courseId }, data: { title: 'Bees and wasps' } });
  await relay(temporal);
  await leaseEnds();
  await relay(temporal);
  expect(temporal.told).toHaveLength(1);

  temporal.inWork.clear();
  await runs.finishCourse(runId, courseId, { outcome: 'published', bookId: null, code: null, message: null });
  await leaseEnds();
  await relay(temporal);
  expect(temporal.told).toHaveLength(2);
  expect(await runs.loadArrivals({ runId, inHand: [], limit: 5 })).toMatchObject({ courseIds: [courseId] });
  expect(await outcomesOf(courseId)).toEqual([{ outcome: 'joined' }, { outcome: 'joined' }]);
  await runs.loseRun(runId, 'The test has ended.');
});

it('announces a course again whose run turns out to be gone', async () => {
  const temporal = aTemporal();
  const runs = createRunStore(prisma);
  const { runId } = await openRun(runs, `library/${randomUUID()}`);
  const courseId = randomUUID();
  await prisma.course.create({ data: { id: courseId, title: 'Wasps' } });
  temporal.state.isGone = true;
  await relay(temporal);
  expect(temporal.told).toEqual([]);
  await runs.loseRun(runId, 'The test has ended.');
  expect(await outcomesOf(courseId)).toEqual([{ outcome: 'joined' }, { outcome: null }]);
});
