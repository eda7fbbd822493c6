/** Steps whose tries are few, because one that crashes must end, and that still wait for a full disk or an absent database. */
import { log, sleep } from '@temporalio/workflow';
import { describeFailure, waitsFor } from '../failures.ts';

/** Soon at first; the last pace is kept, and leaves room in the history for months. */
const AGAIN_AFTER = ['10s', '30s', '2m', '10m', '1h'] as const;

export async function retryDuringOutage<Result>(step: () => Promise<Result>): Promise<Result> {
  for (let waits = 0; ; waits += 1) {
    try {
      return await step();
    } catch (error) {
      const failure = describeFailure(error);
      if (waitsFor(failure) !== 'outage') throw error;
      log.warn('Book waits', { code: failure.code, reason: failure.message });
      await sleep(AGAIN_AFTER[Math.min(waits, AGAIN_AFTER.length - 1)] ?? '1h');
    }
  }
}
