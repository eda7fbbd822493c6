import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import { createPrisma, type LibraryPrisma } from '../../../adapters/postgres/client.ts';
import { createRunStore } from '../../../adapters/postgres/runs/run-store.ts';
import type { Library } from '../../../library/library.ts';
import { runRetry, type RunContext } from '../../../client/generate/run-commands.ts';
import { UsageError } from '../../../client/typed/usage.ts';
import { openRun } from '../../fixtures/open-run.ts';
import { createTestDatabase, type TestDatabase } from '../../services.ts';

let database: TestDatabase;
let prisma: LibraryPrisma;
beforeEach(async () => {
  database = await createTestDatabase();
  prisma = createPrisma(database.url, { poolSize: 2 });
  await openRun(createRunStore(prisma));
});
afterEach(async () => {
  await prisma.$disconnect();
  await database.drop();
});

/** A command beside a Temporal that says this of every workflow, and what it prints. */
function aContext(describe: () => Promise<{ status: { name: string } }>): { context: RunContext; lines: string[] } {
  const connection = { withDeadline: (_deadline: number, ask: () => unknown) => ask() };
  const client = { workflow: { getHandle: () => ({ describe, client: { connection } }) } } as unknown as Client;
  const library = {
    database: prisma,
    runs: createRunStore(prisma),
    temporal: () => Promise.resolve(client),
  } as Partial<Library>;
  const lines: string[] = [];
  const screen = { line: (text: string) => lines.push(text), note: () => undefined, document: () => undefined };
  return { context: { session: { library }, screen, interruption: {} } as unknown as RunContext, lines };
}

describe('retry', () => {
  it('waits for the end of a run that lives', async () => {
    const { context } = aContext(() => Promise.resolve({ status: { name: 'RUNNING' } }));

    await expect(runRetry(context)).rejects.toThrow(UsageError);
  });

  it.each([
    ['was terminated', () => Promise.resolve({ status: { name: 'TERMINATED' } })],
    ['Temporal has forgotten', () => Promise.reject(new WorkflowNotFoundError('gone', 'library/all', undefined))],
  ])('does not wait for a run whose workflow %s', async (_how, describe) => {
    const { context, lines } = aContext(describe);

    await expect(runRetry(context)).resolves.toBe(0);
    expect(lines).toEqual([expect.stringContaining('Nothing to retry')]);
  });
});
