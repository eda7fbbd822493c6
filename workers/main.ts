/**
 * One process of the fleet: builds the adapters, hands them to the steps, serves the queues of its role, drains on
 * SIGTERM. The orchestration role also relays new courses and writes the progress files.
 */
import { hostname } from 'node:os';
import { fileURLToPath } from 'node:url';
import { NativeConnection } from '@temporalio/worker';
import {
  createAuthoringActivities,
  createOrchestrationActivities,
  createPublishingActivities,
} from '../activities/index.ts';
import { readEnv } from '../adapters/env.ts';
import { createExporter } from '../adapters/exports/exporter.ts';
import { EXPORT_KINDS } from '../adapters/exports/registry.ts';
import { createLogger } from '../adapters/logging/logger.ts';
import { connectModels } from '../adapters/model/connect.ts';
import { createBookStore } from '../adapters/postgres/books/book-store.ts';
import { createCallLedger } from '../adapters/postgres/calls/call-ledger.ts';
import { createSlotStore } from '../adapters/postgres/calls/slot-store.ts';
import { createPrisma } from '../adapters/postgres/client.ts';
import { createCourseEventStore } from '../adapters/postgres/catalogue/course-event-store.ts';
import { reportAlive, reportGone } from '../adapters/postgres/runs/fleet.ts';
import { createRunStore } from '../adapters/postgres/runs/run-store.ts';
import { workflowVersionSince } from '../adapters/postgres/runs/workflow-version.ts';
import { createStandardStore } from '../adapters/standards.ts';
import { createFileStorage } from '../adapters/storage/file-storage.ts';
import { requireStorage, storageRoot } from '../adapters/storage/storage-root.ts';
import { createThreadPool } from '../adapters/threads/pool.ts';
import { connectTemporal, temporalConnectionOptions } from '../adapters/temporal/client.ts';
import { endOlderWorkflows } from '../adapters/temporal/older-workflows.ts';
import { prepareNamespace } from '../adapters/temporal/namespace.ts';
import { CHAPTER_PARTS } from '../domain/chapter/parts/registry.ts';
import { standardHash } from '../domain/standard/resolve.ts';
import type { Standard } from '../domain/standard/standard.ts';
import { SEARCH_ATTRIBUTE_TYPES, WORKFLOW_TYPES, WORKFLOW_VERSION } from '../workflows/contracts.ts';
import { createBookWorkflows } from './book-workflows.ts';
import { relayCourses } from './course-relay.ts';
import { indexDueBooks } from './due-indexes.ts';
import { closeLostRuns } from './lost-runs.ts';
import { createProgressReport } from './progress-report.ts';
import { createWorkers } from './queues.ts';
import { WorkerStartError, refuseInWords } from './refusal.ts';
import { repeat } from './repeat.ts';
import { installRuntime } from './runtime-log.ts';

const ALIVE_EVERY_MS = 3_000;
/** A third of what the calls in hand are held without it. */
const KEEP_CALLS_EVERY_MS = 5_000;
const PROGRESS_EVERY_MS = 1_000;
const RELAY_EVERY_MS = 500;
const LOOK_FOR_LOST_EVERY_MS = 10_000;
const LOOK_FOR_DUE_INDEXES_EVERY_MS = 300_000;
/** Connections to PostgreSQL of one process. */
const POOL_SIZE = 12;

const serveWithoutWords = refuseInWords();
const env = readEnv();
const startedAt = new Date();
const logger = createLogger({ dir: env.logDir, level: env.LOG_LEVEL, name: `worker-${env.WORKER_ROLE}` });
const needed = (name: string, value: string | undefined): string => {
  if (value) return value;
  throw new WorkerStartError(
    'usage',
    `A worker needs ${name}: name the service in the environment, or let \`npm start\` run the worker for you.`,
  );
};
if (process.argv.length > 2) {
  throw new WorkerStartError(
    'usage',
    'A worker takes no arguments. Its role stands in the environment: WORKER_ROLE=authoring npm run worker (or all, orchestration, publishing).',
  );
}
const databaseUrl = needed('DATABASE_URL', env.DATABASE_URL);
const address = needed('TEMPORAL_ADDRESS', env.TEMPORAL_ADDRESS);
if (['all', 'publishing'].includes(env.WORKER_ROLE)) await requireStorage(env.STORAGE_URL, env.dataDir);

