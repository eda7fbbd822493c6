/**
 * What the fleet does after a failed call: a 429 holds everybody, a rejected key pauses the run, an error that never
 * changes becomes final, and replies that break off again and again pause the run.
 */
import { LibraryError } from '../../domain/failure.ts';
import type { CallLedger } from '../../domain/model/call-ledger.ts';
import type { Logger } from '../logging/logger.ts';
import type { Forms } from './forms.ts';
import type { ModelFailure } from './model-failure.ts';
import { spread } from './waiting.ts';

/** Tries in a row with the same error, then the error counts as the server's last word. */
const SAME_FAILURES = 6;
/** Wait after a 429 that names no time; doubled with each one in a row. */
const FIRST_HOLD_MS = 5_000;
const LONGEST_HOLD_MS = 60_000;

interface FailedCall {
  runId: string | null;
  /** Signs of the reply that came; null when the server had not begun to answer. */
  received: number | null;
}

export interface Reactions {
  /** Sets off what the failure means for the fleet. @returns what is to be thrown */
  react(
    failure: ModelFailure,
    call: FailedCall,
    seen: { sameFailures: number; signal: AbortSignal },
  ): Promise<LibraryError>;
  /** Null when the ledger is away: that must not hide the failure itself. */
  tryTell<Result>(work: () => Promise<Result>): Promise<Result | null>;
}

export function createReactions(options: {
  forms: Forms;
  ledger: Pick<CallLedger, 'block' | 'pauseRun'>;
  provider: string;
  logger: Logger;
}): Reactions {
  const { forms, ledger, provider, logger } = options;

  async function tryTell<Result>(work: () => Promise<Result>): Promise<Result | null> {
    try {
      return await work();
    } catch (error) {
      logger.warn('The ledger could not be told of a failed call', { error });
      return null;
    }
  }

  async function pause(runId: string | null, reason: string, cause: unknown): Promise<LibraryError> {
    logger.error('The model pauses the run', { runId, reason });
    await tryTell(() => ledger.pauseRun(runId, reason));
    return new LibraryError('ModelAccessDenied', reason, { cause });
  }

  return {
    tryTell,
    async react(failure, call, { sameFailures, signal }) {
      const { code, message, cause, retryAfterMs } = failure;
      const again = new LibraryError(code, message, { cause, retryAfterMs });
      const isLast = sameFailures % SAME_FAILURES === 0;
      const sameAgain = `${message} (the same ${sameFailures} times)`;
      /** The server's last word on this request, unless it says the same to every other. */
      const reject = async (words: string): Promise<LibraryError> => {
        const objection = await forms.objection(signal);
        return objection
          ? pause(call.runId, objection, cause)
          : new LibraryError('ModelRequestRejected', words, { cause });
      };
      switch (failure.reaction) {
        case 'pause':
          return pause(call.runId, message, cause);
        case 'hold': {
          const waitMs = retryAfterMs ?? Math.min(FIRST_HOLD_MS * 2 ** (sameFailures - 1), LONGEST_HOLD_MS);
          await tryTell(() => ledger.block(provider, new Date(Date.now() + waitMs), message));
          return new LibraryError(code, message, { cause, retryAfterMs: spread(waitMs) });
        }
        case 'count':
          return isLast ? reject(sameAgain) : again;
        case 'countForAll':
          return isLast ? pause(call.runId, sameAgain, cause) : again;
        case 'none':
          if (code === 'ModelRequestRejected') return reject(message);
          return isLast && mayBeBilled(code, call)
            ? pause(call.runId, `${message} ${billedAgain(sameFailures)}`, cause)
            : again;
      }
    },
  };
}

/** The server took the request and may have written: a try that costs money is not made without end. */
const mayBeBilled = (code: string, { received }: FailedCall): boolean => code === 'ModelStalled' || (received ?? 0) > 0;

const billedAgain = (times: number): string =>
  `(the same ${times} times, and each may be billed; raise OPENAI_STALL_TIMEOUT_MS and OPENAI_TIMEOUT_MS, and those of a proxy between them, if the model needs longer)`;
