/**
 * `npm run bench:gates [-- --words N --calls N]`: how long a loop that beats for model calls is held up while a very long
 * book is planned, written, checked, put together, exported and indexed beside it. Target: 200 ms at most, and no call asked twice.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { MockActivityEnvironment } from '@temporalio/testing';
import { z } from 'zod';
import {
  createAuthoringActivities,
  createOrchestrationActivities,
  createPublishingActivities,
} from '../activities/index.ts';
import { readEnv } from '../adapters/env.ts';
import { createExporter } from '../adapters/exports/exporter.ts';
import { silentLogger } from '../adapters/logging/logger.ts';
import { createCallSlots } from '../adapters/model/call-slots.ts';
import { readPrices } from '../adapters/model/connect.ts';
import { createOpenAiModel } from '../adapters/model/openai-model.ts';
import { createBookStore } from '../adapters/postgres/books/book-store.ts';
import { createCallLedger } from '../adapters/postgres/calls/call-ledger.ts';
import { importCatalogue } from '../adapters/postgres/catalogue/catalogue-store.ts';
import { createPrisma } from '../adapters/postgres/client.ts';
import { createRunStore } from '../adapters/postgres/runs/run-store.ts';
import { createStandardStore } from '../adapters/standards.ts';
import { createFileStorage } from '../adapters/storage/file-storage.ts';
import { createThreadPool } from '../adapters/threads/pool.ts';
import { CHAPTER_PARTS } from '../domain/chapter/parts/registry.ts';
import { lecturesById } from '../domain/outline/briefing.ts';
import { sectionNotes } from '../domain/outline/slices.ts';
import type { BookInput } from '../domain/run/book-run.ts';
import { standardHash } from '../domain/standard/resolve.ts';
import { beginCalls } from './gates/calls-in-flight.ts';
import { longCourse } from './gates/long-course.ts';
import { createLoopWatch, type Stage } from './gates/loop-watch.ts';
import { openScaleDatabase } from './scale/database.ts';

const { values } = parseArgs({
  options: { words: { type: 'string', default: '360000' }, calls: { type: 'string', default: '40' } },
});
const WORDS = Number(values.words);
const CALLS = Number(values.calls);
const TARGET_MS = 200;
/** Chapters that are written and checked as on a worker; the others get their texts from the course. */
const WRITTEN = 2;

const folder = mkdtempSync(join(tmpdir(), 'bench-gates-'));
const database = await openScaleDatabase();
const prisma = createPrisma(database.url, { poolSize: 12 });
const threads = createThreadPool(silentLogger);
const models = spawn(
  process.execPath,
  ['--import', 'tsx', fileURLToPath(new URL('gates/models.ts', import.meta.url))],
  {
    stdio: ['ignore', 'pipe', 'inherit'],
  },
);
try {
  const [line] = z.tuple([z.instanceof(Buffer)]).parse(await once(models.stdout, 'data'));
  const servers = z.object({ rehearsal: z.string(), slow: z.string() }).parse(JSON.parse(line.toString()));
  await measure(servers);
} finally {
  models.kill();
  await threads.close();
  await prisma.$disconnect();
  await database.close();
  rmSync(folder, { recursive: true, force: true });
}

