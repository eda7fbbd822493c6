/**
 * The ledger of model calls over PostgreSQL.
 *
 * Every function is one transaction that locks in one order: the call, then the run. Callers of one call queue at an
 * advisory lock, because the row to lock may not be there yet.
 */
import { LibraryError } from '../../domain/failure.ts';
import { callKey } from '../../domain/model/call-key.ts';
import type { CallFailure, CallLedger, CallRequest, KeptReply, OpenedCall } from '../../domain/model/call-ledger.ts';
import type { LibraryPrisma } from './client.ts';
import { reachingDatabase } from './database-errors.ts';
import type { Prisma } from './generated/client.ts';

type Transaction = Prisma.TransactionClient;

export function createCallLedger(prisma: LibraryPrisma): CallLedger {
  const inTransaction = <Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> =>
    reachingDatabase(() => prisma.$transaction(work));

  const pauseRun = async (runId: string | null, reason: string): Promise<void> => {
    if (runId === null) return;
    await reachingDatabase(() =>
      prisma.run.updateMany({
        where: { id: runId, status: 'running', pausedAt: null },
        data: { status: 'paused', pausedAt: new Date(), pauseReason: reason },
      }),
    );
  };

  return {
    async openCall(request) {
      try {
        return await inTransaction((tx) => openCall(tx, request));
      } catch (error) {
        // The pause must outlive the transaction that found it necessary.
        if (error instanceof LibraryError && error.code === 'BudgetReached')
          await pauseRun(request.runId, error.message);
        throw error;
      }
    },
    settleCall: (key, answer) => inTransaction((tx) => settleCall(tx, key, answer)),
    failCall: (key, failure) => inTransaction((tx) => failCall(tx, key, failure)),

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
    pauseRun,
  };
}

interface Standing {
  status: 'open' | 'answered' | 'failed' | null;
  reply: string | null;
  finish_reason: string | null;
  attempt: number | null;
  reserved_usd: number | null;
  call_run_id: string | null;
  run_id: string | null;
  paused_at: Date | null;
  pause_reason: string | null;
  budget_usd: number | null;
  blocked_until: Date | null;
}

