/**
 * The gate that every paid step of a book passes: it closes when the run pauses and opens when it goes on.
 *
 * A pause reaches a book three ways: by signal; by a step that met the run's pause in the database (the sure one: no
 * call starts after it); and by a step that the provider turned away. The book asks again now and then, so that a lost
 * signal costs minutes and not the book.
 */
import { condition, log, patched } from '@temporalio/workflow';
import { orchestration } from './activity-proxies.ts';
import { describeFailure, waitsFor, type StepFailure } from './failures.ts';

/**
 * Soon at first, for a resume that came while a step was on its way to us; the last pace is kept. A pause may last for
 * weeks, and the server ends a workflow whose history grows too long.
 */
const ASK_AGAIN_AFTER = ['5s', '20s', '1m', '2m', '5m', '10m'] as const;
/** A book without a run has nobody who resumes it: it tries again by itself. */
const TRY_AGAIN_AFTER = ['1m', '5m', '15m', '30m'] as const;

export interface Gate {
  readonly closedBecause: string | null;
  close(reason: string): void;
  open(): void;
  /** Runs a step once the gate is open; a step that was turned away runs again after it opened. */
  pass<Result>(step: () => Promise<Result>): Promise<Result>;
}

/** @param onTurnedAway told once for each closing that the model or the budget caused: the run is to know of it */
export function createGate(runId: string | null, onTurnedAway: (failure: StepFailure) => Promise<void>): Gate {
  const paces = runId ? ASK_AGAIN_AFTER : TRY_AGAIN_AFTER;
  let closedBecause: string | null = null;
  let isWatched = false;
  /** Since a step last came through. */
  let asked = 0;

  const isOpen = () => closedBecause === null;

  /** One watcher for all the steps that wait. */
  const watch = async (): Promise<void> => {
    if (isWatched) return;
    isWatched = true;
    try {
      for (;;) {
        const pace = paces[Math.min(asked, paces.length - 1)] ?? paces[0];
        asked += 1;
        if (await condition(isOpen, pace)) return;
        if (!runId || !(await orchestration.findPause({ runId }))) closedBecause = null;
      }
    } finally {
      isWatched = false;
    }
  };

  /** When the watcher is called off, another of those who wait takes its place. */
  const untilOpen = async (): Promise<void> => {
    // In books paused before, only the watcher waited: the others asked again and again.
    if (!patched('all-wait-at-the-gate')) await Promise.race([condition(isOpen), watch()]);
    else while (!isOpen()) await (isWatched ? condition(() => isOpen() || !isWatched) : watch());
  };

  return {
    get closedBecause() {
      return closedBecause;
    },
    close(reason) {
      closedBecause = reason;
    },
    open() {
      closedBecause = null;
      asked = 0;
    },
    async pass(step) {
      for (;;) {
        if (!isOpen()) await untilOpen();
        try {
          const result = await step();
          asked = 0;
          return result;
        } catch (error) {
          const failure = describeFailure(error);
          if (waitsFor(failure) !== 'gate') throw error;
          if (isOpen()) {
            log.warn('Book waits', { code: failure.code, reason: failure.message });
            closedBecause = failure.message;
            // The run knows of its own pause; told again after a resume, it would pause once more.
            if (failure.code !== 'RunPaused') await onTurnedAway(failure);
          }
        }
      }
    },
  };
}
