/**
 * `npm run bench:orchestration [-- BOOKS]`: books a minute of the library with an instant model, against a bare
 * parent/child loop of as many empty steps on the same server in the same run. Target: at least 0.6 of it.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { childEnvironment } from '../adapters/env.ts';
import { bookWorkflowId, LIBRARY_WORKFLOW, libraryWorkflowId, TASK_QUEUES } from '../workflows/contracts.ts';
import type { BareLibrary } from './bare/workflows.ts';
import { openBenchLibrary } from './bench-library.ts';

const BOOKS = Number(process.argv[2] ?? 100);
const WINDOW = 50;
const TARGET = 0.6;

const { library, memory, close } = await openBenchLibrary({
  courses: BOOKS + 1,
  settings: { REHEARSAL_LATENCY_MS: '0' },
});
try {
  const client = await library.temporal();
  await library.ensureWorker();
  const run = (courseIds?: string[]) =>
    client.workflow.execute(LIBRARY_WORKFLOW, {
      workflowId: libraryWorkflowId('bench'),
      taskQueue: TASK_QUEUES.orchestration,
      args: [{ concurrency: WINDOW, formats: [], ...(courseIds ? { courseIds } : {}) }],
    });
  // One book first: its history tells how many steps a book has, and everything is warm.
  await run(['BENCH-1']);
  const { id: courseId } = await library.prisma.course.findUniqueOrThrow({ where: { code: 'BENCH-1' } });
  const { events } = await client.workflow.getHandle(bookWorkflowId(courseId)).fetchHistory();
  const steps = (events ?? []).filter((event) => event.activityTaskScheduledEventAttributes).length;
  const chapters = await library.prisma.chapterRow.count();
  console.log(`  a book has ${steps} steps, ${chapters} chapters, ${events?.length ?? 0} events`);

  const ours = await timed(() => run());
  const published = await library.prisma.book.count({ where: { status: 'published' } });
  const memoryOfOurs = await memory();
  const stepsPerChapter = Math.floor(steps / chapters);
  const book = { chapters, stepsPerChapter, otherSteps: steps - stepsPerChapter * chapters };
  const bare = await timed(() => runBare({ next: 0, total: BOOKS, window: WINDOW, inFlight: [], book }));
  const [ourRate, bareRate] = [(BOOKS / ours) * 60, (BOOKS / bare) * 60];
  console.log(`library: ${published} books published; ${ourRate.toFixed(0)} books a minute (${ours.toFixed(1)} s)`);
  console.log(`bare loop: ${bareRate.toFixed(0)} books a minute (${bare.toFixed(1)} s)`);
  console.log(`ratio: ${(ourRate / bareRate).toFixed(2)} (target: at least ${TARGET})`);
  console.log(
    `memory in MB: ${JSON.stringify(memoryOfOurs)}; this process ${Math.round(process.memoryUsage.rss() / 1_048_576)}`,
  );

  async function runBare(input: BareLibrary): Promise<void> {
    const worker = spawn(
      process.execPath,
      ['--import', 'tsx', fileURLToPath(new URL('./bare/worker.ts', import.meta.url))],
      {
        env: childEnvironment({ TEMPORAL_ADDRESS: library.stack.addresses.temporal.address }),
        stdio: 'inherit',
      },
    );
    try {
      await client.workflow.execute('BareLibraryWorkflow', {
        workflowId: 'bare-library',
        taskQueue: 'bare',
        args: [input],
      });
    } finally {
      worker.kill('SIGTERM');
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
