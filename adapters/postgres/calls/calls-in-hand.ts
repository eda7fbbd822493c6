/** The calls that this process has in hand, and their lease: while it is renewed, no other process asks the same. */
import type { Pool } from 'pg';

/** How long a call is held without a sign of life of its process; an interval of PostgreSQL. */
export const LEASE = '15 seconds';
/** No call lasts so long: one that is still here was given up without a word, and is not held any longer. */
const LONGEST_CALL_MS = 15 * 60_000;

export interface CallsInHand {
  take(callKey: string, attempt: number): void;
  /** Stops to renew the call; one that was opened anew since keeps its lease. */
  letGo(callKey: string, attempt?: number): void;
  renew(): Promise<void>;
}

export function createCallsInHand(pool: Pool): CallsInHand {
  const calls = new Map<string, { attempt: number; takenAt: number }>();
  return {
    take: (callKey, attempt) => void calls.set(callKey, { attempt, takenAt: Date.now() }),
    letGo(callKey, attempt) {
      if (attempt === undefined || calls.get(callKey)?.attempt === attempt) calls.delete(callKey);
    },
    async renew() {
      for (const [callKey, { takenAt }] of calls) if (Date.now() - takenAt > LONGEST_CALL_MS) calls.delete(callKey);
      if (calls.size === 0) return;
      // A row that is locked is being settled or failed: it needs no lease any more.
      await pool.query(
        `UPDATE model_calls c SET held_until = clock_timestamp() + $3::interval
         FROM (
           SELECT c.id FROM model_calls c JOIN unnest($1::text[], $2::int[]) mine (call_key, attempt)
             ON c.call_key = mine.call_key AND c.attempt = mine.attempt
           WHERE c.status = 'open' FOR UPDATE OF c SKIP LOCKED
         ) held
         WHERE c.id = held.id`,
        [[...calls.keys()], [...calls.values()].map(({ attempt }) => attempt), LEASE],
      );
    },
  };
}
