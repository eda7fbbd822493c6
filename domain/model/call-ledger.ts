/** The port to `model_calls`: each paid ask a row, looked up before it is paid for. */
import type { CallPlace } from './language-model.ts';

export interface CallRequest extends CallPlace {
  ask: number;
  model: string;
  isRehearsal: boolean;
  /** Hex SHA-256 over everything that is sent. */
  promptHash: string;
  /** Worst cost of this ask; null when the model has no known price. */
  reservedUsd: number | null;
}

export interface CallUsage {
  inputTokens: number;
  outputTokens: number;
  costUsd: number | null;
  latencyMs: number;
  finishReason: string | null;
}

export type OpenedCall =
  /** The reply is there already: nothing is asked, nothing paid. */
  | { state: 'answered'; callKey: string; reply: string; finishReason: string | null }
  /** Reserved: ask now. `attempt` counts the tries of this same ask, from 1. */
  | { state: 'open'; callKey: string; attempt: number };

export interface CallLedger {
  /**
   * Finds the call or reserves it, in one transaction with the run's pause flag and budget.
   * Its key is made of place, ask, model and prompt hash.
   * @throws LibraryError RunPaused when the run is paused, BudgetReached when the cap leaves no room for `reservedUsd`
   */
  openCall(request: CallRequest): Promise<OpenedCall>;
  /** Keeps the reply and settles the reservation. */
  settleCall(callKey: string, answer: { reply: string } & CallUsage): Promise<void>;
  /** Notes a try that brought no reply and releases its reservation; the row stays and may be tried again. */
  failCall(callKey: string, failure: { code: string; message: string; latencyMs: number }): Promise<void>;
  /** Until when the whole fleet leaves this provider alone, or null. `provider` is base URL and model. */
  blockedUntil(provider: string): Promise<Date | null>;
  /** Holds the whole fleet: the later of what stands and `until` wins. */
  block(provider: string, until: Date, reason: string): Promise<void>;
  /** Pauses a run at once, for a reason that a person must mend. No-op for null. */
  pauseRun(runId: string | null, reason: string): Promise<void>;
}
