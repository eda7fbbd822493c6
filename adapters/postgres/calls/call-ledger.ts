/**
 * The ledger of model calls over PostgreSQL.
 *
 * A call is opened and settled by one statement each (functions of the migrations); a failure, which is rare, is noted in
 * a transaction. All lock in one order: the call, then the run.
 */
import type { Pool } from 'pg';
import { LibraryError, type FailureCode } from '../../../domain/failure.ts';
import { callKey } from '../../../domain/model/call-key.ts';
import type { CallFailure, CallLedger, CallRequest, KeptReply, OpenedCall } from '../../../domain/model/call-ledger.ts';
import type { LibraryPrisma } from '../client.ts';
import { reachingDatabase } from '../database-errors.ts';
import type { Prisma } from '../generated/client.ts';

type Transaction = Prisma.TransactionClient;

export function createCallLedger(prisma: LibraryPrisma): CallLedger {
  const { pool } = prisma;

  const pauseRun = async (runId: string | null, reason: string, code: FailureCode | null = null): Promise<void> => {
    if (runId === null) return;
    await reachingDatabase(() =>
      prisma.run.updateMany({
        where: { id: runId, status: 'running', pausedAt: null },
        data: { status: 'paused', pausedAt: new Date(), pauseReason: reason, pauseCode: code },
      }),
    );
  };

  return {
    openCall: (request) =>
      reachingDatabase(async () => {
        const key = callKey(request);
        const opened = readOpened(key, request, await openRow(pool, key, request));
        if (!(opened instanceof LibraryError)) return opened;
        // Nothing was reserved: the run stands still until a person raises its budget.
        if (opened.code === 'BudgetReached') await pauseRun(request.runId, opened.message, opened.code);
        throw opened;
      }),
    settleCall: (key, answer) => reachingDatabase(() => settleCall(pool, key, answer)),
    failCall: (key, failure) => reachingDatabase(() => prisma.$transaction((tx) => failCall(tx, key, failure))),

    async blockedUntil(provider) {
      const limit = await reachingDatabase(() => prisma.modelLimit.findUnique({ where: { provider } }));
      return limit && limit.blockedUntil > new Date() ? limit.blockedUntil : null;
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

interface OpenRow {
  state: 'answered' | 'paused' | 'blocked' | 'reserved' | 'unpriced' | 'overBudget' | 'open';
  attempt: number;
  reply: string | null;
  finish_reason: string | null;
  reason: string | null;
  until: Date;
  budget_usd: number | null;
}

async function openRow(pool: Pool, key: string, request: CallRequest): Promise<OpenRow> {
  const { rows } = await pool.query<OpenRow>(
    'SELECT * FROM scroll_open_call($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)',
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
    ],
  );
  const [row] = rows;
  if (!row) throw new Error('A function with OUT parameters gives one row.');
  return row;
}

function readOpened(key: string, { model }: CallRequest, row: OpenRow): OpenedCall | LibraryError {
  switch (row.state) {
    case 'answered':
      return { state: 'answered', callKey: key, reply: row.reply ?? '', finishReason: row.finish_reason };
    case 'blocked':
      return { state: 'blocked', until: row.until };
    case 'reserved':
      return { state: 'reserved' };
    case 'open':
      return { state: 'open', callKey: key, attempt: row.attempt };
    case 'paused':
      return new LibraryError('RunPaused', row.reason ?? 'paused');
    case 'unpriced':
      return new LibraryError(
        'BudgetReached',
        `the model ${model} has no price, so a budget of $${row.budget_usd} cannot be kept`,
      );
    case 'overBudget':
      return new LibraryError('BudgetReached', `budget of $${row.budget_usd} reached`);
  }
}

async function settleCall(
  pool: Pool,
  key: string,
  answer: Parameters<CallLedger['settleCall']>[1],
): Promise<KeptReply> {
  const { reply, finishReason, inputTokens, outputTokens, costUsd, latencyMs } = answer;
  const { rows } = await pool.query<{
    is_known: boolean;
    is_first: boolean;
    kept: string | null;
    kept_finish_reason: string | null;
  }>('SELECT * FROM scroll_settle_call($1, $2, $3, $4, $5, $6, $7)', [
    key,
    reply,
    finishReason,
    inputTokens,
    outputTokens,
    costUsd,
    latencyMs,
  ]);
  const [row] = rows;
  if (!row?.is_known) throw unopened(key);
  return row.is_first ? { reply, finishReason } : { reply: row.kept ?? '', finishReason: row.kept_finish_reason };
}

const unopened = (key: string): Error => new Error(`No model call ${key} was opened.`);

interface HeldCall {
  status: 'open' | 'answered' | 'failed';
  attempt: number;
  run_id: string | null;
  reserved_usd: number | null;
  error_code: string | null;
  error_message: string | null;
  same_failures: number;
}

async function lockCall(tx: Transaction, key: string): Promise<HeldCall> {
  const [call] = await tx.$queryRaw<HeldCall[]>`
    SELECT status::text AS status, attempt, run_id::text AS run_id, reserved_usd, error_code, error_message, same_failures
    FROM model_calls WHERE call_key = ${key} FOR UPDATE`;
  if (!call) throw unopened(key);
  return call;
}

async function failCall(tx: Transaction, key: string, failure: CallFailure): Promise<{ sameFailures: number }> {
  const call = await lockCall(tx, key);
  const isLatest = call.status === 'open' && call.attempt === failure.attempt;
  const reservedUsd = isLatest ? call.reserved_usd : null;
  await tx.$executeRaw`
    SELECT scroll_settle_reservation(${call.run_id}::uuid, ${reservedUsd}::float8, ${failure.usage?.costUsd ?? null}::float8)`;
  if (failure.usage) {
    const { inputTokens, outputTokens, costUsd } = failure.usage;
    await tx.$executeRaw`SELECT scroll_add_usage(${key}, ${inputTokens}::int, ${outputTokens}::int, ${costUsd}::float8)`;
  }
  if (!isLatest) return { sameFailures: 1 };

  const isSame = call.error_code === failure.code && gist(call.error_message ?? '') === gist(failure.message);
  const sameFailures = isSame ? call.same_failures + 1 : 1;
  await tx.$executeRaw`
    UPDATE model_calls SET status = 'failed', reserved_usd = NULL, error_code = ${failure.code},
      error_message = ${failure.message}, same_failures = ${sameFailures}, latency_ms = ${failure.latencyMs}
    WHERE call_key = ${key}`;
  return { sameFailures };
}

/** Servers put request ids and times into their messages: what has a digit in it does not tell two errors apart. */
const gist = (message: string): string => message.replace(/\S*\d\S*/g, '#');
