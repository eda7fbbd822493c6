/**
 * `npm run bench:fleet [-- SECONDS]`: 100 slots and a model that takes 2 s: the share of slot time that is spent in
 * model calls while work is queued. Target: at least 0.95.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { LIBRARY_WORKFLOW, libraryWorkflowId, TASK_QUEUES } from '../workflows/contracts.ts';
import { openBenchLibrary } from './bench-library.ts';

const SECONDS = Number(process.argv[2] ?? 60);
const SLOTS = 100;
const LATENCY_MS = 2_000;
/** Books in work at once. They begin together and end together: with fewer than slots, nothing is queued while the next are planned. */
const WINDOW = 100;
const WARM_UP_SECONDS = 15;
const TARGET = 0.95;

const { session, memory, close } = await openBenchLibrary({
  courses: 400,
  settings: { REHEARSAL_LATENCY_MS: String(LATENCY_MS), AUTHORING_SLOTS: String(SLOTS) },
});
try {
  const client = await session.library.temporal();
  await session.ensureWorker();
  const handle = await client.workflow.start(LIBRARY_WORKFLOW, {
    workflowId: libraryWorkflowId('bench'),
    taskQueue: TASK_QUEUES.orchestration,
    args: [{ concurrency: WINDOW, formats: [] }],
  });
  while ((await session.library.database.modelCall.count({ where: { status: 'answered' } })) < SLOTS) await sleep(500);
  await sleep(WARM_UP_SECONDS * 1000);
  const from = new Date();
  await sleep(SECONDS * 1000);
  const to = new Date();
  const processes = await memory();
  // The last calls of the window are answered after it.
  await sleep(2 * LATENCY_MS);
  const calls = await session.library.database.modelCall.findMany({
    where: { status: 'answered', answeredAt: { gte: from }, createdAt: { lte: to } },
    select: { answeredAt: true, latencyMs: true },
  });
  const busyMs = calls.reduce((sum, { answeredAt, latencyMs }) => {
    const end = answeredAt?.getTime() ?? 0;
    return sum + Math.max(0, Math.min(end, to.getTime()) - Math.max(end - (latencyMs ?? 0), from.getTime()));
  }, 0);
  const share = busyMs / (SLOTS * (to.getTime() - from.getTime()));
  console.log(`${calls.length} calls in ${SECONDS} s on ${SLOTS} slots at ${LATENCY_MS} ms`);
  console.log(`share of slot time in model calls: ${share.toFixed(3)} (target: at least ${TARGET})`);
  console.log(`memory in MB: ${JSON.stringify(processes)}`);
  await handle.terminate('the benchmark is over');
} finally {
  await close();
}
