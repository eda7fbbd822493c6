import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import { silentLogger } from '../../adapters/logging/logger.ts';
import { createPrisma, type LibraryPrisma } from '../../adapters/postgres/client.ts';
import { createRunStore } from '../../adapters/postgres/runs/run-store.ts';
import { closeLostRuns } from '../../workers/lost-runs.ts';
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

/** A Temporal whose every workflow is in this state. */
const aTemporal = (status: 'RUNNING' | 'TERMINATED' | 'unknown'): Client => {
  const describe = async () => {
    if (status === 'unknown') throw new WorkflowNotFoundError('No such workflow.', 'library/all', undefined);
    return { status: { name: status } };
  };
  return { workflow: { getHandle: () => ({ describe }) } } as unknown as Client;
};

it.each(['TERMINATED', 'unknown'] as const)(
  'a run whose workflow is %s is closed, and its courses too',
  async (status) => {
    await prisma.course.create({ data: { title: 'Bees' } });
    const { runId } = await openRun(createRunStore(prisma), `library/${status}`);
    const runs = createRunStore(prisma);

    await closeLostRuns({ client: aTemporal('RUNNING'), runs, logger: silentLogger });
    expect(await runs.loadProgress(runId)).toMatchObject({ status: 'running' });
    await closeLostRuns({ client: aTemporal(status), runs, logger: silentLogger });

    expect(await runs.loadProgress(runId)).toMatchObject({
      status: 'failed',
      waitingCourses: 0,
      endTime: expect.anything(),
    });
    expect(await runs.findLiveRuns()).toEqual([]);
  },
);

it('the pause of a run that was lost holds its books until the next run takes them up', async () => {
  const runs = createRunStore(prisma);
  const { runId } = await openRun(createRunStore(prisma), 'library/paused');
  await runs.setPaused(runId, { reason: 'paused by the operator' });
  await closeLostRuns({ client: aTemporal('TERMINATED'), runs, logger: silentLogger });
  expect(await runs.findPause(runId)).toEqual({ reason: 'paused by the operator' });

  await openRun(createRunStore(prisma), 'library/paused');

  expect(await runs.findPause(runId)).toBeNull();
});
