/**
 * The gate that every paid step of a book passes: it closes when the run pauses and opens when it goes on.
 *
 * A pause reaches a book three ways: by signal; by a step that met the run's pause in the database (the sure one: no
 * call starts after it); and by a step that the provider turned away. One of the steps that wait looks now and then
 * whether the way is free, and tries it for all, so that a lost signal costs time and not the book.
 */
import { condition, log } from '@temporalio/workflow';
import { orchestration } from '../activity-proxies.ts';
import { describeFailure, waitsFor, type StepFailure } from '../failures.ts';

/**
 * Soon at first, for a resume that came while a step was on its way to us; the last pace is kept. A pause may last for
 * months, and the server ends a workflow whose history grows too long: a look is 11 events.
 */
export const LOOK_AFTER = ['5s', '30s', '5m', '1h', '6h'] as const;
/** A book without a run has nobody who resumes it, and meets the provider at each look. */
export const LOOK_AFTER_ALONE = ['1m', '5m', '30m', '3h', '6h'] as const;

export interface Gate {
  readonly closedBecause: string | null;
  close(reason: string): void;
  open(): void;
  /** Has the next look come now: something has changed that may open the gate. */
  look(): void;
  /** Runs a step once the gate is open; a step that was turned away runs again after it opened. */
  pass<Result>(step: () => Promise<Result>): Promise<Result>;
}

/** @param onTurnedAway called once for each closing that the model or the budget caused: the run is to know of it */
export function createGate(runId: string | null, onTurnedAway: (failure: StepFailure) => Promise<void>): Gate {
  const paces = runId ? LOOK_AFTER : LOOK_AFTER_ALONE;
  let closedBecause: string | null = null;
  /** Tells one closing from the next. */
  let closings = 0;
  let looks = 0;
  let isWanted = false;
  /** One of the steps that wait looks, or tries the way; the others wait for it. */
  let isTried = false;

  const isOpen = () => closedBecause === null;
  const close = (reason: string) => {
    closedBecause = reason;
    closings += 1;
  };
  const open = () => {
    closedBecause = null;
    looks = 0;
  };

  /** One look. @returns true when the gate is closed and the run is not paused */
  const isWayFree = async (): Promise<boolean> => {
    const pace = paces[Math.min(looks, paces.length - 1)] ?? paces[0];
    looks += 1;
    isWanted = false;
    await condition(() => isOpen() || isWanted, pace);
    return !isOpen() && !(runId && (await orchestration.findPause({ runId })));
  };

  /** Waits until the gate is open, or until the caller is the one who tries the way for all that wait. */
  const findWay = async (): Promise<'open' | 'tried'> => {
    while (!isOpen()) {
      if (isTried) {
        await condition(() => isOpen() || !isTried);
        continue;
      }
      isTried = true;
      let isFree = false;
      try {
        isFree = await isWayFree();
      } finally {
        isTried = isFree;
      }
      if (isFree) return 'tried';
    }
    return 'open';
  };

  return {
    get closedBecause() {
      return closedBecause;
    },
    close,
    open,
    look() {
      isWanted = true;
      looks = 0;
    },
    async pass(step) {
      for (;;) {
        const way = await findWay();
        const closing = closings;
        try {
          const result = await step();
          looks = 0;
          if (way === 'tried' && closing === closings) open();
          return result;
        } catch (error) {
          const failure = describeFailure(error);
          if (waitsFor(failure) !== 'gate') throw error;
          // Of many steps that are turned away at once, the first closes the gate.
          if (way === 'open' && !isOpen()) continue;
          log.warn('Book waits', { code: failure.code, reason: failure.message });
          close(failure.message);
          // The run knows of its own pause; told again after a resume, it would pause once more.
          if (failure.code !== 'RunPaused') await onTurnedAway(failure);
        } finally {
          if (way === 'tried') isTried = false;
        }
      }
    },
  };
}
