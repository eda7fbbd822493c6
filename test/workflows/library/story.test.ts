import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { withHeartbeat } from '../../../activities/heartbeat.ts';
import { LibraryError } from '../../../domain/failure.ts';
import { parseRunInput } from '../../../domain/run/run.ts';
import { createBookWorkflows } from '../../../workers/book-workflows.ts';
import {
  BOOK_WORKFLOW,
  bookWorkflowId,
  courseCreatedSignal,
  LIBRARY_WORKFLOW,
  libraryWorkflowId,
  pauseUpdate,
  progressQuery,
  resumeUpdate,
  setConcurrencyUpdate,
  TASK_QUEUES,
  type LibraryInput,
} from '../../../workflows/contracts.ts';
import type { BookWorkflow } from '../../../workflows/book/story.ts';
import type { LibraryGenerationWorkflow } from '../../../workflows/library/story.ts';
import { neverEnding, until } from '../waiting.ts';
import { someWaves, type Steps } from '../../fakes/steps.ts';
import { startFleet, type TestFleet } from '../fleet.ts';

let fleet: TestFleet | undefined;
afterEach(async () => {
  await fleet?.stop();
  fleet = undefined;
});

/** A run over so many courses, read in pages as the database would give them. */
const catalogueOf = (courseIds: string[]): Partial<Steps> => ({
  openRun: async () => ({ runId: randomUUID(), totalCourses: courseIds.length, upToDateCourses: 0 }),
  loadPage: async ({ afterPosition, limit }) =>
    courseIds
      .map((courseId, index) => ({ courseId, position: index + 1 }))
      .filter(({ position }) => position > afterPosition)
      .slice(0, limit),
});
const ids = (count: number) => Array.from({ length: count }, () => randomUUID());

async function startLibrary(steps: Partial<Steps>, input: LibraryInput = {}) {
  fleet = await startFleet(steps);
  return { handle: await startRun(fleet, input), fleet };
}

const startRun = ({ client }: TestFleet, input: LibraryInput = {}) =>
  client.workflow.start<typeof LibraryGenerationWorkflow>(LIBRARY_WORKFLOW, {
    workflowId: libraryWorkflowId(randomUUID()),
    taskQueue: TASK_QUEUES.orchestration,
    args: [input],
  });

const stepsOf = (of: TestFleet | undefined) => of?.calls.map(({ step }) => step) ?? [];
const inputOf = (of: TestFleet | undefined, name: string) => of?.calls.find(({ step }) => step === name)?.input;

/** Steps in which a book stands still until it is let go. */
function standing(): { steps: Partial<Steps>; letGo: () => void; begun: string[] } {
  let letGo: () => void = () => undefined;
  const gone = new Promise<void>((resolve) => (letGo = resolve));
  const begun: string[] = [];
  const steps: Partial<Steps> = {
    openBook: async ({ courseId }) => {
      begun.push(courseId);
      await gone;
      return {
        state: 'upToDate',
        bookId: courseId,
        missingKinds: [],
        isIndexDue: false,
        maxRevisions: 0,
        subject: null,
        title: 'Ethics',
      };
    },
  };
  return { steps, letGo, begun };
}

const quick: Partial<Steps> = {
  openBook: async ({ courseId }) => ({
    state: 'upToDate',
    bookId: courseId,
    missingKinds: [],
    isIndexDue: false,
    maxRevisions: 0,
    subject: null,
    title: 'Ethics',
  }),
};

/** Rows of courses that appear: in `waiting` as the relay puts them there, or named by signal. */
function arrivalsIn(): { steps: Partial<Steps>; waiting: string[] } {
  const waiting: string[] = [];
  const given = new Set<string>();
  const steps: Partial<Steps> = {
    addCourses: async ({ courseIds }) => {
      waiting.push(...courseIds.filter((courseId) => !waiting.includes(courseId)));
    },
    loadArrivals: async ({ inHand, limit }) => {
      const courseIds = waiting.filter((id) => !inHand.includes(id) && !given.has(id)).slice(0, limit);
      for (const courseId of courseIds) given.add(courseId);
      return { courseIds, totalCourses: waiting.length + 1 };
    },
  };
  return { steps, waiting };
}

