import { randomUUID } from 'node:crypto';
import { someWaves } from '../../fakes/steps.ts';
import { setTimeout } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { withHeartbeat } from '../../../activities/heartbeat.ts';
import { LibraryError } from '../../../domain/failure.ts';
import type { BookInput } from '../../../domain/run/book-run.ts';
import {
  BOOK_WORKFLOW,
  bookStageQuery,
  bookWorkflowId,
  libraryWorkflowId,
  notifySignal,
  pauseSignal,
  resumeSignal,
  TASK_QUEUES,
} from '../../../workflows/contracts.ts';
import type { BookWorkflow } from '../../../workflows/book/story.ts';
import { neverEnding, until } from '../waiting.ts';
import type { Steps } from '../../fakes/steps.ts';
import { startFleet, type TestFleet } from '../fleet.ts';

let fleet: TestFleet | undefined;
afterEach(async () => {
  await fleet?.stop();
  fleet = undefined;
});

const anOrder = (changes: Partial<BookInput> = {}): BookInput => ({
  courseId: randomUUID(),
  runId: null,
  slot: null,
  formats: ['html'],
  standard: null,
  reopenHeld: false,
  notify: null,
  ...changes,
});

async function startBook(steps: Partial<Steps>, input = anOrder()) {
  fleet = await startFleet(steps);
  const handle = await fleet.client.workflow.start<typeof BookWorkflow>(BOOK_WORKFLOW, {
    workflowId: bookWorkflowId(input.courseId),
    taskQueue: TASK_QUEUES.orchestration,
    args: [input],
  });
  return { handle, fleet };
}

const stepsOf = ({ calls }: TestFleet) => calls.map(({ step }) => step);

