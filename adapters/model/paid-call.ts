/** One paid call: looked up in the ledger, reserved, asked, then settled or failed. */
import { LibraryError } from '../../domain/failure.ts';
import type { Fault } from '../../domain/finding.ts';
import type { Ask } from '../../domain/model/ask.ts';
import type { CallLedger, CallRequest, CallUsage, KeptReply, OpenedCall } from '../../domain/model/call-ledger.ts';
import { storableText } from '../../domain/stored.ts';
import type { CallPlace } from '../../domain/model/language-model.ts';
import { costUsd, type PriceTable } from '../../domain/model/prices.ts';
import { estimateRequestTokens, estimateTokens } from '../../domain/model/tokens.ts';
import type { Logger } from '../logging/logger.ts';
import type { CallSlot, CallSlots } from './call-slots.ts';
import type { ChatReply } from './chat.ts';
import type { Forms } from './forms.ts';
import { describeFailure, endOf } from './model-failure.ts';
import type { ModelServer } from './model-server.ts';
import type { Pulse } from './pulse.ts';
import { createReactions } from './reactions.ts';
import { spread, untilDatabaseAnswers, waitFor } from './waiting.ts';

/** A block that ends sooner is waited for here; a longer one gives the slot back. */
const SHORT_WAIT_MS = 5_000;
/** How long a call waits for those in hand to give back what they reserved and did not need. */
const RESERVED_WAIT_MS = 3_000;
/** How often to look for the answer to a call that another process has in hand; after that, it gives the slot back. */
const HELD_LOOK_MS = 1_000;
const HELD_WAIT_MS = 5_000;
/** How long a paid reply is held in hand while the database is away. */
const HOLD_REPLY_MS = 120_000;

export interface PaidCallOptions {
  server: ModelServer;
  forms: Forms;
  ledger: CallLedger;
  prices: PriceTable;
  isRehearsal: boolean;
  timeoutMs: number;
  stallTimeoutMs: number;
  /** Shared by all models of the process: how many calls are made at once, here and in the fleet. */
  slots: CallSlots;
  logger: Logger;
}

interface CallWatch {
  signal: AbortSignal;
  pulse: Pulse;
}

export interface PaidCalls {
  /** What answers one ask: the ledger when it knows, else the server. */
  answer(place: CallPlace, ask: Ask, watch: CallWatch): Promise<KeptReply>;
  /** Keeps what was wrong with the answer to this ask. */
  noteFaults(place: CallPlace, ask: Ask, faults: Fault[]): Promise<void>;
}

interface OpenCall {
  key: string;
  attempt: number;
  runId: string | null;
  slot: CallSlot;
  startedAt: number;
  /** Milliseconds from the start to the first token; 0 while none came. */
  firstTokenMs: number;
  /** Tokens of the request, about. */
  inputTokens: number;
  /** Signs of the reply so far, thoughts included; null while the server has not begun to answer. */
  received: number | null;
}

