/**
 * Slots for calls to one server, shared with the fleet: a call begins when the fleet's table grants it one.
 *
 * A process speaks to the table for all its calls together, one report after the other: what ended, what goes on, how
 * many would begin. Those that wait are served as they came; while they wait, the table is asked again and again, so that
 * a slot that another process gives back is found.
 */
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { CallEnd, CallGrant, EndedCall, SlotStore } from '../../domain/model/call-slots.ts';
import { LibraryError } from '../../domain/failure.ts';
import { spread } from './waiting.ts';

/** How often a process that waits asks for a slot, and how often one with calls in hand says that it lives. */
const ASK_EVERY_MS = 250;
const ALIVE_EVERY_MS = 5_000;
/** A step waits so long for a slot; then it gives its place to others and comes again. */
const PATIENCE_MS = 60_000;
const COME_AGAIN_MS = 10_000;

export interface CallSlot {
  /** How long the first token may take, at the pace that this server keeps. */
  firstTokenTimeoutMs(limits: { stallTimeoutMs: number; timeoutMs: number }): number;
  /**
   * Gives the slot back; a second time does nothing. Never throws.
   * @returns how many other calls the fleet had in hand at this server
   */
  end(how: CallEnd, firstTokenMs?: number): Promise<number>;
}

export interface CallSlots {
  /** True while others of this process wait in vain: who comes now will wait too. */
  readonly isFull: boolean;
  /**
   * Waits for a slot.
   * @throws the signal's reason when it aborts; LibraryError ModelOverloaded (with retryAfterMs) after a minute;
   *   DatabaseUnavailable
   */
  take(signal: AbortSignal): Promise<CallSlot>;
}

interface Waiter {
  begin(slot: CallSlot): void;
  leave(reason: unknown): void;
}

interface Ended extends EndedCall {
  resolve(others: number): void;
}

export function createCallSlots(options: {
  store: SlotStore;
  /** Base URL of the server. */
  server: string;
  /** The most that this process asks at once, and the most of the whole fleet. */
  atOnce: number;
  most: number;
  patienceMs?: number;
}): CallSlots {
  const { store, server, atOnce, most, patienceMs = PATIENCE_MS } = options;
  const caller = `${hostname()}/${process.pid}/${randomUUID()}`;
  const waiting = new Set<Waiter>();
  let ended: Ended[] = [];
  let held = 0;
  let latest: CallGrant = { granted: 0, atOnce: 1, inHand: 0, firstTokenMs: 0 };
  let isFull = false;
  let isReporting = false;
  let isDue = false;
  let next: NodeJS.Timeout | undefined;

  /** One report at a time: the table keeps what the last one says. */
  async function report(): Promise<void> {
    isDue = true;
    if (isReporting) return;
    isReporting = true;
    clearTimeout(next);
    while (isDue) {
      isDue = false;
      await reportOnce();
    }
    isReporting = false;
    if (waiting.size > 0 || held > 0 || ended.length > 0) {
      next = setTimeout(() => void report(), waiting.size > 0 ? spread(ASK_EVERY_MS) : ALIVE_EVERY_MS).unref();
    }
  }

  async function reportOnce(): Promise<void> {
    const reported = ended;
    ended = [];
    const waited = waiting.size;
    const wanted = Math.max(0, Math.min(waited, atOnce - held));
    try {
      latest = await store.reportCalls({ server, caller, held, wanted, most, ended: reported.map(plain) });
    } catch (error) {
      // The table hears of them when it is back; who waits for a word on them waits no longer.
      for (const call of reported) call.resolve(held);
      ended = [...reported, ...ended].slice(-atOnce);
      for (const waiter of waiting) waiter.leave(error);
      return;
    }
    for (const call of reported) call.resolve(latest.inHand - 1);
    const served = serve(latest.granted);
    isFull = served < waited;
    // Who wanted it went away meanwhile.
    if (served < latest.granted) isDue = true;
  }

  function serve(slots: number): number {
    const served = [...waiting].slice(0, slots);
    for (const waiter of served) {
      held += 1;
      waiter.begin(openSlot());
    }
    return served.length;
  }

  function openSlot(): CallSlot {
    const startedAt = performance.now();
    let isOpen = true;
    return {
      firstTokenTimeoutMs: ({ stallTimeoutMs, timeoutMs }) =>
        // A server that is asked alone may think as long as it wants; one in a crowd has shown what it needs.
        latest.atOnce === 1 ? timeoutMs : Math.min(Math.max(stallTimeoutMs, 2 * latest.firstTokenMs), timeoutMs),
      end(how, firstTokenMs = 0) {
        if (!isOpen) return Promise.resolve(0);
        isOpen = false;
        held -= 1;
        // Where the server has room nobody else waits for this slot: it goes to the next one here without asking.
        if (how === 'answered' && latest.inHand < latest.atOnce) serve(1);
        return new Promise((resolve) => {
          ended.push({ end: how, ageMs: performance.now() - startedAt, firstTokenMs, resolve });
          void report();
        });
      },
    };
  }

  return {
    get isFull() {
      return isFull && waiting.size > 0;
    },
    take: (signal) =>
      new Promise((resolve, reject) => {
        const over = (): void => {
          waiting.delete(waiter);
          clearTimeout(patience);
          signal.removeEventListener('abort', onAbort);
        };
        const waiter: Waiter = {
          begin: (slot) => {
            over();
            resolve(slot);
          },
          leave: (reason) => {
            over();
            reject(reason instanceof Error ? reason : new Error(String(reason)));
          },
        };
        const onAbort = (): void => waiter.leave(signal.reason);
        const patience = setTimeout(() => waiter.leave(noSlot(server, latest.atOnce, waiting.size)), patienceMs);
        if (signal.aborted) return onAbort();
        signal.addEventListener('abort', onAbort, { once: true });
        waiting.add(waiter);
        void report();
      }),
  };
}

const plain = ({ end, ageMs, firstTokenMs }: Ended): EndedCall => ({ end, ageMs, firstTokenMs });

const noSlot = (server: string, atOnce: number, waiting: number): LibraryError =>
  new LibraryError(
    'ModelOverloaded',
    `The model at ${server} takes ${atOnce} ${atOnce === 1 ? 'call' : 'calls'} at once; ${waiting} wait here for their turn.`,
    { retryAfterMs: spread(COME_AGAIN_MS) },
  );
