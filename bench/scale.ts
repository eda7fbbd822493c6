/**
 * `npm run bench:scale [-- --books N]`: what the database's hot paths take in a library of 10,000 books and five million
 * model calls, and where its bytes are.
 */
import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { listBooks } from '../adapters/postgres/books/book-list.ts';
import { createCallLedger } from '../adapters/postgres/calls/call-ledger.ts';
import { createCourseEventStore } from '../adapters/postgres/catalogue/course-event-store.ts';
import { createPrisma, type LibraryPrisma } from '../adapters/postgres/client.ts';
import { averageCalls, measureCourses } from '../adapters/postgres/runs/estimate-courses.ts';
import {
  countByState,
  findCoursesInWork,
  findRetryRun,
  findTroubledCourses,
} from '../adapters/postgres/runs/last-run.ts';
import { createRunStore } from '../adapters/postgres/runs/run-store.ts';
import type { CallRequest } from '../domain/model/call-ledger.ts';
import type { EventOutcome } from '../domain/ports/course-events.ts';
import { openScaleDatabase } from './scale/database.ts';
import { LIVE_RUN, seed } from './scale/seed.ts';

const { values } = parseArgs({ options: { books: { type: 'string', default: '10000' } } });
const BOOKS = Number(values.books);
const IDENTITY = { standardHash: 'standard', model: 'a-model' };

const database = await openScaleDatabase();
const prisma = createPrisma(database.url, { poolSize: 4 });
try {
  console.log(`Seeding ${BOOKS} books`);
  await seed(database.url, BOOKS, (table, ms) => console.log(`  ${table} (${(ms / 1000).toFixed(1)} s)`));
  await measureAll(prisma);
  await printBytes(prisma);
} finally {
  await prisma.$disconnect();
  await database.close();
}

async function measureAll(db: LibraryPrisma): Promise<void> {
  const ledger = createCallLedger(db);
  const runs = createRunStore(db);
  const events = createCourseEventStore(db);
  const course = await db.course.findFirstOrThrow({ select: { id: true } });
  const aCall = (ask: number): CallRequest => ({
    ...{
      courseId: course.id,
      bookId: randomUUID(),
      runId: LIVE_RUN,
      purpose: 'section',
      chapter: 1,
      part: 'section:1',
    },
    ...{
      revision: 0,
      ask,
      model: 'a-model',
      isRehearsal: false,
      promptHash: 'f'.repeat(64),
      provider: 'p',
      reservedUsd: 0.01,
    },
  });
  const usage = { finishReason: 'stop', inputTokens: 10, outputTokens: 20, costUsd: 0.001, latencyMs: 5 };

  const keys: string[] = [];
  await measure('open a call', { times: 500, targetMs: 10 }, async (ask) => {
    const opened = await ledger.openCall(aCall(ask + 1));
    if (opened.state === 'open') keys.push(opened.callKey);
  });
  await measure('settle a call', { times: 500, targetMs: 10 }, (index) =>
    ledger.settleCall(keys[index] ?? '', { ...usage, reply: '{}' }),
  );
  await measure("the relay's look", { times: 50, targetMs: 10 }, () =>
    events.relayEvents({ settleMs: 1_500, limit: 20 }, () => Promise.resolve(new Map<string, EventOutcome>())),
  );
  await measure('progress', { times: 20, targetMs: 50 }, () => runs.loadProgress(LIVE_RUN));
  await measure('status', { times: 10, targetMs: 200 }, () =>
    Promise.all([
      runs.loadProgress(LIVE_RUN),
      countByState(db, LIVE_RUN),
      findCoursesInWork(db, LIVE_RUN, 50),
      findTroubledCourses(db, LIVE_RUN, 20),
    ]),
  );
  await measure('estimate', { times: 3, targetMs: 5_000 }, () =>
    Promise.all([measureCourses(db, { input: {}, identity: IDENTITY }), averageCalls(db, 'a-model')]),
  );
  await measure('retry', { times: 10, targetMs: 200 }, () => findRetryRun(db));
  let after: string | null = null;
  await measure('a page of books list', { times: 10, targetMs: 100 }, async () => {
    ({ next: after } = await listBooks(db, { limit: 100, after }));
  });
  await measure('open a run of all courses', { times: 1, targetMs: 5_000 }, () =>
    runs.openRun({
      ...{
        workflowId: 'library/new',
        firstRunId: randomUUID(),
        input: {},
        priorityMode: 'enrollment',
        concurrency: 50,
      },
      ...{ isRehearsal: false, isPriced: true, identity: IDENTITY },
    }),
  );
  await measure('closeRun', { times: 1, targetMs: 1_000 }, () =>
    runs.closeRun(LIVE_RUN, { status: 'completed', failure: null }),
  );
}

/** Prints the median and the slowest of so many times, and whether the median is as it should be. */
async function measure(
  name: string,
  { times, targetMs }: { times: number; targetMs: number },
  work: (index: number) => Promise<unknown>,
): Promise<void> {
  const took: number[] = [];
  for (let index = 0; index < times; index += 1) {
    const from = performance.now();
    await work(index);
    took.push(performance.now() - from);
  }
  took.sort((a, b) => a - b);
  const [median = 0, slowest = 0] = [took[Math.floor(took.length / 2)], took.at(-1)];
  const verdict = median <= targetMs ? 'ok' : 'TOO SLOW';
  if (verdict !== 'ok') process.exitCode = 1;
  const figures = [median, slowest, targetMs].map((ms) => `${ms.toFixed(ms < 10 ? 1 : 0)} ms`);
  console.log(`${name.padEnd(28)} ${figures[0]} (slowest ${figures[1]}; at most ${figures[2]}) ${verdict}`);
}

/** Tables with their indexes and long values, by what they take for one book. */
async function printBytes({ pool }: LibraryPrisma): Promise<void> {
  const { rows } = await pool.query<{ name: string; total: number; heap: number }>(
    `SELECT relname AS name, pg_total_relation_size(oid)::float8 AS total, pg_table_size(oid)::float8 AS heap FROM pg_class
     WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND pg_total_relation_size(oid) > 1000000
     ORDER BY 2 DESC`,
  );
  const kilobytes = (bytes: number): string => (bytes / BOOKS / 1024).toFixed(1).padStart(8);
  console.log('KB a book by table: all, without indexes');
  for (const { name, total, heap } of rows) console.log(`${name.padEnd(28)} ${kilobytes(total)} ${kilobytes(heap)}`);
}
