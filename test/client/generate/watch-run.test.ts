import { createPrisma, type LibraryPrisma } from '../../../adapters/postgres/client.ts';
import { createRunStore } from '../../../adapters/postgres/runs/run-store.ts';
import type { Screen } from '../../../client/terminal/screen.ts';
import { watchRun } from '../../../client/generate/watch-run.ts';
import { openRun } from '../../fixtures/open-run.ts';
import { createTestDatabase, type TestDatabase } from '../../services.ts';

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

it('shows the end of a run that came between the look at it and the question whether it lives', async () => {
  const runs = createRunStore(prisma);
  const { runId } = await openRun(runs);
  const lines: string[] = [];
  const screen = { isLive: false, line: (text: string) => lines.push(text), clear: () => undefined };

  const progress = await watchRun({
    library: { database: prisma, runs },
    screen: screen as unknown as Screen,
    run: {
      findRunId: () => Promise.resolve(runId),
      isClosed: async () => {
        await runs.closeRun(runId, { status: 'completed', failure: null });
        return true;
      },
    },
    hint: '',
    signal: new AbortController().signal,
  });

  expect(progress).toMatchObject({ status: 'completed' });
  expect(progress?.endTime).not.toBeNull();
}, 30_000);
