/** The calls in hand over PostgreSQL: one statement a report, the rule itself is the function of the migration. */
import type { CallGrant, SlotStore } from '../../../domain/model/call-slots.ts';
import type { LibraryPrisma } from '../client.ts';
import { reachingDatabase } from '../database-errors.ts';

export const createSlotStore = ({ pool }: Pick<LibraryPrisma, 'pool'>): SlotStore => ({
  reportCalls: ({ server, caller, held, wanted, most, ended }) =>
    reachingDatabase(async () => {
      const { rows } = await pool.query<CallGrant>(
        `SELECT granted, at_once AS "atOnce", in_hand AS "inHand", first_token_ms AS "firstTokenMs"
         FROM scroll_report_calls($1, $2, $3, $4, $5, $6, $7, $8)`,
        [
          server,
          caller,
          held,
          wanted,
          most,
          ended.map(({ end }) => end),
          ended.map(({ ageMs }) => Math.round(ageMs)),
          ended.map(({ firstTokenMs }) => Math.round(firstTokenMs)),
        ],
      );
      const [grant] = rows;
      if (!grant) throw new Error('Expected one row of scroll_report_calls, got none.');
      return grant;
    }),
});
