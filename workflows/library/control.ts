/**
 * What an operator, or a book that was turned away, asks of a run: pause, resume, window, budget.
 *
 * Requests are carried out one after the other, each to its end: first in the database, which holds every paid call, then
 * with the books in work. An update answers after that, with what is true then. As signals they do the same, unanswered.
 */
import { ApplicationFailure, CancellationScope, condition, log, setHandler } from '@temporalio/workflow';
import { orchestration } from '../activity-proxies.ts';
import {
  bookWorkflowId,
  pauseSignal,
  pauseUpdate,
  resumeSignal,
  resumeUpdate,
  setBudgetSignal,
  setBudgetUpdate,
  setConcurrencySignal,
  setConcurrencyUpdate,
  type ControlReply,
  type LibraryState,
  type PauseRequest,
} from '../contracts.ts';
import { describeFailure } from '../failures.ts';
import { tryTell } from '../tell.ts';
import { showRun } from './state.ts';

export interface Control {
  readonly isClosed: boolean;
  open(): void;
  /** From now on requests are refused: there is nothing left to steer. */
  close(): void;
}

export function listenToControl(state: LibraryState): Control {
  let isClosed = false;
  let last: Promise<unknown> = Promise.resolve();

  /** Runs a request after those before it. A run that is cancelled carries out what was asked before. */
  const inTurn = <Reply>(request: () => Promise<Reply>): Promise<Reply> => {
    const turn = last.then(() =>
      CancellationScope.nonCancellable(async () => {
        await condition(() => state.runId !== '');
        const reply = await request();
        showRun(state);
        return reply;
      }),
    );
    last = turn.catch(() => undefined);
    return turn;
  };
  const replyNow = (): ControlReply => ({ status: state.paused ? 'paused' : 'running' });

  const pause = async ({ reason = 'paused by the operator', code }: PauseRequest = {}): Promise<ControlReply> => {
    if (code !== undefined) {
      await follow(state, await orchestration.findPause({ runId: state.runId }));
    } else {
      // No book is begun from here on, also while the database does not answer.
      notePause(state, { reason });
      await orchestration.setPaused({ runId: state.runId, reason });
      await tellBooks(state);
    }
    return replyNow();
  };
  const resume = async (): Promise<ControlReply> => {
    await orchestration.setPaused({ runId: state.runId, reason: null });
    await follow(state, null);
    return replyNow();
  };
  const setConcurrency = async (concurrency: number) => {
    await orchestration.setConcurrency({ runId: state.runId, concurrency });
    state.concurrency = concurrency;
    return { concurrency };
  };
  const setBudget = async (budgetUsd: number | null) => {
    const pauseNow = await orchestration.setBudget({ runId: state.runId, budgetUsd }).catch(asRefusal);
    state.budgetUsd = budgetUsd;
    if (state.paused || pauseNow) await follow(state, pauseNow);
    return { budgetUsd, ...replyNow() };
  };

  const mustBeOpen = () => {
    if (isClosed) throw refusal('The run is closing: there is nothing left to steer.');
  };
  const mustBeWindow = (concurrency: number) => {
    mustBeOpen();
    if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > 1000)
      throw refusal(`Expected the concurrency to be a whole number from 1 to 1000, got ${concurrency}.`);
  };
  const mustBeBudget = (budgetUsd: number | null) => {
    mustBeOpen();
    if (budgetUsd !== null && !(Number.isFinite(budgetUsd) && budgetUsd > 0))
      throw refusal(`Expected the budget to be US dollars above 0, or null for no limit, got ${budgetUsd}.`);
  };
  /** A signal cannot be refused, only left. */
  const asSignal =
    <Args extends unknown[]>(check: (...args: Args) => void, request: (...args: Args) => Promise<unknown>) =>
    async (...args: Args): Promise<void> => {
      try {
        check(...args);
        await inTurn(() => request(...args));
      } catch (error) {
        if (!(error instanceof ApplicationFailure)) throw error;
        log.warn('A signal was refused', { reason: error.message });
      }
    };

  setHandler(pauseSignal, asSignal(mustBeOpen, pause));
  setHandler(resumeSignal, asSignal(mustBeOpen, resume));
  setHandler(setConcurrencySignal, asSignal(mustBeWindow, setConcurrency));
  setHandler(setBudgetSignal, asSignal(mustBeBudget, setBudget));
  setHandler(pauseUpdate, (request) => inTurn(() => pause(request)), {
    validator: (_request) => mustBeOpen(),
  });
  setHandler(resumeUpdate, () => inTurn(resume), { validator: mustBeOpen });
  setHandler(setConcurrencyUpdate, (concurrency) => inTurn(() => setConcurrency(concurrency)), {
    validator: mustBeWindow,
  });
  setHandler(setBudgetUpdate, (budgetUsd) => inTurn(() => setBudget(budgetUsd)), { validator: mustBeBudget });

  return {
    get isClosed() {
      return isClosed;
    },
    open() {
      isClosed = false;
    },
    close() {
      isClosed = true;
    },
  };
}

const refusal = (message: string) => ApplicationFailure.nonRetryable(message, 'InputInvalid');

/** A step that finds the request wrong refuses it; the run goes on as it was. */
function asRefusal(error: unknown): never {
  const { code, message } = describeFailure(error);
  throw code === 'InputInvalid' ? refusal(message) : error;
}

function notePause(state: LibraryState, pause: { reason: string } | null): void {
  state.paused = pause !== null;
  state.pauseReason = pause?.reason ?? null;
}

/** Takes over what the database says, and lets the books in work know. */
async function follow(state: LibraryState, pause: { reason: string } | null): Promise<void> {
  notePause(state, pause);
  await tellBooks(state);
}

const tellBooks = ({ inFlight, paused, pauseReason }: LibraryState) =>
  Promise.all(
    Object.keys(inFlight).map((courseId) =>
      tryTell(bookWorkflowId(courseId), (book) =>
        paused ? book.signal(pauseSignal, { reason: pauseReason ?? 'paused' }) : book.signal(resumeSignal),
      ),
    ),
  );