describe('LibraryGenerationWorkflow', () => {
  it('takes a null, as other tools send it, for an input with every key left out', async () => {
    fleet = await startFleet(catalogueOf([]));

    const handle = await fleet.client.workflow.start<typeof LibraryGenerationWorkflow>(LIBRARY_WORKFLOW, {
      workflowId: libraryWorkflowId(randomUUID()),
      taskQueue: TASK_QUEUES.orchestration,
      args: [null],
    });

    expect(await handle.result()).toMatchObject({ total: 0 });
  });

  it('closes at once, and says why, when its input cannot be used', async () => {
    const refuse: Steps['openRun'] = ({ input, workflowId }) => {
      parseRunInput(input, { workflowId, exportKinds: ['html'] });
      throw new Error('not reached');
    };
    const { handle } = await startLibrary({ openRun: async (request) => refuse(request) }, { concurrency: -5 });

    await expect(handle.result()).rejects.toMatchObject({
      cause: { cause: { type: 'InputInvalid', message: expect.stringMatching(/concurrency/) } },
    });
  });

  it('accounts for every course over several pages and closes its run', async () => {
    const { handle, fleet } = await startLibrary(
      { ...catalogueOf(ids(7)), ...quick },
      { concurrency: 2, batchSize: 3 },
    );

    await expect(handle.result()).resolves.toMatchObject({ total: 7, started: 7, upToDate: 7, inFlight: [] });
    expect(fleet.calls.at(-1)).toMatchObject({ step: 'closeRun', input: { status: 'completed' } });
  });

  it('counts courses that were up to date when it opened', async () => {
    const openRun: Steps['openRun'] = async () => ({ runId: randomUUID(), totalCourses: 3, upToDateCourses: 3 });
    const { handle } = await startLibrary({ ...catalogueOf([]), openRun }, {});

    await expect(handle.result()).resolves.toMatchObject({ total: 3, started: 0, upToDate: 3 });
  });

  it('keeps no more books in work than its window, and widens it when told', async () => {
    const { steps, letGo, begun } = standing();
    const { handle } = await startLibrary({ ...catalogueOf(ids(5)), ...steps }, { concurrency: 2 });
    await until(() => begun.length === 2);
    expect((await handle.query(progressQuery)).inFlight).toHaveLength(2);

    await handle.executeUpdate(setConcurrencyUpdate, { args: [4] });
    await until(() => begun.length === 4);
    await expect(handle.executeUpdate(setConcurrencyUpdate, { args: [0] })).rejects.toThrow();
    letGo();
    await expect(handle.result()).resolves.toMatchObject({ upToDate: 5, concurrency: 4 });
  });

  it('begins no book while it is paused, says so in the database first, and goes on when resumed', async () => {
    const { steps, letGo, begun } = standing();
    const { handle, fleet } = await startLibrary({ ...catalogueOf(ids(3)), ...steps }, { concurrency: 1 });
    await until(() => begun.length === 1);
    await expect(handle.executeUpdate(pauseUpdate, { args: [{ reason: 'budget talk' }] })).resolves.toEqual({
      status: 'paused',
    });
    expect(inputOf(fleet, 'setPaused')).toMatchObject({ reason: 'budget talk' });
    letGo();
    await until(async () => (await handle.query(progressQuery)).upToDate === 1);
    expect(begun).toHaveLength(1);

    await expect(handle.executeUpdate(resumeUpdate)).resolves.toEqual({ status: 'running' });
    await expect(handle.result()).resolves.toMatchObject({ upToDate: 3 });
  });

  it('opens the database at a resume though it never heard of the pause: a step wrote it there, and its word was lost', async () => {
    const { steps, letGo, begun } = standing();
    const { handle, fleet } = await startLibrary({ ...catalogueOf(ids(1)), ...steps });
    await until(() => begun.length === 1);
    await handle.executeUpdate(resumeUpdate);

    expect(inputOf(fleet, 'setPaused')).toMatchObject({ reason: null });
    letGo();
    await expect(handle.result()).resolves.toMatchObject({ upToDate: 1 });
  });

  it('stays resumed although its books met the pause on their way', async () => {
    let isPaused = false;
    let turnedAway = 0;
    let letGo: () => void = () => undefined;
    const gone = new Promise<void>((resolve) => (letGo = resolve));
    const { handle, fleet } = await startLibrary(
      {
        ...catalogueOf(ids(3)),
        setPaused: async ({ reason }) => {
          isPaused = reason !== null;
        },
        findPause: async () => (isPaused ? { reason: 'lunch' } : null),
        openBook: async ({ courseId }) => {
          await gone;
          return {
            state: 'open',
            bookId: courseId,
            edition: 1,
            nextRevision: 0,
            nextOutlineRevision: 0,
            maxRevisions: 0,
            subject: null,
            title: 'Ethics',
          };
        },
        draftOutline: async () => {
          if (!isPaused)
            return { verdict: 'accept', reason: null, chapters: [{ number: 1, title: 'One', waves: someWaves(1) }] };
          turnedAway += 1;
          throw new LibraryError('RunPaused', 'lunch');
        },
      },
      { concurrency: 3 },
    );
    await until(() => stepsOf(fleet).filter((step) => step === 'openBook').length === 3);
    // The pause stands in the database only: no signal has closed the books' gates.
    isPaused = true;
    letGo();
    await until(() => turnedAway === 3);
    await handle.executeUpdate(pauseUpdate, { args: [{ reason: 'lunch' }] });
    await handle.executeUpdate(resumeUpdate);

    await expect(handle.result()).resolves.toMatchObject({ published: 3 });
    const pauses = fleet.calls.filter(
      ({ step, input }) => step === 'setPaused' && (input as { reason: string | null }).reason !== null,
    );
    expect(pauses.length).toBeLessThanOrEqual(1);
  });

  it('adopts a book that runs already, and writes its row when it ends', async () => {
    const [courseId = ''] = ids(1);
    const { steps, letGo, begun } = standing();
    fleet = await startFleet({ ...catalogueOf([courseId]), ...steps });
    const book = await fleet.client.workflow.start<typeof BookWorkflow>(BOOK_WORKFLOW, {
      workflowId: bookWorkflowId(courseId),
      taskQueue: TASK_QUEUES.orchestration,
      args: [{ courseId, runId: null, slot: null, formats: [], standard: null, reopenHeld: false, notify: null }],
    });
    await until(() => begun.length === 1);
    const run = await startRun(fleet);
    await until(() => stepsOf(fleet).includes('startCourse'));
    letGo();
    await expect(run.result()).resolves.toMatchObject({ upToDate: 1 });
    expect(inputOf(fleet, 'finishCourse')).toMatchObject({ result: { courseId, outcome: 'upToDate' } });
    await expect(book.result()).resolves.toMatchObject({ outcome: 'upToDate' });
    expect(begun).toHaveLength(1);
  });

  it('counts a book that failed and goes on with the others', async () => {
    const courseIds = ids(3);
    const { handle } = await startLibrary(
      {
        ...catalogueOf(courseIds),
        openBook: async ({ courseId }) => {
          if (courseId === courseIds[1]) throw new LibraryError('CourseRefused', 'No title.');
          return {
            state: 'upToDate',
            bookId: courseId,
            missingKinds: [],
            isIndexDue: false,
            maxRevisions: 0,
            subject: null,
            title: 'Ethics',
          };
        },
      },
      { concurrency: 1 },
    );

    await expect(handle.result()).resolves.toMatchObject({ upToDate: 2, failed: 1 });
  });

  it('accounts for a book whose workflow was terminated', async () => {
    const courseIds = ids(1);
    const { steps, begun } = standing();
    const findEndedBooks: Steps['findEndedBooks'] = async ({ courseIds }) => {
      const ends = await createBookWorkflows(fleet.client).findEnds(courseIds);
      return [...ends].map(([courseId, end]) => {
        return { courseId, bookId: null, outcome: 'failed', code: 'BookWorkflowEnded', message: end };
      });
    };
    const { handle, fleet } = await startLibrary({ ...catalogueOf(courseIds), ...steps, findEndedBooks });
    await until(() => begun.length === 1);
    await fleet.client.workflow.getHandle(bookWorkflowId(courseIds[0] ?? '')).terminate('by a test');

    await expect(handle.result()).resolves.toMatchObject({ failed: 1 });
    expect(fleet.calls.find(({ step }) => step === 'finishCourse')?.input).toMatchObject({
      result: { outcome: 'failed', code: 'BookWorkflowEnded' },
    });
  }, 120_000);

  it('continues as new with its window and counts, and still accounts for every course', async () => {
    fleet = await startFleet({ ...catalogueOf(ids(230)), ...quick }, { cachedWorkflows: 300 });
    const handle = await startRun(fleet, { concurrency: 40 });

    await expect(handle.result()).resolves.toMatchObject({ total: 230, started: 230, upToDate: 230 });
    const first = await fleet.client.workflow.getHandle(handle.workflowId, handle.firstExecutionRunId).describe();
    expect(first.status.name).toBe('CONTINUED_AS_NEW');
  }, 240_000);

  it('takes in a course that a signal names, ahead of those that wait and within its window', async () => {
    const [late = ''] = ids(1);
    const { steps, letGo, begun } = standing();
    const arrivals = arrivalsIn();
    const { handle } = await startLibrary({ ...catalogueOf(ids(3)), ...steps, ...arrivals.steps }, { concurrency: 1 });
    await until(() => begun.length === 1);
    await handle.signal(courseCreatedSignal, late);
    await setTimeout(1_500);
    expect(begun).toHaveLength(1);
    letGo();
    await expect(handle.result()).resolves.toMatchObject({ upToDate: 4 });
    expect(begun[1]).toBe(late);
  });

  it('writes a flood of courses from its rows, over several runs of the workflow, and carries none of their ids', async () => {
    const arrivals = arrivalsIn();
    const { steps, letGo } = standing();
    const [first = ''] = ids(1);
    const openBook: Steps['openBook'] = (input) => (input.courseId === first ? steps : quick).openBook!(input);
    fleet = await startFleet({ ...catalogueOf([first]), ...arrivals.steps, openBook }, { cachedWorkflows: 1000 });
    const handle = await startRun(fleet, { concurrency: 20, batchSize: 10 });
    const flood = ids(230);
    arrivals.waiting.push(...flood);
    await handle.signal(courseCreatedSignal, flood[0] ?? '');
    const firstRun = fleet.client.workflow.getHandle(handle.workflowId, handle.firstExecutionRunId, {
      followRuns: false,
    });
    await expect(firstRun.result()).rejects.toThrow('continued as new');
    letGo();

    await expect(handle.result()).resolves.toMatchObject({ started: 231, upToDate: 231 });
    const { events } = await firstRun.fetchHistory();
    const begun = events?.filter(({ startChildWorkflowExecutionInitiatedEventAttributes: child }) => child) ?? [];
    expect(begun.length).toBeLessThanOrEqual(200);
    const carried = events?.at(-1)?.workflowExecutionContinuedAsNewEventAttributes?.input?.payloads?.[0]?.data;
    expect(carried?.length ?? 0).toBeLessThan(4_000);
  }, 240_000);

  it('does not end while a course waits that appeared in the last moment', async () => {
    const arrivals = arrivalsIn();
    const [late = ''] = ids(1);
    let closings = 0;
    const { handle, fleet } = await startLibrary({
      ...catalogueOf(ids(1)),
      ...quick,
      ...arrivals.steps,
      closeRun: async () => {
        closings += 1;
        if (closings === 1) arrivals.waiting.push(late);
        return closings > 1;
      },
    });

    await expect(handle.result()).resolves.toMatchObject({ started: 2, upToDate: 2 });
    expect(stepsOf(fleet).filter((step) => step === 'closeRun')).toHaveLength(2);
  });

  it('cancels its books when it is cancelled, waits for them and closes its run', async () => {
    const { handle, fleet } = await startLibrary({
      ...catalogueOf(ids(2)),
      assembleManuscript: () => withHeartbeat(({ signal }) => neverEnding(signal)),
    });
    await until(() => fleet.calls.filter(({ step }) => step === 'assembleManuscript').length === 2);
    await handle.cancel();
    await expect(handle.result()).rejects.toThrow();
    expect(fleet.calls.filter(({ step }) => step === 'abandonBook')).toHaveLength(2);
    expect(fleet.calls.at(-1)).toMatchObject({ step: 'closeRun', input: { status: 'cancelled' } });
  });
});