installRuntime(logger);
const prisma = createPrisma(databaseUrl, { poolSize: POOL_SIZE });
const standards = createStandardStore(fileURLToPath(new URL('../standards/', import.meta.url)));
const ledger = createCallLedger(prisma);
const { writer, judges } = await connectModels({ env, ledger, slotStore: createSlotStore(prisma), logger });
const defaultStandard = env.STANDARD ?? (writer.isRehearsal ? 'scroll-rehearsal' : 'scroll');
/** Read once: a book is written to one standard from its first step to its last. A changed file needs new workers. */
const loadedStandards = new Map<string, Promise<{ standard: Standard; hash: string }>>();
const loadStandard = (id: string | null) => {
  const name = id ?? defaultStandard;
  const known = loadedStandards.get(name);
  if (known) return known;
  const loaded = standards.load(name).then((standard) => ({ standard, hash: standardHash(standard) }));
  loadedStandards.set(name, loaded);
  // A file that could not be read is read again when it is asked for again.
  loaded.catch(() => loadedStandards.delete(name));
  return loaded;
};
const threads = createThreadPool(logger);
const files = createFileStorage(storageRoot(env.STORAGE_URL, env.dataDir));
const exporter = createExporter({
  storage: files,
  timeoutMs: env.EXPORT_TIMEOUT_MS,
  memoryMb: env.EXPORT_MEMORY_MB,
  logger,
  runApart: threads.runApart,
});
const books = createBookStore(prisma, { keepsDrafts: env.KEEP_DRAFTS });
const runs = createRunStore(prisma);
const {
  client,
  connection: clientConnection,
  close,
} = await connectTemporal(env, address).catch((error: unknown) => {
  const advice = 'Check TEMPORAL_ADDRESS (and TEMPORAL_TLS…, TEMPORAL_API_KEY), and that the server runs.';
  throw new WorkerStartError('unreachable', `Temporal at ${address} cannot be used: ${String(error)}.\n${advice}`, {
    cause: error,
  });
});
await prepareNamespace(clientConnection, env.TEMPORAL_NAMESPACE, SEARCH_ATTRIBUTE_TYPES);
const ended = await endOlderWorkflows({
  client,
  types: WORKFLOW_TYPES,
  since: await workflowVersionSince(prisma.pool, WORKFLOW_VERSION),
});
for (const workflowId of ended) {
  logger.warn('A workflow of an older version was ended; its book goes on in the next run', { workflowId });
}
const connection = await NativeConnection.connect(temporalConnectionOptions(env, address));

const bookWorkflows = createBookWorkflows(client);
const unpricedModels = [...new Set([writer, ...judges].flatMap(({ name, isPriced }) => (isPriced ? [] : [name])))];
if (env.NEW_COURSES_BUDGET_USD !== undefined && unpricedModels.length > 0) {
  throw new WorkerStartError(
    'usage',
    `Expected a price for ${unpricedModels.join(' and ')}, because NEW_COURSES_BUDGET_USD is set; the price table has none. Add it to the file that PRICES_FILE names, or take the key away.`,
  );
}
const newCourses = env.AUTO_GENERATE
  ? {
      concurrency: env.NEW_COURSES_CONCURRENCY,
      ...(env.NEW_COURSES_BUDGET_USD === undefined ? {} : { budgetUsd: env.NEW_COURSES_BUDGET_USD }),
    }
  : null;

const workers = await createWorkers({
  env,
  connection,
  activities: {
    orchestration: createOrchestrationActivities({
      runs,
      books: bookWorkflows,
      exportKinds: EXPORT_KINDS,
      unpricedModels,
      identify: async (standard) => ({
        standardHash: (await loadStandard(standard)).hash,
        model: writer.name,
        isRehearsal: writer.isRehearsal,
      }),
      book: { books, runs, loadStandard, model: writer, runApart: threads.runApart },
    }),
    authoring: createAuthoringActivities({
      books,
      writer,
      judges,
      loadStandard,
      runApart: threads.runApart,
      parts: CHAPTER_PARTS,
    }),
    publishing: createPublishingActivities({
      books,
      exporter,
      files,
      loadStandard,
      runApart: threads.runApart,
      parts: CHAPTER_PARTS,
      libraryName: env.LIBRARY_NAME,
    }),
  },
});

const member = {
  id: `${hostname()}/${process.pid}`,
  role: env.WORKER_ROLE,
  host: hostname(),
  pid: process.pid,
  startedAt,
};
const onError = (error: unknown) => logger.warn('A service did not answer; trying again', { error });
const isOrchestrator = env.WORKER_ROLE === 'all' || env.WORKER_ROLE === 'orchestration';
const reportProgress = createProgressReport({ runs, dataDir: env.dataDir });
const tasks = [
  repeat(ALIVE_EVERY_MS, () => reportAlive(prisma, member), onError),
  repeat(KEEP_CALLS_EVERY_MS, () => ledger.keepCalls(), onError),
  ...(isOrchestrator
    ? [
        repeat(PROGRESS_EVERY_MS, reportProgress, onError),
        repeat(LOOK_FOR_LOST_EVERY_MS, () => closeLostRuns({ client, runs, logger }), onError),
        repeat(LOOK_FOR_DUE_INDEXES_EVERY_MS, () => indexDueBooks({ client, books }), onError),
        repeat(
          RELAY_EVERY_MS,
          () =>
            relayCourses({
              client,
              events: createCourseEventStore(prisma),
              runs,
              settleMs: env.COURSE_SETTLE_MS,
              autoRegenerate: env.AUTO_REGENERATE,
              books: bookWorkflows,
              newCourses,
            }),
          onError,
        ),
      ]
    : []),
];

logger.info('Worker serves', {
  role: env.WORKER_ROLE,
  model: writer.name,
  rehearsal: writer.isRehearsal,
  temporal: address,
});
serveWithoutWords();
try {
  await Promise.all(workers.map((worker) => worker.run()));
  logger.info('Worker drained', { role: env.WORKER_ROLE });
} finally {
  await Promise.all(tasks.map((task) => task.stop()));
  await reportGone(prisma, member.id);
  // What the run has come to, and that this process serves it no more.
  if (isOrchestrator) await reportProgress();
  await connection.close();
  await close();
  await threads.close();
  await prisma.$disconnect();
}
