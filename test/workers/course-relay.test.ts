import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client';
import { createPrisma, type LibraryPrisma } from '../../adapters/postgres/client.ts';
import { createCourseEventStore } from '../../adapters/postgres/catalogue/course-event-store.ts';
import { createRunStore } from '../../adapters/postgres/runs/run-store.ts';
import { bookWorkflowId } from '../../workflows/contracts.ts';
import { relayCourses } from '../../workers/course-relay.ts';
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

/** As much of Temporal as the relay asks: which books are in work, and what was started. */
function aTemporal() {
  const inWork = new Set<string>();
  const started: string[] = [];
  const start = async (type: string, { workflowId }: { workflowId: string }) => {
    if (inWork.has(workflowId)) throw new WorkflowExecutionAlreadyStartedError('It runs.', workflowId, type);
    started.push(workflowId);
  };
  return { inWork, started, client: { workflow: { start } } as unknown as Client };
}

const relay = (client: Client) =>
  relayCourses({
    client,
    events: createCourseEventStore(prisma),
    runs: createRunStore(prisma),
    settleMs: 0,
    autoRegenerate: true,
  });
const leaseEnds = () =>
  prisma.$executeRaw`UPDATE course_events SET processed_at = processed_at - interval '1 minute' WHERE outcome = 'claimed'`;

it('writes the next edition of a course that changed while its book was in work, once that has ended', async () => {
  const { client, inWork, started } = aTemporal();
  const courseId = randomUUID();
  await prisma.course.create({ data: { id: courseId, title: 'Bees' } });
  await relay(client);
  expect(started).toEqual([bookWorkflowId(courseId)]);

  inWork.add(bookWorkflowId(courseId));
  await prisma.course.update({ where: { id: courseId }, data: { title: 'Bees and wasps' } });
  await relay(client);
  await leaseEnds();
  await relay(client);
  expect(started).toHaveLength(1);

  inWork.clear();
  await leaseEnds();
  await relay(client);
  expect(started).toHaveLength(2);
  expect(await prisma.courseEvent.findMany({ where: { courseId }, select: { outcome: true } })).toEqual([
    { outcome: 'started' },
    { outcome: 'started' },
  ]);
});