async function openCall(tx: Transaction, request: CallRequest): Promise<OpenedCall> {
  const key = callKey(request);
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${key}, 0))`;
  const [standing] = await tx.$queryRaw<Standing[]>`
    SELECT c.status::text AS status, c.reply, c.finish_reason, c.attempt, c.reserved_usd, c.run_id::text AS call_run_id,
           r.id::text AS run_id, r.paused_at, r.pause_reason, r.budget_usd, l.blocked_until
    FROM (SELECT 1) one
    LEFT JOIN model_calls c ON c.call_key = ${key}
    LEFT JOIN generation_runs r ON r.id = ${request.runId}::uuid
    LEFT JOIN model_limits l ON l.provider = ${request.provider}`;
  if (!standing) throw new Error('A row of left joins is never missing.');
  if (standing.status === 'answered') {
    return { state: 'answered', callKey: key, reply: standing.reply ?? '', finishReason: standing.finish_reason };
  }
  if (standing.paused_at) throw new LibraryError('RunPaused', standing.pause_reason ?? 'paused');
  if (standing.blocked_until && standing.blocked_until > new Date()) {
    return { state: 'blocked', until: standing.blocked_until };
  }

  const reservedUsd = await reserve(tx, request, standing);
  const attempt = (standing.attempt ?? 0) + 1;
  await tx.$executeRaw`
    INSERT INTO model_calls (call_key, course_id, book_id, run_id, purpose, chapter_number, part, revision, ask, model,
                             is_rehearsal, prompt_hash, attempt, reserved_usd)
    VALUES (${key}, ${request.courseId}::uuid, ${request.bookId}::uuid, ${request.runId}::uuid, ${request.purpose},
            ${request.chapter}, ${request.part}, ${request.revision}, ${request.ask}, ${request.model},
            ${request.isRehearsal}, ${request.promptHash}, ${attempt}, ${reservedUsd})
    ON CONFLICT (call_key) DO UPDATE SET
      status = 'open', attempt = EXCLUDED.attempt, reserved_usd = EXCLUDED.reserved_usd, run_id = EXCLUDED.run_id`;
  return { state: 'open', callKey: key, attempt };
}

/** @returns what the call holds of the run's budget; a call that a dead worker left open holds its share already */
async function reserve(tx: Transaction, request: CallRequest, standing: Standing): Promise<number | null> {
  if (standing.reserved_usd !== null) {
    if (standing.call_run_id === request.runId) return standing.reserved_usd;
    await settleReservation(tx, standing.call_run_id, { reservedUsd: standing.reserved_usd, spentUsd: 0 });
  }
  const { budget_usd: budgetUsd, run_id: runId } = standing;
  const { reservedUsd, model } = request;
  if (reservedUsd === null) {
    if (budgetUsd === null) return null;
    throw new LibraryError(
      'BudgetReached',
      `the model ${model} has no price, so a budget of $${budgetUsd} cannot be kept`,
    );
  }
  if (runId === null || reservedUsd === 0) return reservedUsd;
  const taken = await tx.$executeRaw`
    UPDATE generation_runs SET reserved_usd = reserved_usd + ${reservedUsd}
    WHERE id = ${runId}::uuid AND (budget_usd IS NULL OR spent_usd + reserved_usd + ${reservedUsd} <= budget_usd)`;
  if (taken === 0) throw new LibraryError('BudgetReached', `budget of $${budgetUsd} reached`);
  return reservedUsd;
}

interface HeldCall {
  status: 'open' | 'answered' | 'failed';
  attempt: number;
  run_id: string | null;
  reserved_usd: number | null;
  reply: string | null;
  finish_reason: string | null;
  error_code: string | null;
  error_message: string | null;
  same_failures: number;
}

async function lockCall(tx: Transaction, key: string): Promise<HeldCall> {
  const [call] = await tx.$queryRaw<HeldCall[]>`
    SELECT status::text AS status, attempt, run_id::text AS run_id, reserved_usd, reply, finish_reason, error_code,
           error_message, same_failures
    FROM model_calls WHERE call_key = ${key} FOR UPDATE`;
  if (!call) throw new Error(`No model call ${key} was opened.`);
  return call;
}

async function settleCall(
  tx: Transaction,
  key: string,
  answer: Parameters<CallLedger['settleCall']>[1],
): Promise<KeptReply> {
  const call = await lockCall(tx, key);
  await settleReservation(tx, call.run_id, { reservedUsd: call.reserved_usd, spentUsd: answer.costUsd });
  await addUsage(tx, key, answer);
  if (call.status === 'answered') return { reply: call.reply ?? '', finishReason: call.finish_reason };
  await tx.$executeRaw`
    UPDATE model_calls SET status = 'answered', reply = ${answer.reply}, finish_reason = ${answer.finishReason},
      latency_ms = ${answer.latencyMs}, reserved_usd = NULL, answered_at = clock_timestamp(),
      error_code = NULL, error_message = NULL
    WHERE call_key = ${key}`;
  return { reply: answer.reply, finishReason: answer.finishReason };
}

async function failCall(tx: Transaction, key: string, failure: CallFailure): Promise<{ sameFailures: number }> {
  const call = await lockCall(tx, key);
  const isLatest = call.status === 'open' && call.attempt === failure.attempt;
  const reservedUsd = isLatest ? call.reserved_usd : null;
  await settleReservation(tx, call.run_id, { reservedUsd, spentUsd: failure.usage?.costUsd ?? null });
  if (failure.usage) await addUsage(tx, key, failure.usage);
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

/** Moves a reservation to what was spent; either may be nothing. */
async function settleReservation(
  tx: Transaction,
  runId: string | null,
  { reservedUsd, spentUsd }: { reservedUsd: number | null; spentUsd: number | null },
): Promise<void> {
  if (runId === null || ((reservedUsd ?? 0) === 0 && (spentUsd ?? 0) === 0)) return;
  await tx.$executeRaw`
    UPDATE generation_runs SET reserved_usd = GREATEST(reserved_usd - ${reservedUsd ?? 0}, 0), spent_usd = spent_usd + ${spentUsd ?? 0}
    WHERE id = ${runId}::uuid`;
}

/** Adds to what earlier tries of the same call are known to have used. */
async function addUsage(
  tx: Transaction,
  key: string,
  usage: { inputTokens: number; outputTokens: number; costUsd: number | null },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE model_calls SET input_tokens = coalesce(input_tokens, 0) + ${usage.inputTokens},
      output_tokens = coalesce(output_tokens, 0) + ${usage.outputTokens},
      cost_usd = CASE WHEN ${usage.costUsd}::float8 IS NULL THEN cost_usd ELSE coalesce(cost_usd, 0) + ${usage.costUsd}::float8 END
    WHERE call_key = ${key}`;
}
