import { booksPerMinute, estimatedCompletion, type RunPace } from '../../../domain/run/rate.ts';

const NOW = new Date('2026-03-01T10:00:00.000Z');
const aPace = (given: Partial<RunPace> = {}): RunPace => ({
  status: 'running',
  ended: 10,
  left: 30,
  workedMs: 20 * 60_000,
  isServed: true,
  now: NOW,
  ...given,
});

describe('the rate of a run', () => {
  it('is that of the time in which it worked', () => {
    expect(booksPerMinute(aPace())).toBe(0.5);
    expect(estimatedCompletion(aPace())).toBe('2026-03-01T11:00:00.000Z');
  });

  it.each<[string, Partial<RunPace>]>([
    ['that was cancelled', { status: 'cancelled' }],
    ['that failed', { status: 'failed' }],
    ['that ended no book', { ended: 0 }],
    ['that worked for seconds only', { ended: 3, workedMs: 900 }],
    ['that never worked', { ended: 3, workedMs: 0 }],
  ])('is not said of a run %s', (_what, given) => {
    expect(booksPerMinute(aPace(given))).toBeNull();
    expect(estimatedCompletion(aPace(given))).toBeNull();
  });

  it.each<[string, Partial<RunPace>]>([
    ['is paused', { status: 'paused' }],
    ['is done', { status: 'completed', left: 0 }],
    ['has no worker', { isServed: false }],
    ['would take years', { left: 10_000_000 }],
  ])('foretells no end while the run %s', (_what, given) => {
    expect(estimatedCompletion(aPace(given))).toBeNull();
    expect(booksPerMinute(aPace(given))).not.toBeNull();
  });
});