export function createPaidCalls(options: PaidCallOptions): PaidCalls {
  const { server, forms, ledger, prices, isRehearsal, slots, logger } = options;
  const provider = `${server.baseUrl} ${server.model}`;
  const reactions = createReactions({ forms, ledger, provider, logger });

  const priced = (tokens: { inputTokens: number; outputTokens: number }): CallUsage => ({
    ...tokens,
    costUsd: isRehearsal ? 0 : costUsd(prices, server.model, tokens),
  });

  async function openCall(
    request: CallRequest,
    signal: AbortSignal,
  ): Promise<Extract<OpenedCall, { callKey: string }>> {
    const patience = Date.now() + SHORT_WAIT_MS;
    for (;;) {
      const opened = await ledger.openCall(request);
      if (opened.state === 'reserved') {
        const message = 'Calls in hand hold what is left of the budget.';
        throw new LibraryError('BudgetReserved', message, { retryAfterMs: spread(RESERVED_WAIT_MS) });
      }
      if (opened.state === 'held') {
        if (Date.now() < patience) {
          await waitFor(spread(HELD_LOOK_MS), signal);
          continue;
        }
        const message = 'Another process has this very call in hand; its answer will be read.';
        throw new LibraryError('CallInHand', message, { retryAfterMs: spread(HELD_WAIT_MS) });
      }
      if (opened.state !== 'blocked') return opened;
      if (opened.until.getTime() > patience) {
        const retryAfterMs = spread(opened.until.getTime() - Date.now());
        throw new LibraryError('ModelOverloaded', 'The model asked the fleet to wait.', { retryAfterMs });
      }
      await waitFor(Math.max(opened.until.getTime() - Date.now(), 0) + Math.random() * 250, signal);
    }
  }

  async function askServer(ask: Ask, call: OpenCall, watch: CallWatch): Promise<ChatReply> {
    watch.pulse.set({ phase: 'asking' });
    const form = await forms.formFor(ask.schemaName, watch.signal);
    const chatWatch = {
      signal: watch.signal,
      timeoutMs: options.timeoutMs,
      stallTimeoutMs: options.stallTimeoutMs,
      firstTokenTimeoutMs: call.slot.firstTokenTimeoutMs(options),
      onReceived: (chars: number): void => {
        call.received = chars;
        if (chars > 0) call.firstTokenMs ||= Date.now() - call.startedAt;
        watch.pulse.set({ phase: 'receiving', outputChars: chars });
      },
    };
    try {
      const answer = await server.send(ask, form, chatWatch, { 'Idempotency-Key': call.key });
      if (answer.isRehearsal && !isRehearsal) throw changedServer(server);
      return answer;
    } catch (error) {
      if (!forms.weaken(ask.schemaName, form, error)) throw error;
      return askServer(ask, call, watch);
    }
  }

  async function settle(call: OpenCall, answer: ChatReply, signal: AbortSignal): Promise<KeptReply> {
    const reply = storableText(answer.reply);
    const usage = answer.usage ?? { inputTokens: call.inputTokens, outputTokens: receivedTokens(call, reply) };
    const latencyMs = Date.now() - call.startedAt;
    const settled = { reply, finishReason: answer.finishReason, ...priced(usage), latencyMs };
    return untilDatabaseAnswers(() => ledger.settleCall(call.key, settled), { forMs: HOLD_REPLY_MS, signal });
  }

  /** Notes the failure, sets off what it means for the fleet, and gives what is to be thrown. */
  async function fail(call: OpenCall, error: unknown, signal: AbortSignal): Promise<unknown> {
    const afterMs = Date.now() - call.startedAt;
    const others = await call.slot.end(signal.aborted ? 'other' : endOf(error));
    const failure = signal.aborted ? null : describeFailure(error, server, { afterMs, others });
    const noted = signal.aborted ? CANCELLED : (failure ?? unexpected(error));
    const counted = await reactions.tryTell(() =>
      ledger.failCall(call.key, {
        attempt: call.attempt,
        code: noted.code,
        message: noted.message,
        latencyMs: afterMs,
        usage:
          call.received === null
            ? null
            : priced({ inputTokens: call.inputTokens, outputTokens: receivedTokens(call, '') }),
      }),
    );
    if (signal.aborted) return signal.reason;
    if (!failure) return error;
    // It hangs on what others asked, not on this request: nothing is concluded from how often it came.
    const sameFailures = others > 0 && endOf(error) === 'lost' ? 1 : (counted?.sameFailures ?? 1);
    return reactions.react(failure, call, { sameFailures, signal });
  }

  /** The call itself, from its reservation to its settlement. @param inputTokens of the request, about */
  async function pay(
    request: CallRequest,
    { ask, inputTokens, watch, slot }: { ask: Ask; inputTokens: number; watch: CallWatch; slot: CallSlot },
  ): Promise<KeptReply> {
    const opened = await openCall(request, watch.signal);
    if (opened.state === 'answered') return { reply: opened.reply, finishReason: opened.finishReason };

    const { callKey: key, attempt } = opened;
    const { runId } = request;
    const startedAt = Date.now();
    const call: OpenCall = { key, attempt, runId, slot, startedAt, firstTokenMs: 0, inputTokens, received: null };
    const answer = await askServer(ask, call, watch).catch(async (error: unknown) => {
      throw await fail(call, error, watch.signal);
    });
    void slot.end('answered', call.firstTokenMs || Date.now() - startedAt);
    return settle(call, answer, watch.signal);
  }

  return {
    noteFaults: (place, ask, faults) =>
      ledger.noteFaults({ ...place, ask: ask.number, model: server.model, promptHash: ask.promptHash }, faults),
    async answer(place, ask, watch) {
      watch.signal.throwIfAborted();
      watch.pulse.set({ phase: 'waiting', ask: ask.number, outputChars: 0 });
      const inputTokens = estimateRequestTokens([ask.system, ask.prompt, JSON.stringify(ask.full)]);
      const request: CallRequest = {
        ...place,
        ask: ask.number,
        model: server.model,
        isRehearsal,
        promptHash: ask.promptHash,
        provider,
        reservedUsd: priced({ inputTokens, outputTokens: ask.maxOutputTokens }).costUsd,
      };
      // What is answered already needs no slot, and must not wait for one.
      const known = slots.isFull ? await ledger.findAnswer(request) : null;
      if (known) return known;
      const slot = await slots.take(watch.signal);
      try {
        return await pay(request, { ask, inputTokens, watch, slot });
      } finally {
        void slot.end('other');
      }
    },
  };
}

/** About how many tokens came: of the reply as it stands, and of what came beside it, such as thoughts, which are billed too. */
const receivedTokens = ({ received }: OpenCall, reply: string): number =>
  estimateTokens(reply) + estimateTokens('x'.repeat(Math.max(0, (received ?? 0) - reply.length)));

const CANCELLED = { code: 'Cancelled', message: 'The caller called it off.' };

const unexpected = (error: unknown) => ({
  code: 'Unexpected',
  message: error instanceof Error ? error.name : typeof error,
});

/** Nothing that a rehearsal model wrote may pass for a book of a real one. */
const changedServer = ({ baseUrl }: ModelServer): LibraryError =>
  new LibraryError(
    'ModelAccessDenied',
    `The server at ${baseUrl} says that it is the rehearsal model, and did not when this process started: restart the workers.`,
  );
