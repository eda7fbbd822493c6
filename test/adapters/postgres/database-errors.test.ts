import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { createPrisma, type LibraryPrisma } from '../../../adapters/postgres/client.ts';
import { reachingDatabase, translateDatabaseError } from '../../../adapters/postgres/database-errors.ts';
import { createRunStore } from '../../../adapters/postgres/runs/run-store.ts';
import { LibraryError } from '../../../domain/failure.ts';
import { createTestDatabase, type TestDatabase } from '../../services.ts';

let database: TestDatabase;
let prisma: LibraryPrisma;
let operator: LibraryPrisma;
beforeAll(async () => {
  database = await createTestDatabase();
  prisma = createPrisma(database.url, { poolSize: 2 });
  operator = createPrisma(database.url, { poolSize: 1 });
});
afterAll(async () => {
  await prisma.$disconnect();
  await operator.$disconnect();
  await database.drop();
});

const terminate = async (pid: number): Promise<void> => {
  await operator.$executeRaw`SELECT pg_terminate_backend(${pid}::int)`;
};

describe('a database that is away', () => {
  it.each([
    ['nobody listens', 'postgresql://postgres@127.0.0.1:1/postgres'],
    ['its name is unknown', 'postgresql://postgres@nowhere.invalid:5432/postgres'],
  ])('is DatabaseUnavailable when %s, for a query, a raw query and a transaction', async (_how, url) => {
    const away = createPrisma(url, { poolSize: 1 });
    const works = [
      () => away.modelCall.count(),
      () => away.$queryRaw`SELECT 1`,
      () => away.$transaction((tx) => tx.modelCall.count()),
    ];
    for (const work of works) {
      await expect(reachingDatabase(work)).rejects.toMatchObject({ code: 'DatabaseUnavailable', kind: 'transient' });
    }
    await away.$disconnect();
  });

  it('is DatabaseUnavailable for what a command shows of a run, which waits for the database to come back', async () => {
    const away = createPrisma('postgresql://postgres@127.0.0.1:1/postgres', { poolSize: 1 });
    const runs = createRunStore(away);
    await expect(runs.loadProgress()).rejects.toMatchObject({ code: 'DatabaseUnavailable' });
    await expect(runs.findLiveRuns()).rejects.toMatchObject({ code: 'DatabaseUnavailable' });
    await away.$disconnect();
  });

  it('is DatabaseUnavailable when the connection is ended under a query, and serves the next one', async () => {
    const work = reachingDatabase(async () => {
      await prisma.$queryRaw`SELECT 'sleeper', pg_sleep(20)::text`;
    });
    const ended = expect(work).rejects.toMatchObject({ code: 'DatabaseUnavailable' });
    for (let pid: number | undefined; pid === undefined;) {
      const rows = await operator.$queryRaw<{ pid: number }[]>`
        SELECT pid FROM pg_stat_activity WHERE query LIKE 'SELECT ''sleeper''%' AND datname = current_database()`;
      pid = rows[0]?.pid;
      if (pid !== undefined) await terminate(pid);
    }

    await ended;
    expect(await prisma.modelCall.count()).toBe(0);
  });

  it('is DatabaseUnavailable when the connection is ended inside a transaction', async () => {
    const work = reachingDatabase(() =>
      prisma.$transaction(async (tx) => {
        const [row] = await tx.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
        await terminate(row?.pid ?? 0);
        await new Promise((resolve) => setTimeout(resolve, 200));
        return tx.modelCall.count();
      }),
    );

    await expect(work).rejects.toMatchObject({ code: 'DatabaseUnavailable' });
  });

  it.each([
    { code: 'P1001' },
    { code: 'P1017' },
    { code: 'P2024' },
    { code: '57P01' },
    { code: '53300' },
    { code: '08P01', message: 'server login has been failing, try again later (server_login_retry)' },
    { code: 'ECONNREFUSED' },
    { message: 'Connection terminated unexpectedly' },
    { code: 'P2010', meta: { driverAdapterError: { cause: { originalCode: '57P03', kind: 'postgres' } } } },
  ])('is known by %j', (error) => {
    expect(translateDatabaseError(error)).toMatchObject({ code: 'DatabaseUnavailable', cause: error });
  });
});

it('a connection that was cut without a word is given up, and others serve', async () => {
  const { port: target } = new URL(database.url);
  const pairs: Socket[] = [];
  const proxy = createServer((client) => {
    const server = connect(Number(target), '127.0.0.1');
    for (const [from, to] of [[client, server] as const, [server, client] as const]) {
      from.on('data', (data) => !from.isPaused() && to.write(data));
      from.on('error', () => undefined);
    }
    pairs.push(client, server);
  });
  await new Promise<void>((listening) => proxy.listen(0, '127.0.0.1', listening));
  const url = new URL(database.url);
  url.port = String((proxy.address() as AddressInfo).port);
  const through = createPrisma(url.href, { poolSize: 1, silenceMs: 1_000 });
  expect(await through.modelCall.count()).toBe(0);

  for (const socket of pairs) socket.pause();
  const cut = reachingDatabase(() => through.$transaction((tx) => tx.modelCall.count()));
  await expect(cut).rejects.toMatchObject({ code: 'DatabaseUnavailable' });

  expect(await through.modelCall.count()).toBe(0);
  await through.$disconnect();
  for (const socket of pairs) socket.destroy();
  proxy.close();
});

describe('a database that cannot do it now', () => {
  it.each([
    ['a standby that takes no writes', ['SET TRANSACTION READ ONLY', 'DELETE FROM courses'], 'read-only transaction'],
    [
      'a time limit of the server',
      ['SET LOCAL statement_timeout = 50', 'SELECT pg_sleep(5)::text'],
      'statement timeout',
    ],
  ])('is DatabaseUnavailable, in its own words: %s', async (_what, statements, words) => {
    const work = reachingDatabase(() =>
      prisma.$transaction(async (tx) => {
        for (const statement of statements) await tx.$executeRawUnsafe(statement);
      }),
    );

    await expect(work).rejects.toMatchObject({ code: 'DatabaseUnavailable' });
    await expect(work).rejects.toThrow(words);
  });

  it.each(['53100', '53200', '55P03', '40P01', '28P01'])('is known by %s, as the driver says it', (code) => {
    const error = { code, message: 'could not extend file' };
    expect(translateDatabaseError(error)).toMatchObject({
      code: 'DatabaseUnavailable',
      message: 'The database cannot do it now: could not extend file.',
    });
  });
});

describe('another error', () => {
  it('passes as it is when the database refuses a statement', async () => {
    await expect(reachingDatabase(() => prisma.$queryRaw`SELECT 1 FROM no_such_table`)).rejects.toMatchObject({
      code: 'P2010',
    });
    await expect(
      reachingDatabase(() => prisma.book.findUniqueOrThrow({ where: { id: '00000000-0000-0000-0000-000000000000' } })),
    ).rejects.toMatchObject({ code: 'P2025' });
  });

  it.each([
    [new LibraryError('CourseNotFound', 'No course 7.')],
    [new Error('a bug')],
    ['a text'],
    [null],
    [undefined],
  ])('passes as it is: %p', (error) => {
    expect(translateDatabaseError(error)).toBe(error);
  });
});
