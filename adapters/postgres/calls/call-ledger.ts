/**
 * The ledger of model calls over PostgreSQL.
 *
 * A call is opened and settled by one statement each (functions of the migrations); a failure, which is rare, is noted in
 * a transaction. All lock in one order: the call, its course in the run, the run.
 */
import type { Pool } from 'pg';
import { LibraryError, type FailureCode } from '../../../domain/failure.ts';
import { callKey } from '../../../domain/model/call-key.ts';
import type { CallFailure, CallLedger, CallRequest, KeptReply, OpenedCall } from '../../../domain/model/call-ledger.ts';
import type { LibraryPrisma } from '../client.ts';
import { reachingDatabase } from '../database-errors.ts';
import { createCallsInHand, LEASE } from './calls-in-hand.ts';
import type { Prisma } from '../generated/client.ts';

type Transaction = Prisma.TransactionClient;

export function createCallLedger(prisma: LibraryPrisma): CallLedger {
  const { pool } = prisma;
  const inHand = createCallsInHand(pool);

  const pauseRun = async (runId: string | null, reason: string, spent: SpentBudget | null = null): Promise<void> => {
    if (runId === null) return;
    await reachingDatabase(() =>
      pool.query(
        `UPDATE generation_runs SET status = 'paused', paused_at = now(), pause_reason = $2, pause_code = $3
         WHERE id = $1 AND status = 'running' AND paused_at IS NULL AND ($3::text IS NULL OR budget_usd = $4::numeric)`,
        [runId, reason, spent?.code ?? null, spent?.budgetUsd ?? null],
      ),
    );
  };

  return {
    openCall: (request) =>
      reachingDatabase(async () => {
        const key = callKey(request);
        const row = await openOrOpenAnew(pool, key, request);
        const opened = readOpened(key, request, row);
        if (!(opened instanceof LibraryError)) {
          if (opened.state === 'open') inHand.take(key, opened.attempt);
          return opened;
        }
        // Nothing was reserved: the run stands still until a person raises its budget, unless one did meanwhile.
        if (opened.code === 'BudgetReached')
          await pauseRun(request.runId, opened.message, { code: opened.code, budgetUsd: row.budget_usd });
        throw opened;
      }),
    // The lease outlasts what is done here; where the database cannot be told, it runs out and the call is free again.
    async settleCall(key, answer) {
      inHand.letGo(key);
      return reachingDatabase(() => settleCall(pool, key, answer));
    },
    async failCall(key, failure) {
      inHand.letGo(key, failure.attempt);
      return reachingDatabase(() => prisma.$transaction((tx) => failCall(tx, key, failure)));
    },
    async noteFaults(call, faults) {
      await reachingDatabase(() =>
        prisma.modelCall.updateMany({
          where: { callKey: callKey(call), status: 'answered' },
          data: {
            errorCode: 'ModelOutputInvalid',
            errorMessage: faults.map(({ rule, detail }) => `${rule}: ${detail}`).join('\n'),
          },
        }),
      );
    },
    keepCalls: () => reachingDatabase(() => inHand.renew()),
    async findAnswer(request) {
      const where = { callKey: callKey(request), status: 'answered' as const };
      const row = await reachingDatabase(() => prisma.modelCall.findUnique({ where }));
      // A reply that was dropped is found by `openCall`, which asks anew.
      return row?.reply == null ? null : { reply: row.reply, finishReason: row.finishReason };
    },

    async block(provider, until, reason) {
      await reachingDatabase(
        () => prisma.$executeRaw`
          INSERT INTO model_limits (provider, blocked_until, reason) VALUES (${provider}, ${until}, ${reason})
          ON CONFLICT (provider) DO UPDATE SET
            reason = CASE WHEN EXCLUDED.blocked_until > model_limits.blocked_until THEN EXCLUDED.reason ELSE model_limits.reason END,
            blocked_until = GREATEST(model_limits.blocked_until, EXCLUDED.blocked_until),
            updated_at = clock_timestamp()`,
      );
    },
    pauseRun: (runId, reason) => pauseRun(runId, reason),
  };
}

/** A budget that has no room for a call, as the call found it. */
interface SpentBudget {
  code: FailureCode;
  /** Decimals, as text. */
  budgetUsd: string | null;
}

interface OpenRow {
  state: 'answered' | 'paused' | 'blocked' | 'held' | 'reserved' | 'unpriced' | 'overBudget' | 'open';
  attempt: number;
  reply: string | null;
  finish_reason: string | null;
  reason: string | null;
  until: Date;
  /** Decimals, as text. */
  budget_usd: string | null;
  spent_usd: string | null;
}

/** A reply that was dropped, and is asked for again, was made into something that has gone since: it is asked for anew. */
async function openOrOpenAnew(pool: Pool, key: string, request: CallRequest): Promise<OpenRow> {
  const row = await openRow(pool, key, request);
  if (row.state !== 'answered' || row.reply !== null) return row;
  await pool.query(
    `UPDATE model_calls SET call_key = call_key || ' set aside ' || id
     WHERE call_key = $1 AND status = 'answered' AND reply IS NULL`,
    [key],
  );
  return openRow(pool, key, request);
}

