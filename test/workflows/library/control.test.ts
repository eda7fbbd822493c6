import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { WorkflowUpdateFailedError } from '@temporalio/client';
import { LibraryError } from '../../../domain/failure.ts';
import {
  bookStageQuery,
  bookWorkflowId,
  LIBRARY_WORKFLOW,
  libraryWorkflowId,
  pauseUpdate,
  progressQuery,
  resumeUpdate,
  setBudgetSignal,
  setBudgetUpdate,
  setConcurrencyUpdate,
  TASK_QUEUES,
} from '../../../workflows/contracts.ts';
import type { LibraryGenerationWorkflow } from '../../../workflows/library/story.ts';
import { someWaves, type Steps } from '../../fakes/steps.ts';
import { startFleet, type TestFleet } from '../fleet.ts';
import { until } from '../waiting.ts';

let fleet: TestFleet | undefined;
afterEach(async () => {
  await fleet?.stop();
  fleet = undefined;
});

/** A run over these courses, whose row is kept here as the database keeps it. */
async function startRun(courseIds: string[], steps: Partial<Steps> = {}) {
  const row = { pause: null as { reason: string } | null, budgetUsd: 5 as number | null };
  fleet = await startFleet({
    openRun: async () => ({ runId: randomUUID(), totalCourses: courseIds.length, upToDateCourses: 0 }),
    loadPage: async ({ afterPosition }) =>
      afterPosition > 0 ? [] : courseIds.map((courseId, index) => ({ courseId, position: index + 1 })),
    setPaused: async ({ reason }) => {
      row.pause = reason === null ? null : { reason };
    },
    findPause: async () => row.pause,
    setBudget: async ({ budgetUsd }) => {
      row.budgetUsd = budgetUsd;
      if (row.pause?.reason.startsWith('budget') && (budgetUsd ?? Infinity) > 5) row.pause = null;
      return row.pause;
    },
    ...steps,
  });
  const handle = await fleet.client.workflow.start<typeof LibraryGenerationWorkflow>(LIBRARY_WORKFLOW, {
    workflowId: libraryWorkflowId(randomUUID()),
    taskQueue: TASK_QUEUES.orchestration,
    args: [{ concurrency: 20, budgetUsd: 5 }],
  });
  return { handle, row, fleet };
}

const ids = (count: number) => Array.from({ length: count }, () => randomUUID());

/** Plans that wait until they are let go. */
function standing() {
  let letGo: () => void = () => undefined;
  const gone = new Promise<void>((resolve) => (letGo = resolve));
  const plan = {
    verdict: 'accept' as const,
    reason: null,
    chapters: [{ number: 1, title: 'One', waves: someWaves(1) }],
  };
  const draftOutline: Steps['draftOutline'] = async () => (await gone, plan);
  return { letGo: () => letGo(), steps: { draftOutline } };
}

