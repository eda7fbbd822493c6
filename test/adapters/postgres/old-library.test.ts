/** A library that the first version wrote opens after every migration since: nothing is lost, and sums are what they were. */
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBookStore } from '../../../adapters/postgres/books/book-store.ts';
import { createCallLedger } from '../../../adapters/postgres/calls/call-ledger.ts';
import { createPrisma, type LibraryPrisma } from '../../../adapters/postgres/client.ts';
import { migrate } from '../../../adapters/postgres/migrate.ts';
import { createRunStore } from '../../../adapters/postgres/runs/run-store.ts';
import { aDatabaseUrl, dropDatabase, rowsOf } from './database.ts';

const MIGRATIONS = new URL('../../../prisma/migrations/', import.meta.url);
/** The last migration of the first version. */
const LAST_OF_OLD = '20261126000000_course_events_to_relay';
const COURSE = '10000000-0000-4000-8000-000000000001';
const BOOK = '20000000-0000-4000-8000-000000000001';
const RUN = '30000000-0000-4000-8000-000000000001';

/** As the first version left them when it was stopped in the middle of a run. */
const OLD_ROWS = `
  INSERT INTO courses (id, title) VALUES ('${COURSE}', 'Bread');
  INSERT INTO scroll_books (id, course_id, course_title, edition, status, standard, standard_hash, model, is_rehearsal, course_hash,
      course_revision, formats, outline_revision, quality, alignment, chapter_count, words, run_id)
    VALUES ('${BOOK}', '${COURSE}', 'Bread', 1, 'draft', 'scroll', 's', 'm', FALSE, 'c', 1, '{pdf,epub}', 0, 0.9, 0.8, 1, 450, '${RUN}');
  INSERT INTO scroll_parts (book_id, chapter_number, part, revision, content, words, content_hash)
    VALUES ('${BOOK}', 1, 'section:1', 0, '{"body": "Dough.", "keyTerms": []}', 1, 'h');
  INSERT INTO scroll_chapters (book_id, number, revision, title, content, words, reading_minutes, content_hash)
    VALUES ('${BOOK}', 1, 0, 'Dough', '{}', 450, 3, 'h');
  INSERT INTO scroll_quality_reports (book_id, revision, chapter_number, verdict, report) VALUES
    ('${BOOK}', 0, -1, 'accept', '{"verdict": "accept", "findings": []}'),
    ('${BOOK}', 0, 0, 'revise', '{"verdict": "revise", "isRehearsal": false, "scores": null, "findings": [], "weakParts": []}'),
    ('${BOOK}', 0, 1, 'accept', '{"chapter": 1, "findings": [], "items": [], "scores": null}');
  INSERT INTO scroll_exports (book_id, format, path, bytes, sha256) VALUES ('${BOOK}', 'pdf', 'a.pdf', 10, 'x');
  INSERT INTO generation_runs (id, workflow_id, first_run_id, status, input, concurrency, total_courses, budget_usd, spent_usd,
      reserved_usd, paused_at, pause_reason)
    VALUES ('${RUN}', 'library/all', 'first', 'paused', '{}', 5, 1, 5, 0.1 + 0.2, 0.30000000000000004, now(), 'budget of $5 reached');
  INSERT INTO generation_run_courses (run_id, course_id, title, position, slot, status, started_at)
    VALUES ('${RUN}', '${COURSE}', 'Bread', 1, 1, 'inProgress', now());
  INSERT INTO model_calls (call_key, course_id, book_id, run_id, purpose, chapter_number, part, revision, ask, model, is_rehearsal,
      prompt_hash, status, reply, finish_reason, input_tokens, output_tokens, reserved_usd, cost_usd, answered_at) VALUES
    ('answered', '${COURSE}', '${BOOK}', '${RUN}', 'section', 1, 'section:1', 0, 1, 'm', FALSE, 'p', 'answered', '{"body": "Dough."}',
      'stop', 10, 20, NULL, 0.1, now()),
    ('again', '${COURSE}', '${BOOK}', '${RUN}', 'frame', 1, 'frame', 0, 1, 'm', FALSE, 'p', 'answered', '{}', 'stop', 1, 2, NULL, 0.2, now()),
    ('open', '${COURSE}', '${BOOK}', '${RUN}', 'study', 1, 'study', 0, 1, 'm', FALSE, 'p', 'open', NULL, NULL, NULL, NULL, 0.3, NULL, NULL);`;

let url: string;
let prisma: LibraryPrisma;
beforeAll(async () => {
  url = aDatabaseUrl();
  const folder = await mkdtemp(join(tmpdir(), 'old-migrations-'));
  for (const name of (await readdir(MIGRATIONS)).filter((entry) => entry <= LAST_OF_OLD))
    await cp(new URL(name, MIGRATIONS), join(folder, name), { recursive: true });
  await migrate(url, { folder });
  await rm(folder, { recursive: true });
  await rowsOf(url, OLD_ROWS);
  await migrate(url);
  prisma = createPrisma(url, { poolSize: 2 });
});
afterAll(async () => {
  await prisma.$disconnect();
  await dropDatabase(url);
});

it('its reports are found as what they are', async () => {
  const books = createBookStore(prisma);
  const key = { bookId: BOOK, revision: 0 };

  expect(await books.findOutlineReport(key)).toMatchObject({ verdict: 'accept' });
  expect(await books.findReport(key)).toMatchObject({ verdict: 'revise' });
  expect(await books.loadChapterReports(key)).toMatchObject([{ chapter: 1 }]);
});

it('its parts and its exports are there', async () => {
  expect(await createBookStore(prisma).loadParts({ bookId: BOOK, chapter: 1, revision: 0 })).toMatchObject([
    { part: 'section:1', content: { body: 'Dough.' } },
  ]);
  expect(await prisma.export.findMany()).toMatchObject([{ kind: 'pdf', path: 'a.pdf', bytes: 10n }]);
});

it('the courses in work of its run have the sums of their calls, and money is what it was, to the cent', async () => {
  expect(await createRunStore(prisma).loadProgress(RUN)).toMatchObject({
    status: 'paused',
    totalCourses: 1,
    inProgressCourses: 1,
    costUsd: 0.3,
    tokens: { input: 11, output: 22 },
  });
  const run = await prisma.run.findUniqueOrThrow({ where: { id: RUN } });
  expect([Number(run.budgetUsd), Number(run.spentUsd), Number(run.reservedUsd)]).toEqual([5, 0.3, 0.3]);
});

it('its pause ends with a higher budget, and the call that its worker left open is free', async () => {
  expect(await createRunStore(prisma).setBudget(RUN, 20)).toBeNull();
  const ledger = createCallLedger(prisma);
  const call = await prisma.modelCall.findUniqueOrThrow({ where: { callKey: 'open' } });

  const { rows } = await prisma.pool.query<{ state: string; attempt: number }>(
    `SELECT state, attempt FROM scroll_open_call('open', $1, $2, $3, 'study', 1, 'study', 0, 1, 'm', FALSE, 'p', 'x', 0.3, '15 seconds')`,
    [call.courseId, call.bookId, call.runId],
  );

  expect(rows).toEqual([{ state: 'open', attempt: 2 }]);
  await ledger.settleCall('open', {
    reply: '{}',
    finishReason: 'stop',
    inputTokens: 1,
    outputTokens: 1,
    costUsd: 0.1,
    latencyMs: 5,
  });
  const run = await prisma.run.findUniqueOrThrow({ where: { id: RUN } });
  expect([Number(run.spentUsd), Number(run.reservedUsd)]).toEqual([0.4, 0]);
});
