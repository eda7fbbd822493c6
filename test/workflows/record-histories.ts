/**
 * Records histories for the replay test, from workflows that run on a real server with invented steps:
 *   TEST_TEMPORAL_ADDRESS=127.0.0.1:7233 node --import tsx test/workflows/record-histories.ts
 * A history that is there stays as it is and must still replay. Before the first release, a change of the workflows' order
 * may delete and record it again.
 */
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { LibraryError } from '../../domain/failure.ts';
import type { BookInput } from '../../domain/run/book-run.ts';
import {
  BOOK_WORKFLOW,
  bookWorkflowId,
  LIBRARY_WORKFLOW,
  libraryWorkflowId,
  pauseSignal,
  resumeSignal,
  TASK_QUEUES,
} from '../../workflows/contracts.ts';
import type { Steps } from '../fakes/steps.ts';
import { startFleet, type TestFleet } from './fleet.ts';
import { until } from './waiting.ts';

const FOLDER = fileURLToPath(new URL('../histories/', import.meta.url));
mkdirSync(FOLDER, { recursive: true });

const anOrder = (): BookInput => ({
  courseId: randomUUID(),
  runId: randomUUID(),
  slot: 1,
  formats: ['pdf', 'epub'],
  standard: null,
  reopenHeld: false,
  notify: null,
});

async function record(name: string, steps: Partial<Steps>, run: (fleet: TestFleet) => Promise<string>): Promise<void> {
  const file = `${FOLDER}${name}.json`;
  if (existsSync(file)) return;
  const fleet = await startFleet(steps, { cachedWorkflows: 100 });
  try {
    const workflowId = await run(fleet);
    const history = await fleet.client.workflow.getHandle(workflowId).fetchHistory();
    writeFileSync(file, `${historyToJSON(history)}\n`);
    console.log(`${name}: ${history.events?.length ?? 0} events`);
  } finally {
    await fleet.stop();
  }
}

const book = async (
  { client }: TestFleet,
  meanwhile: (handle: Awaited<ReturnType<typeof client.workflow.start>>) => Promise<void> = async () => undefined,
) => {
  const input = anOrder();
  const workflowId = bookWorkflowId(input.courseId);
  const handle = await client.workflow.start(BOOK_WORKFLOW, {
    workflowId,
    taskQueue: TASK_QUEUES.orchestration,
    args: [input],
  });
  await meanwhile(handle);
  await handle.result().catch(() => undefined);
  return workflowId;
};

await record('book-published', {}, (fleet) => book(fleet));
let isPaused = true;
await record(
  'book-paused-revised-and-held',
  {
    findPause: async () => (isPaused ? { reason: 'a recording' } : null),
    writePart: async () => {
      if (isPaused) throw new LibraryError('RunPaused', 'a recording');
      return { words: 100 };
    },
    concludeQuality: async () => ({
      verdict: 'revise',
      reason: 'weak',
      quality: 0.5,
      weakParts: [
        { chapter: 1, part: 'section:1' },
        { chapter: 2, part: 'frame' },
      ],
    }),
  },
  (fleet) =>
    book(fleet, async (handle) => {
      await until(() => fleet.calls.filter(({ step }) => step === 'writePart').length === 2);
      await new Promise((resolve) => setTimeout(resolve, 7000));
      isPaused = false;
      await handle.signal(resumeSignal);
    }),
);
const courseIds = Array.from({ length: 5 }, () => randomUUID());
const ofFive: Partial<Steps> = {
  openRun: async () => ({ runId: randomUUID(), totalCourses: courseIds.length, upToDateCourses: 0 }),
  loadPage: async ({ afterPosition, limit }) =>
    courseIds
      .map((courseId, index) => ({ courseId, position: index + 1 }))
      .filter(({ position }) => position > afterPosition)
      .slice(0, limit),
};
await record('library-run', ofFive, async ({ client }) => {
  const workflowId = libraryWorkflowId(randomUUID());
  const handle = await client.workflow.start(LIBRARY_WORKFLOW, {
    workflowId,
    taskQueue: TASK_QUEUES.orchestration,
    args: [{ concurrency: 2, batchSize: 2 }],
  });
  await handle.signal(pauseSignal, { reason: 'a recording' });
  await new Promise((resolve) => setTimeout(resolve, 1000));
  await handle.signal(resumeSignal);
  await handle.result();
  return workflowId;
});
process.exit(0);
