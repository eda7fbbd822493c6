/** How fast a run writes books, and when it will be done: said only where enough was measured to say it. */

export interface RunPace {
  status: 'running' | 'paused' | 'completed' | 'cancelled' | 'failed';
  /** Books that the run wrote to an end: published, held or failed; not those that a cancel broke off. */
  ended: number;
  /** Courses that wait or are in work. */
  left: number;
  /** Time in which at least one book was in work: pauses and nights without a worker are not in it. */
  workedMs: number;
  /** Whether a worker shows a sign of life. */
  isServed: boolean;
  now: Date;
}

/** What was written in seconds says nothing about an hour. */
const MEASURED_ENOUGH_MS = 60_000;
/** A date farther away than this is no estimate. */
const FARTHEST_MS = 366 * 24 * 60 * 60_000;

/** Null for a run that was broken off, and for one that ended no book or has worked less than a minute. */
export function booksPerMinute({ status, ended, workedMs }: RunPace): number | null {
  if (status === 'cancelled' || status === 'failed') return null;
  return ended === 0 || workedMs < MEASURED_ENOUGH_MS ? null : ended / (workedMs / 60_000);
}

/** ISO 8601, from the rate so far; null while nobody works on the run, or nothing is left. */
export function estimatedCompletion(pace: RunPace): string | null {
  const rate = booksPerMinute(pace);
  if (rate === null || pace.status !== 'running' || !pace.isServed || pace.left === 0) return null;
  const leftMs = (pace.left / rate) * 60_000;
  return leftMs > FARTHEST_MS ? null : new Date(pace.now.getTime() + leftMs).toISOString();
}