describe('an update', () => {
  it('to pause answers when the database and every book know of it', async () => {
    const courseIds = ids(12);
    const { steps, letGo } = standing();
    let isWritten = false;
    const setPaused: Steps['setPaused'] = async () => {
      await setTimeout(1_500);
      isWritten = true;
    };
    const { handle, fleet } = await startRun(courseIds, { ...steps, setPaused, findPause: async () => null });
    await until(() => fleet.calls.filter(({ step }) => step === 'draftOutline').length === courseIds.length);

    expect(await handle.executeUpdate(pauseUpdate, { args: [{ reason: 'lunch' }] })).toEqual({ status: 'paused' });
    expect(isWritten).toBe(true);
    const stages = await Promise.all(
      courseIds.map((id) => fleet.client.workflow.getHandle(bookWorkflowId(id)).query(bookStageQuery)),
    );
    expect(stages.every(({ paused, pauseReason }) => paused && pauseReason === 'lunch')).toBe(true);

    expect(await handle.executeUpdate(resumeUpdate)).toEqual({ status: 'running' });
    letGo();
    await expect(handle.result()).resolves.toMatchObject({ published: courseIds.length });
  }, 120_000);

  it('that follows another answers with what is true after both', async () => {
    const { steps, letGo } = standing();
    const { handle, row } = await startRun(ids(1), steps);
    const replies = await Promise.all([
      handle.executeUpdate(pauseUpdate, { args: [{ reason: 'lunch' }] }),
      handle.executeUpdate(resumeUpdate),
      handle.executeUpdate(setConcurrencyUpdate, { args: [7] }),
      handle.executeUpdate(setBudgetUpdate, { args: [9] }),
    ]);

    expect(replies[2]).toEqual({ concurrency: 7 });
    expect(replies[3]).toMatchObject({ budgetUsd: 9 });
    expect(row.budgetUsd).toBe(9);
    const { status, concurrency, budgetUsd } = await handle.query(progressQuery);
    expect({ status, concurrency, budgetUsd }).toEqual({
      status: row.pause ? 'paused' : 'running',
      concurrency: 7,
      budgetUsd: 9,
    });
    await handle.executeUpdate(resumeUpdate);
    letGo();
    await handle.result();
  });

  it.each([0, -1])('of the budget to %p is refused', async (budgetUsd) => {
    const { steps, letGo } = standing();
    const { handle } = await startRun(ids(1), steps);

    await expect(handle.executeUpdate(setBudgetUpdate, { args: [budgetUsd] })).rejects.toThrow(
      WorkflowUpdateFailedError,
    );
    letGo();
    await handle.result();
  });
});

describe('a budget that the workers cannot keep', () => {
  it('is refused in their words, also as a signal, and the run goes on', async () => {
    const { steps, letGo } = standing();
    const setBudget: Steps['setBudget'] = async () => {
      throw new LibraryError('InputInvalid', 'Expected a price for a-model.');
    };
    const { handle } = await startRun(ids(1), { ...steps, setBudget });

    await handle.signal(setBudgetSignal, 7);
    await expect(handle.executeUpdate(setBudgetUpdate, { args: [8] })).rejects.toMatchObject({
      cause: { type: 'InputInvalid', message: 'Expected a price for a-model.' },
    });
    expect(await handle.query(progressQuery)).toMatchObject({ status: 'running', budgetUsd: 5 });
    letGo();
    await expect(handle.result()).resolves.toMatchObject({ published: 1 });
  });
});

describe('a reached budget', () => {
  const spending = () => {
    const steps: Partial<Steps> = {};
    const paid: { row?: { pause: { reason: string } | null; budgetUsd: number | null } } = {};
    steps.draftOutline = async () => {
      while (!paid.row) await setTimeout(20);
      const { row } = paid;
      if (row.budgetUsd !== null && row.budgetUsd <= 5) {
        row.pause = { reason: 'budget of $5 reached' };
        throw new LibraryError('BudgetReached', 'budget of $5 reached');
      }
      return { verdict: 'accept', reason: null, chapters: [{ number: 1, title: 'One', waves: someWaves(1) }] };
    };
    return { steps, paid };
  };

  it.each(['update', 'signal'])(
    'that is raised by %s lets the run and its books go on',
    async (way) => {
      const { steps, paid } = spending();
      const started = await startRun(ids(3), steps);
      const { handle } = started;
      paid.row = started.row;
      await until(async () => (await handle.query(progressQuery)).status === 'paused');

      if (way === 'signal') await handle.signal(setBudgetSignal, 20);
      else
        expect(await handle.executeUpdate(setBudgetUpdate, { args: [20] })).toEqual({
          budgetUsd: 20,
          status: 'running',
        });
      await expect(handle.result()).resolves.toMatchObject({ published: 3, budgetUsd: 20 });
    },
    120_000,
  );

  it('that is raised too little leaves the run paused, and says so', async () => {
    const { steps, paid } = spending();
    const started = await startRun(ids(1), steps);
    const { handle } = started;
    paid.row = started.row;
    await until(async () => (await handle.query(progressQuery)).status === 'paused');

    expect(await handle.executeUpdate(setBudgetUpdate, { args: [4] })).toEqual({ budgetUsd: 4, status: 'paused' });
    await handle.executeUpdate(setBudgetUpdate, { args: [null] });
    await expect(handle.result()).resolves.toMatchObject({ published: 1, budgetUsd: null });
  });
});
