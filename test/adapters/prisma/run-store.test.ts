import { randomUUID } from 'node:crypto';
import { createPrisma, type LibraryPrisma } from '../../../adapters/prisma/client.ts';
import { createRunStore } from '../../../adapters/prisma/run-store.ts';
import type { RunStore } from '../../../domain/book/book-store.ts';
import { createTestDatabase, type TestDatabase } from '../../services.ts';

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

const aRun = async (workflowId: string): Promise<string> => {
  const opened = await runs.openRun({
    workflowId,
    firstRunId: randomUUID(),
    input: {},
    priorityMode: 'enrollment',
    concurrency: 1,
    isRehearsal: true,
    identity: { standardHash: 's', model: 'm' },
  });
  return opened.runId;
};

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
