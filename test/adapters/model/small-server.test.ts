import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createPrisma, type LibraryPrisma } from '../../../adapters/postgres/client.ts';
import { startRehearsal, type RehearsalServer } from '../../../rehearsal/server/server.ts';
import { createTestDatabase, type TestDatabase } from '../../services.ts';
import { askMany } from './ask-many.ts';

let database: TestDatabase;
let prisma: LibraryPrisma;
let server: RehearsalServer;
beforeEach(async () => {
  database = await createTestDatabase();
  prisma = createPrisma(database.url, { poolSize: 6 });
});
afterEach(async () => {
  await prisma.$disconnect();
  await database.drop();
  await server.close();
});

const ANSWER_MS = 1_000;
/** From the first call to the last answer, by the time of the answers themselves: one after the other it would be 1. */
async function timeForEachSecondOfAnswer(): Promise<number> {
  const calls = await prisma.modelCall.findMany({ where: { status: 'answered' }, orderBy: { answeredAt: 'asc' } });
  const from = Math.min(...calls.map(({ createdAt }) => createdAt.getTime()));
  const to = Math.max(...calls.map(({ answeredAt }) => answeredAt?.getTime() ?? 0));
  return (to - from) / calls.reduce((sum, { latencyMs }) => sum + (latencyMs ?? 0), 0);
}
const limits = () => prisma.modelServer.findFirstOrThrow();

describe('a server that answers one request at a time and cuts the one in hand when another arrives', () => {
  it('answers ten that are asked at once in about ten times the time of one, without a storm', async () => {
    server = await startRehearsal({ faults: `one-at-a-time=${ANSWER_MS}` });
    const messages = await askMany({ count: 10, baseUrl: server.url, prisma });

    expect(await timeForEachSecondOfAnswer()).toBeLessThan(2);
    expect(server.stats()).toMatchObject({ answered: 10 });
    expect(server.stats().requests).toBeLessThan(22);
    expect(messages).toContainEqual(expect.stringMatching(/cut the answer after \d s while \d others? w\w+ asked/));
    expect(await limits()).toMatchObject({ ceiling: 2 });
  });

  it('does so for two processes that know nothing of each other', async () => {
    server = await startRehearsal({ faults: `one-at-a-time=${ANSWER_MS}` });
    const script = fileURLToPath(new URL('ask-many.ts', import.meta.url));
    const run = () => promisify(execFile)(process.execPath, ['--import', 'tsx', script, '5', server.url, database.url]);
    await Promise.all([run(), run()]);

    const { answered, requests } = server.stats();
    expect(answered).toBe(10);
    expect(requests).toBeLessThan(24);
    expect(await timeForEachSecondOfAnswer()).toBeLessThan(2.5);
  }, 120_000);

  it('may take longer over its first token than a request may be silent', async () => {
    server = await startRehearsal({ faults: 'one-at-a-time=1500' });
    await askMany({ count: 3, baseUrl: server.url, prisma, stallTimeoutMs: 1_000 });

    expect(server.stats()).toMatchObject({ answered: 3 });
  });
});

describe('a server that answers in turn', () => {
  it('is not given up because the tenth waits longer than a request may be silent', async () => {
    server = await startRehearsal({ faults: 'in-turn=600' });
    await askMany({ count: 10, baseUrl: server.url, prisma, stallTimeoutMs: 1_000 });

    expect(server.stats()).toMatchObject({ answered: 10 });
    expect(server.stats().requests).toBeLessThan(20);
  });
});

describe('a server that has room', () => {
  it('is soon asked for everything at once', async () => {
    server = await startRehearsal({ latencyMs: 300 });
    // Rounds of 4, 8, 16, 32 and 40.
    await askMany({ count: 100, baseUrl: server.url, prisma });

    expect(server.stats().maxConcurrent).toBeGreaterThan(20);
    expect(await limits()).toMatchObject({ ceiling: null });
  });
});
