/**
 * A book that waits for months. Where Temporal's time-skipping server is there, the months pass; everywhere else, the events
 * of one look are counted on the real server, and multiplied.
 */
import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from '@jest/globals';
import { LibraryError } from '../../../domain/failure.ts';
import type { BookInput } from '../../../domain/run/book-run.ts';
import { LOOK_AFTER, LOOK_AFTER_ALONE } from '../../../workflows/book/gate.ts';
import {
  BOOK_WORKFLOW,
  bookStageQuery,
  bookWorkflowId,
  resumeSignal,
  TASK_QUEUES,
} from '../../../workflows/contracts.ts';
import type { BookWorkflow } from '../../../workflows/book/story.ts';
import { someWaves, type Steps } from '../../fakes/steps.ts';
import { startFleet, startWorkers, type TestFleet } from '../fleet.ts';
import { startTimeSkippingServer, timeSkippingJars } from '../time-skipping.ts';
import { until } from '../waiting.ts';

const DAYS = 90;
const MOST_EVENTS = 10_000;
/** The last pace of looks, and a second more. */
const A_LOOK_IN_DAYS = 0.25 + 1 / 86_400;

let fleet: TestFleet | undefined;
afterEach(async () => {
  await fleet?.stop();
  fleet = undefined;
});

/** Twelve chapters in work, turned away for ever. */
const chapters = Array.from({ length: 12 }, (_, index) => ({ number: index + 1, title: 'One', waves: someWaves(1) }));
function pausedSteps(code: 'RunPaused' | 'ModelAccessDenied') {
  const state = { isPaused: true };
  const steps: Partial<Steps> = {
    draftOutline: async () => ({ verdict: 'accept', reason: null, chapters }),
    findPause: async () => (code === 'RunPaused' ? { reason: 'a long pause' } : null),
    writePart: async () => {
      if (state.isPaused) throw new LibraryError(code, 'a long pause');
      return { words: 100 };
    },
  };
  return { state, steps };
}

const aBook = (runId: string | null) => {
  const courseId = randomUUID();
  const input: BookInput = {
    courseId,
    runId,
    slot: 1,
    formats: ['html'],
    standard: null,
    reopenHeld: false,
    notify: null,
  };
  const args: [BookInput] = [input];
  return { workflowId: bookWorkflowId(courseId), taskQueue: TASK_QUEUES.orchestration, args };
};

describe.each([
  ['its run is paused', 'RunPaused', randomUUID(), LOOK_AFTER],
  ['the model refuses the key, and no run is there to resume it', 'ModelAccessDenied', null, LOOK_AFTER_ALONE],
] as const)('a book that waits because %s', (_, code, runId, paces) => {
  it('adds so few events at each look that 90 days are far under what the server allows', async () => {
    const { state, steps } = pausedSteps(code);
    fleet = await startFleet(steps, { cachedWorkflows: 10 });
    const handle = await fleet.client.workflow.start<typeof BookWorkflow>(BOOK_WORKFLOW, aBook(runId));
    const asked = (step: string) => fleet?.calls.filter((call) => call.step === step).length ?? 0;
    await until(async () => asked('writePart') >= chapters.length && (await handle.query(bookStageQuery)).paused);
    const before = (await handle.fetchHistory()).events?.length ?? 0;
    // Of a book without a run the first look comes after a minute: the word of another run has it come now.
    if (runId === null) await handle.signal('notify', 'library/another');
    await until(() => asked('findPause') === 1 || asked('writePart') > chapters.length);
    await until(async () => (await handle.query(bookStageQuery)).paused);
    const perLook = ((await handle.fetchHistory()).events?.length ?? 0) - before;

    expect(paces.at(-1)).toBe('6h');
    expect(before + (DAYS * 4 + paces.length) * perLook).toBeLessThan(MOST_EVENTS);
    state.isPaused = false;
    await handle.signal(resumeSignal);
    await expect(handle.result()).resolves.toMatchObject({ outcome: 'published' });
  });

  const skipping = timeSkippingJars ? it : it.skip;
  skipping(
    `has a history under 10,000 events after 90 days, and goes on${timeSkippingJars ? '' : ' (skipped: TEST_TIME_SKIPPING_JARS names no server)'}`,
    async () => {
      const { state, steps } = pausedSteps(code);
      const server = await startTimeSkippingServer(timeSkippingJars ?? '');
      const workers = await startWorkers(server.connection, 'default', steps, 10);
      try {
        const handle = await server.client.workflow.start<typeof BookWorkflow>(BOOK_WORKFLOW, aBook(runId));
        await until(async () => (await handle.query(bookStageQuery)).paused, 60_000);
        for (let day = 0; day < DAYS; day += A_LOOK_IN_DAYS) {
          const asked = workers.calls.length;
          await server.pass(A_LOOK_IN_DAYS);
          await until(() => workers.calls.length > asked);
        }
        const events = (await handle.fetchHistory()).events?.length ?? 0;

        expect(events).toBeLessThan(MOST_EVENTS);
        state.isPaused = false;
        await handle.signal(resumeSignal);
        await expect(handle.result()).resolves.toMatchObject({ outcome: 'published' });
      } finally {
        await workers.stop();
        await server.stop();
      }
    },
    240_000,
  );
});