describe('BookWorkflow', () => {
  it('writes, checks, assembles, exports, publishes and indexes a book, in that order', async () => {
    const { handle, fleet } = await startBook({});

    await expect(handle.result()).resolves.toMatchObject({ outcome: 'published', code: null });
    const order = stepsOf(fleet);
    expect(order.filter((step) => step === 'writePart')).toHaveLength(6);
    const milestones = [
      'openBook',
      'draftOutline',
      'concludeQuality',
      'assembleManuscript',
      'planExports',
      'exportBook',
      'completeExports',
      'publishBook',
      'indexBook',
      'recordOutcome',
    ];
    expect(order.filter((step) => milestones.includes(step))).toEqual(milestones);
    // What Temporal's Web UI shows of it.
    const { currentDetails } = await handle.query<{ currentDetails: string }>('__temporal_workflow_metadata');
    expect(currentDetails).toContain('| Course | Testing, a \\| b |');
    expect(currentDetails).toContain('| Stage | **done** |');
  });

  it('checks a chapter as soon as it is written, while others are in work', async () => {
    let firstIsChecked: () => void;
    const firstCheck = new Promise<void>((resolve) => (firstIsChecked = resolve));
    const { handle, fleet } = await startBook({
      writePart: async ({ chapter, part }) => {
        if (chapter === 2 && part === 'study') await firstCheck;
        return { words: 100 };
      },
      checkChapter: async ({ chapter }) => {
        if (chapter === 1) firstIsChecked();
        return { vetoes: 0 };
      },
    });

    await expect(handle.result()).resolves.toMatchObject({ outcome: 'published' });
    expect(stepsOf(fleet).filter((step) => step === 'checkChapter')).toHaveLength(2);
  }, 60_000);

  it('writes the parts that the plan names in its waves, and weak ones in the same order, whatever they are called', async () => {
    const waves = [['prologue'], ['quiz', 'cards'], ['guide']];
    const weak = ['guide', 'prologue', 'late'].map((part) => ({ chapter: 1, part }));
    const { handle, fleet } = await startBook({
      draftOutline: async () => ({ verdict: 'accept', reason: null, chapters: [{ number: 1, title: 'One', waves }] }),
      concludeQuality: async ({ revision }) =>
        revision === 0
          ? { verdict: 'revise', reason: 'weak', quality: 0.5, weakParts: weak }
          : { verdict: 'accept', reason: null, quality: 0.95, weakParts: [] },
    });

    await expect(handle.result()).resolves.toMatchObject({ outcome: 'published' });
    const written = fleet.calls.filter(({ step }) => step === 'writePart').map(({ input }) => input);
    expect([written[0], ...written.slice(3)]).toMatchObject(
      [
        ['prologue', 0],
        ['guide', 0],
        ['prologue', 1],
        ['guide', 1],
        ['late', 1],
      ].map(([part, revision]) => ({ part, revision })),
    );
    expect(written.slice(1, 3)).toEqual(
      expect.arrayContaining(['quiz', 'cards'].map((part) => expect.objectContaining({ part }) as unknown)),
    );
  });

  it('writes only the weak parts again, and publishes when they have become sound', async () => {
    const { handle, fleet } = await startBook({
      concludeQuality: async ({ revision }) =>
        revision === 0
          ? { verdict: 'revise', reason: 'weak', quality: 0.5, weakParts: [{ chapter: 2, part: 'study' }] }
          : { verdict: 'accept', reason: null, quality: 0.95, weakParts: [] },
    });

    await expect(handle.result()).resolves.toMatchObject({ outcome: 'published' });
    const revised = fleet.calls.filter(
      ({ step, input }) => step === 'writePart' && (input as { revision: number }).revision === 1,
    );
    expect(revised.map(({ input }) => input)).toEqual([expect.objectContaining({ chapter: 2, part: 'study' })]);
  });

  it('holds a book whose gate fails for ever after the counted revisions, with the reason, and publishes nothing', async () => {
    const { handle, fleet } = await startBook({
      concludeQuality: async () => ({
        verdict: 'revise',
        reason: 'chapter 1: min-words',
        quality: 0.2,
        weakParts: [{ chapter: 1, part: 'frame' }],
      }),
    });

    await expect(handle.result()).resolves.toMatchObject({
      outcome: 'held',
      code: 'QualityNotReached',
      message: 'chapter 1: min-words',
    });
    expect(fleet.calls.filter(({ step }) => step === 'concludeQuality')).toHaveLength(3);
    expect(stepsOf(fleet)).toContain('holdBook');
    expect(stepsOf(fleet)).not.toContain('publishBook');
  });

  it('holds a book whose plan is not accepted, before a chapter is paid for', async () => {
    const { handle, fleet } = await startBook({
      draftOutline: async () => ({ verdict: 'revise', reason: 'The plan: two chapters', chapters: [] }),
    });

    await expect(handle.result()).resolves.toMatchObject({ outcome: 'held', code: 'PlanNotAccepted' });
    expect(stepsOf(fleet)).not.toContain('writePart');
  });

  it('undoes everything and fails with the reason when a part cannot be written', async () => {
    const { handle, fleet } = await startBook({
      writePart: async ({ chapter }) => {
        if (chapter === 2) throw new LibraryError('ModelOutputInvalid', 'Still unsound after 3 asks.');
        return { words: 100 };
      },
    });

    await expect(handle.result()).rejects.toThrow();
    const abandoned = fleet.calls.find(({ step }) => step === 'abandonBook');
    expect(abandoned?.input).toMatchObject({ code: 'ModelOutputInvalid', message: 'Still unsound after 3 asks.' });
    const recorded = fleet.calls.find(({ step }) => step === 'recordOutcome');
    expect(recorded?.input).toMatchObject({ result: { outcome: 'failed', code: 'ModelOutputInvalid' } });
    expect(stepsOf(fleet)).not.toContain('publishBook');
  });

  it('is published although its index cannot be made: that is due', async () => {
    const { handle, fleet } = await startBook({
      indexBook: async () => {
        throw new LibraryError('StateConflict', 'No manuscript.');
      },
    });

    await expect(handle.result()).resolves.toMatchObject({ outcome: 'published', code: null });
    expect(fleet.calls.find(({ step }) => step === 'recordOutcome')?.input).toMatchObject({
      result: { outcome: 'published' },
    });
    expect(stepsOf(fleet)).not.toContain('abandonBook');
  });

  it('is published although it is cancelled while its index is made', async () => {
    const { handle, fleet } = await startBook({ indexBook: () => withHeartbeat(({ signal }) => neverEnding(signal)) });
    await until(() => stepsOf(fleet).includes('indexBook'));
    await handle.cancel();

    await expect(handle.result()).resolves.toMatchObject({ outcome: 'published' });
    expect(stepsOf(fleet)).not.toContain('abandonBook');
  });

  it('leaves a published book published when only its index is late', async () => {
    let tries = 0;
    const { handle, fleet } = await startBook({
      indexBook: async () => {
        tries += 1;
        if (tries < 3) throw new LibraryError('DatabaseUnavailable', 'gone');
        return { passages: 1 };
      },
    });

    await expect(handle.result()).resolves.toMatchObject({ outcome: 'published' });
    expect(stepsOf(fleet)).not.toContain('abandonBook');
  });

  it('waits for space as long as the disk is full, and is published when there is some', async () => {
    let tries = 0;
    const { handle, fleet } = await startBook({
      exportBook: async () => {
        tries += 1;
        if (tries <= 6) throw new LibraryError('StorageFull', 'No space left.');
        return { bytes: 1000 };
      },
    });

    await expect(handle.result()).resolves.toMatchObject({ outcome: 'published' });
    expect(stepsOf(fleet)).not.toContain('abandonBook');
  }, 90_000);

  it('fails with the reason when an export crashes at each of its few tries', async () => {
    const { handle, fleet } = await startBook({
      exportBook: async () => {
        throw new LibraryError('ExportCrashed', 'Its process ended.');
      },
    });

    await expect(handle.result()).rejects.toThrow();
    expect(stepsOf(fleet).filter((step) => step === 'exportBook')).toHaveLength(5);
  }, 90_000);

  it.each([
    [{ missingKinds: ['epub'], isIndexDue: false }, ['planExports', 'exportBook', 'completeExports']],
    [{ missingKinds: [], isIndexDue: true }, ['indexBook']],
    [{ missingKinds: [], isIndexDue: false }, []],
  ])('makes only what is missing when the book is up to date: %j', async (missing, made) => {
    const { handle, fleet } = await startBook({
      openBook: async () => ({
        ...{ state: 'upToDate', bookId: 'b', ...missing },
        ...{ maxRevisions: 2, subject: null, title: 'Ethics' },
      }),
    });

    await expect(handle.result()).resolves.toMatchObject({ outcome: 'upToDate', bookId: 'b' });
    expect(stepsOf(fleet)).toEqual(['openBook', ...made, 'recordOutcome']);
  });

  it('waits when its run is paused and goes on when it is resumed, without failing', async () => {
    let isPaused = true;
    const { handle, fleet } = await startBook({
      draftOutline: async () => {
        if (isPaused) throw new LibraryError('RunPaused', 'paused by the operator');
        return { verdict: 'accept', reason: null, chapters: [{ number: 1, title: 'One', waves: someWaves(1) }] };
      },
    });
    await until(async () => (await handle.query(bookStageQuery)).paused);
    expect(await handle.query(bookStageQuery)).toMatchObject({
      stage: 'outline',
      pauseReason: 'paused by the operator',
    });

    isPaused = false;
    await handle.signal(resumeSignal);
    await expect(handle.result()).resolves.toMatchObject({ outcome: 'published' });
    expect(stepsOf(fleet)).not.toContain('abandonBook');
  });

  it('starts no paid step after a pause that reached it by signal', async () => {
    let release: () => void = () => undefined;
    const opened = new Promise<void>((resolve) => (release = resolve));
    const { handle, fleet } = await startBook({
      draftOutline: async () => {
        await opened;
        return { verdict: 'accept', reason: null, chapters: [{ number: 1, title: 'One', waves: someWaves(1) }] };
      },
    });
    await until(async () => stepsOf(fleet).includes('draftOutline'));
    await handle.signal(pauseSignal, { reason: 'lunch' });
    await until(async () => (await handle.query(bookStageQuery)).paused);
    release();
    await until(async () => (await handle.query(bookStageQuery)).stage === 'chapters');
    expect(stepsOf(fleet)).not.toContain('writePart');

    await handle.signal(resumeSignal);
    await expect(handle.result()).resolves.toMatchObject({ outcome: 'published' });
  });

  it('asks nothing while it waits, however many of its chapters are in work', async () => {
    let isPaused = true;
    const { handle, fleet } = await startBook(
      {
        findPause: async () => (isPaused ? { reason: 'lunch' } : null),
        writePart: async () => {
          if (isPaused) throw new LibraryError('RunPaused', 'lunch');
          return { words: 100 };
        },
      },
      anOrder({ runId: randomUUID() }),
    );
    const asked = () => stepsOf(fleet).filter((step) => step === 'writePart').length;
    await until(async () => asked() === 2 && (await handle.query(bookStageQuery)).paused);
    await setTimeout(2_000);
    expect(asked()).toBe(2);

    isPaused = false;
    await handle.signal(resumeSignal);
    await expect(handle.result()).resolves.toMatchObject({ outcome: 'published' });
  });

  it('tries the way with one step for all that wait, while nobody tells it that the pause has ended', async () => {
    let isDenied = true;
    const { handle, fleet } = await startBook(
      {
        findPause: async () => null,
        writePart: async () => {
          if (isDenied) throw new LibraryError('ModelAccessDenied', 'The key is refused.');
          return { words: 100 };
        },
      },
      anOrder({ runId: randomUUID() }),
    );
    const asked = () => stepsOf(fleet).filter((step) => step === 'writePart').length;
    // Two chapters are turned away; after five seconds one of them tries again.
    await until(() => asked() === 3);
    await setTimeout(1_000);
    expect(asked()).toBe(3);

    isDenied = false;
    await handle.signal(notifySignal, libraryWorkflowId('another'));
    await expect(handle.result()).resolves.toMatchObject({ outcome: 'published' });
  });

  it('notices a step whose worker is gone, and runs it again within 15 s', async () => {
    const startedAt: number[] = [];
    const { handle } = await startBook({
      writePart: async () => {
        startedAt.push(Date.now());
        // A dead worker beats no more.
        if (startedAt.length === 1) await setTimeout(60_000, undefined, { ref: false });
        return { words: 100 };
      },
      draftOutline: async () => ({
        verdict: 'accept',
        reason: null,
        chapters: [{ number: 1, title: 'One', waves: someWaves(1) }],
      }),
    });

    await expect(handle.result()).resolves.toMatchObject({ outcome: 'published' });
    expect((startedAt[1] ?? Infinity) - (startedAt[0] ?? 0)).toBeLessThan(15_000);
  });

  it('takes back what it made when it is cancelled, and says so', async () => {
    const { handle, fleet } = await startBook({
      assembleManuscript: () => withHeartbeat(({ signal }) => neverEnding(signal)),
    });
    await until(async () => stepsOf(fleet).includes('assembleManuscript'));
    await handle.cancel();
    await expect(handle.result()).rejects.toThrow();
    expect(fleet.calls.find(({ step }) => step === 'abandonBook')?.input).toMatchObject({ code: 'Cancelled' });
    expect(fleet.calls.find(({ step }) => step === 'recordOutcome')?.input).toMatchObject({
      result: { outcome: 'cancelled' },
    });
  });
});
