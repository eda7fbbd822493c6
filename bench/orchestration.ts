/**
 * `npm run bench:orchestration [-- BOOKS]`: books a minute of the library with an instant model, against a bare
 * parent/child loop of as many empty steps on the same server in the same run. Target: at least 0.6 of it.
 *
 * Between the two stand the library's own workflows with empty steps: what they lose against the bare loop is the price of
 * orchestration, what the whole library loses against them is the work of the steps.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Client, type Connection } from '@temporalio/client';
import { childEnvironment } from '../adapters/env.ts';
import { prepareNamespace } from '../adapters/temporal/namespace.ts';
import {
  bookWorkflowId,
  LIBRARY_WORKFLOW,
  libraryWorkflowId,
  SEARCH_ATTRIBUTE_TYPES,
  TASK_QUEUES,
} from '../workflows/contracts.ts';
import type { BareLibrary } from './bare/workflows.ts';
import { openBenchLibrary } from './bench-library.ts';

const BOOKS = Number(process.argv[2] ?? 100);
const WINDOW = 50;
const TARGET = 0.6;

const { session, memory, close } = await openBenchLibrary({
  courses: BOOKS + 1,
  settings: { REHEARSAL_LATENCY_MS: '0' },
});
try {
  const client = await session.library.temporal();
  await session.ensureWorker();
  const run = (courseIds?: string[]) =>
    client.workflow.execute(LIBRARY_WORKFLOW, {
      workflowId: libraryWorkflowId('bench'),
      taskQueue: TASK_QUEUES.orchestration,
      args: [{ concurrency: WINDOW, formats: [], ...(courseIds ? { courseIds } : {}) }],
    });
  // One book first: its history tells how many steps a book has, and everything is warm.
  await run(['BENCH-1']);
  const { id: courseId } = await session.library.database.course.findUniqueOrThrow({ where: { code: 'BENCH-1' } });
  const { events } = await client.workflow.getHandle(bookWorkflowId(courseId)).fetchHistory();
  const steps = (events ?? []).filter((event) => event.activityTaskScheduledEventAttributes).length;
  const chapters = await session.library.database.chapterRow.count();
  const sections = await session.library.database.part.count({ where: { part: { startsWith: 'section:' } } });
  console.log(`  a book has ${steps} steps, ${chapters} chapters, ${events?.length ?? 0} events`);

  const ours = await timed(() => run());
  const published = await session.library.database.book.count({ where: { status: 'published' } });
  const memoryOfOurs = await memory();
  const stepsPerChapter = Math.floor(steps / chapters);
  const book = { chapters, stepsPerChapter, otherSteps: steps - stepsPerChapter * chapters };
  const bare = await timed(() =>
    withWorker('./bare/worker.ts', [], {}, () =>
      client.workflow.execute('BareLibraryWorkflow', {
        workflowId: 'bare-library',
        taskQueue: 'bare',
        args: [{ next: 0, total: BOOKS, window: WINDOW, inFlight: [], book } satisfies BareLibrary],
      }),
    ),
  );
  const empty = await runEmpty(chapters, sections / chapters);

  const rate = (seconds: number) => `${((BOOKS / seconds) * 60).toFixed(0)} books a minute (${seconds.toFixed(1)} s)`;
  console.log(`library: ${published} books published; ${rate(ours)}`);
  console.log(`bare loop: ${rate(bare)}`);
  console.log(`ratio: ${(bare / ours).toFixed(2)} (target: at least ${TARGET})`);
  console.log(
    `the library's workflows with empty steps: ${rate(empty)}; ${(bare / empty).toFixed(2)} of the bare loop`,
  );
  console.log(
    `memory in MB: ${JSON.stringify(memoryOfOurs)}; this process ${Math.round(process.memoryUsage.rss() / 1_048_576)}`,
  );

  /** In a namespace of its own: the queues have the names of the library's. */
  async function runEmpty(chapterCount: number, sectionsPerChapter: number): Promise<number> {
    const namespace = 'empty-steps';
    await prepareNamespace(client.connection as Connection, namespace, SEARCH_ATTRIBUTE_TYPES);
    const own = new Client({ connection: client.connection, namespace });
    const size = [BOOKS, chapterCount, sectionsPerChapter].map(String);
    return timed(() =>
      withWorker('./bare/empty-steps.ts', size, { TEMPORAL_NAMESPACE: namespace, WORKER_ROLE: 'all' }, () =>
        own.workflow.execute(LIBRARY_WORKFLOW, {
          workflowId: libraryWorkflowId('empty'),
          taskQueue: TASK_QUEUES.orchestration,
          args: [{ concurrency: WINDOW, formats: [] }],
        }),
      ),
    );
  }

  /** Beside a worker process of its own, which is stopped behind it. */
  async function withWorker(
    script: string,
    args: string[],
    settings: Record<string, string>,
    work: () => Promise<unknown>,
  ): Promise<void> {
    const { address } = session.stack.addresses.temporal;
    const worker = spawn(
      process.execPath,
      ['--import', 'tsx', fileURLToPath(new URL(script, import.meta.url)), ...args],
      { env: childEnvironment({ ...settings, TEMPORAL_ADDRESS: address }), stdio: 'inherit' },
    );
    const ended = once(worker, 'exit');
    try {
      await work();
    } finally {
      worker.kill('SIGTERM');
      await ended;
    }
  }
} finally {
  await close();
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}