async function measure(servers: { rehearsal: string; slow: string }): Promise<void> {
  const env = readEnv({ DATA_DIR: folder });
  const ledger = createCallLedger(prisma);
  const connect = (baseUrl: string) =>
    createOpenAiModel({
      baseUrl,
      apiKey: 'none',
      model: 'a-model',
      structuredOutput: 'json_schema',
      timeoutMs: env.OPENAI_TIMEOUT_MS,
      stallTimeoutMs: env.OPENAI_STALL_TIMEOUT_MS,
      maxOutputTokens: env.OPENAI_MAX_OUTPUT_TOKENS,
      maxAsks: env.MODEL_MAX_ASKS,
      prices: readPrices(env.PRICES_FILE),
      ledger,
      // Every call is granted: what is measured is the loop, not what a server bears.
      slots: createCallSlots({
        store: {
          reportCalls: ({ wanted, held }) =>
            Promise.resolve({ granted: wanted, atOnce: CALLS, inHand: held, firstTokenMs: 0 }),
        },
        server: baseUrl,
        atOnce: CALLS,
        most: CALLS,
      }),
      logger: silentLogger,
    });
  const standards = createStandardStore(fileURLToPath(new URL('../standards/', import.meta.url)));
  const standard = await standards.load('scroll-rehearsal');
  const loadStandard = () => Promise.resolve({ standard, hash: standardHash(standard) });
  const writer = await connect(`${servers.rehearsal.replace(/\/v1$/, '')}/v1`);
  const books = createBookStore(prisma);
  const files = createFileStorage(folder);
  const exporter = createExporter({ storage: files, timeoutMs: 600_000, memoryMb: 3_000, runApart: threads.runApart });
  const shared = { books, loadStandard, parts: CHAPTER_PARTS, runApart: threads.runApart };
  const steps = {
    ...createOrchestrationActivities({
      runs: createRunStore(prisma),
      books: { findRunning: () => Promise.resolve(new Set()), findEnds: () => Promise.resolve(new Map()) },
      exportKinds: [],
      unpricedModels: [],
      identify: () => Promise.resolve({ standardHash: '', model: writer.name, isRehearsal: true }),
      book: { books, runs: createRunStore(prisma), loadStandard, model: writer, runApart: threads.runApart },
    }),
    ...createAuthoringActivities({ ...shared, writer, judges: [writer] }),
    ...createPublishingActivities({ ...shared, exporter, files, libraryName: 'Bench' }),
  };
  const activity = new MockActivityEnvironment();
  const run = <Input, Output>(step: (input: Input) => Promise<Output>, input: Input): Promise<Output> =>
    activity.run<[Input], Output, (input: Input) => Promise<Output>>(step, input);

  await importCatalogue(database.url, [await longCourse(WORDS)]);
  const { id: courseId } = await prisma.course.findFirstOrThrow({ select: { id: true } });
  const calls = await beginCalls(await connect(`${servers.slow}/v1`), {
    count: CALLS,
    server: servers.slow,
    place: { courseId, bookId: courseId },
  });
  const loop = createLoopWatch(printStage);

  await loop.stage('nothing', () => new Promise((resolve) => setTimeout(resolve, 6_000)));
  const { bookId } = await loop.stage('open the book', () =>
    run((request: BookInput) => steps.openBook(request), {
      courseId,
      runId: null,
      slot: null,
      formats: null,
      standard: null,
      reopenHeld: false,
      notify: null,
    }),
  );
  const plan = await loop.stage('plan it', () => run(steps.draftOutline, { bookId, revision: 0 }));
  const written = plan.chapters.slice(0, WRITTEN);
  console.log(`  ${plan.chapters.length} chapters, ${plan.chapters.flatMap(({ waves }) => waves.flat()).length} parts`);
  await loop.stage('write two chapters', () =>
    Promise.all(
      written.map(async ({ number, waves }) => {
        for (const wave of waves)
          await Promise.all(wave.map((part) => run(steps.writePart, { bookId, chapter: number, part, revision: 0 })));
      }),
    ),
  );
  await fillBook(bookId);
  await loop.stage('check two chapters', () =>
    Promise.all(written.map(({ number }) => run(steps.checkChapter, { bookId, chapter: number, revision: 0 }))),
  );
  await loop.stage('conclude', () => run(steps.concludeQuality, { bookId, revision: 0 }));
  const { words } = await loop.stage('assemble', () => run(steps.assembleManuscript, { bookId }));
  await loop.stage('plan the exports', () => run(steps.planExports, { bookId, kinds: null }));
  await loop.stage('make the HTML', () => run(steps.exportBook, { bookId, kind: 'html', variant: 'student' }));
  await books.publishBook(bookId);
  const { passages } = await loop.stage('index', () => run(steps.indexBook, { bookId }));
  const { answered, asked, longestSilenceMs } = await calls.finish();
  console.log(`${words} words, ${passages} passages; ${answered} calls answered of ${asked} asked`);
  console.log(`longest silence between two beats of a call: ${(longestSilenceMs / 1000).toFixed(1)} s`);
  const longest = Math.max(...loop.stages.map(({ longestMs, longestWorkMs }) => longestWorkMs ?? longestMs));
  console.log(`longest stretch of work on the loop: ${longest.toFixed(0)} ms (target: at most ${TARGET_MS})`);

  /** Gives every chapter that was not written its course's notes, and the first chapter's frame and study. */
  async function fillBook(id: string): Promise<void> {
    const { book, course } = await books.loadBookAndCourse(id);
    const first = await books.loadParts({ bookId: id, chapter: 1, revision: 0 });
    const around = first.filter(({ part }) => !part.includes(':'));
    for (const { number, title, sections } of book.outline?.chapters ?? []) {
      if (number <= WRITTEN) continue;
      for (const { number: section, lectureIds, slice } of sections) {
        const notes = lecturesById(course, lectureIds).map((lecture) => sectionNotes(lecture, slice) ?? '');
        const content = { body: notes.join('\n\n'), keyTerms: [] };
        await books.savePart({
          bookId: id,
          chapter: number,
          part: `section:${section}`,
          revision: 0,
          content,
          words: 1,
        });
      }
      for (const { part, content } of around) {
        const copied = z.record(z.string(), z.unknown()).parse(content);
        await books.savePart({ bookId: id, chapter: number, part, revision: 0, content: copied, words: 1 });
      }
      await books.saveChapter({ bookId: id, revision: 0 }, { number, title, words: 1 });
    }
  }
}

function printStage({ name, seconds, p99Ms, longestMs, longestWorkMs }: Stage): void {
  const ms = (value: number | null): string => `${value?.toFixed(0) ?? '?'} ms`.padStart(8);
  console.log(
    `  ${name.padEnd(20)} ${seconds.toFixed(1).padStart(6)} s  delay: p99${ms(p99Ms)}, longest${ms(longestMs)}  work: longest${ms(longestWorkMs)}`,
  );
}
