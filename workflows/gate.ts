/**
 * The gate that every paid step of a book passes: it closes when the run pauses and opens when it goes on.
 *
 * A pause reaches a book three ways: by signal; by a step that met the run's pause in the database (the sure one: no
 * call starts after it); and by a step that the provider turned away. The book asks again now and then, so that a lost
 * signal costs minutes and not the book.
 */
import { condition, log } from '@temporalio/workflow';
import { orchestration } from './activity-proxies.ts';
import { describeFailure, WAITING_CODES, type StepFailure } from './failures.ts';

/** Soon at first, for a resume that came while a step was on its way to us; the last pace is kept. */
const ASK_AGAIN_AFTER = ['5s', '20s', '1m', '2m'] as const;
/** A book without a run has nobody who resumes it: it tries again by itself. */
const TRY_AGAIN_AFTER = '1m';

export interface Gate {
  readonly closedBecause: string | null;
  close(reason: string): void;
  open(): void;
  /** Runs a step once the gate is open; a step that was turned away runs again after it opened. */
  pass<Result>(step: () => Promise<Result>): Promise<Result>;
}

/** @param onTurnedAway told once for each closing that the model or the budget caused: the run is to know of it */
export function createGate(runId: string | null, onTurnedAway: (failure: StepFailure) => Promise<void>): Gate {
  let closedBecause: string | null = null;
  let isWatched = false;

  const isOpen = () => closedBecause === null;

  /** One watcher for all the steps that wait. */
  const watch = async (): Promise<void> => {
    if (isWatched) return;
    isWatched = true;
    try {
      for (let asked = 0; ; asked += 1) {
        const pace = ASK_AGAIN_AFTER[Math.min(asked, ASK_AGAIN_AFTER.length - 1)] ?? TRY_AGAIN_AFTER;
        if (await condition(isOpen, runId ? pace : TRY_AGAIN_AFTER)) return;
        if (!runId || !(await orchestration.findPause({ runId }))) closedBecause = null;
      }
    } finally {
      isWatched = false;
    }
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
    },
    async pass(step) {
      for (;;) {
        if (!isOpen()) await Promise.race([condition(isOpen), watch()]);
        try {
          return await step();
        } catch (error) {
          const failure = describeFailure(error);
          if (!WAITING_CODES.has(failure.code)) throw error;
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