async function openRow(pool: Pool, key: string, request: CallRequest): Promise<OpenRow> {
  const { rows } = await pool.query<OpenRow>(
    'SELECT * FROM scroll_open_call($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)',
    [
      key,
      request.courseId,
      request.bookId,
      request.runId,
      request.purpose,
      request.chapter,
      request.part,
      request.revision,
      request.ask,
      request.model,
      request.isRehearsal,
      request.promptHash,
      request.provider,
      request.reservedUsd,
      LEASE,
    ],
  );
  const [row] = rows;
  if (!row) throw new Error('Expected one row of scroll_open_call, got none.');
  return row;
}

function readOpened(key: string, { model, reservedUsd }: CallRequest, row: OpenRow): OpenedCall | LibraryError {
  switch (row.state) {
    case 'answered':
      return { state: 'answered', callKey: key, reply: row.reply ?? '', finishReason: row.finish_reason };
    case 'blocked':
      return { state: 'blocked', until: row.until };
    case 'held':
      return { state: 'held', until: row.until };
    case 'reserved':
      return { state: 'reserved' };
    case 'open':
      return { state: 'open', callKey: key, attempt: row.attempt };
    case 'paused':
      return new LibraryError('RunPaused', row.reason ?? 'paused');
    case 'unpriced':
      return new LibraryError(
        'BudgetReached',
        `the model ${model} has no price, so a budget of ${dollars(row.budget_usd)} cannot be kept; add the price to the file that PRICES_FILE names and start the workers again, or run without a budget`,
      );
    case 'overBudget':
      return new LibraryError(
        'BudgetReached',
        `budget of ${dollars(row.budget_usd)} reached: ${dollars(row.spent_usd)} are spent, and the next call may cost ${dollars(reservedUsd)}`,
      );
  }
}

/** In cents, or with all that counts of less than a cent. */
function dollars(amount: string | number | null): string {
  const usd = Number(amount);
  return `$${usd > 0 && usd < 0.01 ? usd.toPrecision(2) : usd.toFixed(2)}`;
}

async function settleCall(
  pool: Pool,
  key: string,
  answer: Parameters<CallLedger['settleCall']>[1],
): Promise<KeptReply> {
  const { reply, finishReason, inputTokens, outputTokens, costUsd, latencyMs } = answer;
  const { rows } = await pool.query<{ is_known: boolean; kept: string | null; kept_finish_reason: string | null }>(
    'SELECT is_known, kept, kept_finish_reason FROM scroll_settle_call($1, $2, $3, $4, $5, $6, $7)',
    [key, reply, finishReason, inputTokens, outputTokens, costUsd, latencyMs],
  );
  const [row] = rows;
  if (!row?.is_known) throw unopened(key);
  return { reply: row.kept ?? '', finishReason: row.kept_finish_reason };
}

const unopened = (key: string): Error => new Error(`No model call ${key} was opened.`);

interface HeldCall {
  status: 'open' | 'answered' | 'failed';
  attempt: number;
  run_id: string | null;
  course_id: string | null;
  /** Decimal, as text. */
  reserved_usd: string | null;
  error_code: string | null;
  error_message: string | null;
  same_failures: number;
}

async function lockCall(tx: Transaction, key: string): Promise<HeldCall> {
  const [call] = await tx.$queryRaw<HeldCall[]>`
    SELECT status::text AS status, attempt, run_id::text AS run_id, course_id::text AS course_id,
      reserved_usd::text AS reserved_usd, error_code, error_message, same_failures
    FROM model_calls WHERE call_key = ${key} FOR UPDATE`;
  if (!call) throw unopened(key);
  return call;
}

async function failCall(tx: Transaction, key: string, failure: CallFailure): Promise<{ sameFailures: number }> {
  const call = await lockCall(tx, key);
  const isLatest = call.status === 'open' && call.attempt === failure.attempt;
  const isSame = call.error_code === failure.code && gist(call.error_message ?? '') === gist(failure.message);
  const sameFailures = isLatest && isSame ? call.same_failures + 1 : 1;
  if (failure.usage) {
    const { inputTokens, outputTokens, costUsd } = failure.usage;
    await tx.$executeRaw`
      UPDATE model_calls SET input_tokens = coalesce(input_tokens, 0) + ${inputTokens},
        output_tokens = coalesce(output_tokens, 0) + ${outputTokens},
        cost_usd = coalesce(cost_usd + ${costUsd}::numeric, ${costUsd}::numeric, cost_usd)
      WHERE call_key = ${key}`;
    await tx.$executeRaw`
      SELECT scroll_count_usage(${call.run_id}::uuid, ${call.course_id}::uuid, 0, ${inputTokens}, ${outputTokens},
        ${costUsd}::numeric)`;
  }
  if (isLatest) {
    await tx.$executeRaw`
      UPDATE model_calls SET status = 'failed', reserved_usd = NULL, held_until = NULL, error_code = ${failure.code},
        error_message = ${failure.message}, same_failures = ${sameFailures}, latency_ms = ${failure.latencyMs}
      WHERE call_key = ${key}`;
  }
  await tx.$executeRaw`
    SELECT scroll_settle_reservation(${call.run_id}::uuid, ${isLatest ? call.reserved_usd : null}::numeric,
      round(${failure.usage?.costUsd ?? null}::numeric, 6))`;
  return { sameFailures };
}

/** Servers put request ids and times into their messages: what has a digit in it does not tell two errors apart. */
const gist = (message: string): string => message.replace(/\S*\d\S*/g, '#');
