/** The port to `model_calls`: each paid ask a row, looked up before it is paid for. */
import type { Fault } from '../finding.ts';
import type { CallPlace } from './language-model.ts';

export interface CallRequest extends CallPlace {
  ask: number;
  model: string;
  isRehearsal: boolean;
  /** Hex SHA-256 over everything that decides the answer. */
  promptHash: string;
  /** Base URL and model: what a block holds. */
  provider: string;
  /** Worst cost of this ask; null when the model has no known price. */
  reservedUsd: number | null;
}

export interface CallUsage {
  inputTokens: number;
  outputTokens: number;
  costUsd: number | null;
}

/** A reply as it is kept. `finishReason` is the provider's word, or `refusal`, or `length` for one that we cut. */
export interface KeptReply {
  reply: string;
  finishReason: string | null;
}

export type OpenedCall =
  /** The reply is there already: nothing is asked, nothing paid. */
  | ({ state: 'answered'; callKey: string } & KeptReply)
  /** The fleet leaves this provider alone until then; nothing was reserved. */
  | { state: 'blocked'; until: Date }
  /** Calls in hand hold what is left of the run's budget: there may be room when they have ended. Nothing was reserved. */
  | { state: 'reserved' }
  /** Another process has this very call in hand, and holds it until then at least: its answer is waited for. */
  | { state: 'held'; until: Date }
  /** Reserved: ask now. `attempt` counts the tries of this same ask, from 1. */
  | { state: 'open'; callKey: string; attempt: number };

export interface CallFailure {
  /** The try that failed: a later one keeps its reservation. */
  attempt: number;
  code: string;
  message: string;
  latencyMs: number;
  /** What the provider is likely to bill for the part of a reply that came; null when none came. */
  usage: CallUsage | null;
}

export interface CallLedger {
  /**
   * Finds the call or reserves it, in one transaction with the run's pause flag, its budget and the provider's block.
   * Its key is made of place, ask, model and prompt hash. An answered call stays answered. An open one is held by its
   * process until it ends or until `keepCalls` has not renewed it for 15 s; then another may take it up, with its
   * reservation.
   * @throws LibraryError RunPaused when the run is paused, BudgetReached when what is spent leaves no room for
   *   `reservedUsd` (the run is paused then); DatabaseUnavailable, from every function here
   */
  openCall(request: CallRequest): Promise<OpenedCall>;
  /** The reply that was paid for already, or null. Reserves nothing. */
  findAnswer(request: CallRequest): Promise<KeptReply | null>;
  /**
   * Keeps the reply and settles the reservation. Of two replies to one call the first is kept; both were paid for.
   * @returns the reply that is kept
   */
  settleCall(callKey: string, answer: KeptReply & CallUsage & { latencyMs: number }): Promise<KeptReply>;
  /**
   * Notes a try that brought no reply and releases its reservation; the row stays and may be tried again.
   * @returns how many tries in a row ended in this same error, numbers in its message aside
   */
  failCall(callKey: string, failure: CallFailure): Promise<{ sameFailures: number }>;
  /** Keeps with an answered call what was wrong with its reply, for a person; the message that travels names only the rules. */
  noteFaults(
    call: Omit<CallRequest, 'runId' | 'isRehearsal' | 'provider' | 'reservedUsd'>,
    faults: Fault[],
  ): Promise<void>;
  /** Says that this process lives and still has in hand what it opened; called every few seconds. */
  keepCalls(): Promise<void>;
  /** Holds the whole fleet: the later of what stands and `until` wins. */
  block(provider: string, until: Date, reason: string): Promise<void>;
  /** Pauses a run at once, for a reason that a person must mend; the first reason stays. No-op for null. */
  pauseRun(runId: string | null, reason: string): Promise<void>;
}
