import { getEventListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { createCallSlots } from '../../../adapters/model/call-slots.ts';
import { LibraryError } from '../../../domain/failure.ts';
import type { CallReport, SlotStore } from '../../../domain/model/call-slots.ts';

const never = new AbortController().signal;
const aNumber: unknown = expect.any(Number);

/** A server for one process alone that takes so many calls at once, and what it was told. */
function aStore(limit: number): SlotStore & { reports: CallReport[]; isAway: boolean } {
  const reports: CallReport[] = [];
  return {
    reports,
    isAway: false,
    async reportCalls(report) {
      await sleep(1);
      if (this.isAway) throw new LibraryError('DatabaseUnavailable', 'The database does not answer.');
      reports.push(report);
      const { held, wanted, ended } = report;
      const granted = Math.max(0, Math.min(wanted, limit - held));
      return { granted, atOnce: limit, inHand: held + ended.length, firstTokenMs: 400 };
    },
  };
}

const slotsOver = (store: SlotStore, change: { atOnce?: number; patienceMs?: number } = {}) =>
  createCallSlots({ store, server: 'http://model/v1', atOnce: 40, most: 1_000, ...change });

it('lets so many begin as the server takes, and the others in order', async () => {
  const slots = slotsOver(aStore(2));
  const order: number[] = [];
  let atOnce = 0;
  let most = 0;
  await Promise.all(
    [1, 2, 3, 4, 5].map(async (number) => {
      const slot = await slots.take(never);
      order.push(number);
      most = Math.max(most, (atOnce += 1));
      await sleep(5);
      atOnce -= 1;
      await slot.end('answered');
    }),
  );

  expect({ most, order }).toEqual({ most: 2, order: [1, 2, 3, 4, 5] });
});

it('asks for no more than this process may do at once', async () => {
  const store = aStore(100);
  const slots = slotsOver(store, { atOnce: 2 });
  const first = await Promise.all([slots.take(never), slots.take(never)]);
  const third = slots.take(never);
  await sleep(20);
  expect(store.reports.at(-1)).toMatchObject({ held: 2, wanted: 0 });
  expect(slots.isFull).toBe(true);

  await first[0].end('answered');
  await expect(third).resolves.toBeDefined();
});

it('passes a slot on at once while the server has room, without asking for it', async () => {
  const store = aStore(100);
  const slots = slotsOver(store, { atOnce: 1 });
  const first = await slots.take(never);
  let isServed = false;
  const second = slots.take(never).then((slot) => {
    isServed = true;
    return slot;
  });
  await sleep(20);
  const told = first.end('answered');
  await Promise.resolve();
  await Promise.resolve();

  expect(isServed).toBe(true);
  await told;
  expect(store.reports.at(-1)).toMatchObject({ held: 1, ended: [{ end: 'answered' }] });
  await (await second).end('answered');
});

it('says how many others were in hand when a call ended', async () => {
  const slots = slotsOver(aStore(4));
  const [first] = await Promise.all([slots.take(never), slots.take(never), slots.take(never)]);

  expect(await first.end('lost')).toBe(2);
  expect(await first.end('other')).toBe(0);
});

it('lets what is called off leave the queue at once, and takes nothing for it', async () => {
  const store = aStore(1);
  const slots = slotsOver(store);
  const first = await slots.take(never);
  const caller = new AbortController();
  const waiting = slots.take(caller.signal);
  await sleep(5);
  caller.abort(new Error('called off'));
  await expect(waiting).rejects.toThrow('called off');
  await first.end('answered');
  const next = await slots.take(never);

  expect(getEventListeners(caller.signal, 'abort')).toEqual([]);
  expect(store.reports.at(-1)).toMatchObject({ held: 0, wanted: 1 });
  await next.end('answered');
});

it('sends away who waited for long, with the time to come again and the reason', async () => {
  const slots = slotsOver(aStore(1), { patienceMs: 30 });
  await slots.take(never);

  await expect(slots.take(never)).rejects.toMatchObject({
    code: 'ModelOverloaded',
    message: 'The model at http://model/v1 takes 1 call at once; 1 wait here for their turn.',
    retryAfterMs: aNumber,
  });
});

it('gives a server that is asked alone all the time for its first token, and others what they have shown to need', async () => {
  const limits = { stallTimeoutMs: 500, timeoutMs: 9_000 };
  const alone = await slotsOver(aStore(1)).take(never);
  const among = await slotsOver(aStore(8)).take(never);

  expect([alone.firstTokenTimeoutMs(limits), among.firstTokenTimeoutMs(limits)]).toEqual([9_000, 800]);
});

it('begins nothing while the database is away, and tells it later what ended', async () => {
  const store = aStore(2);
  const slots = slotsOver(store);
  const slot = await slots.take(never);
  store.isAway = true;
  await expect(slots.take(never)).rejects.toMatchObject({ code: 'DatabaseUnavailable' });
  expect(await slot.end('lost')).toBe(0);
  store.isAway = false;
  await slots.take(never);

  expect(store.reports.at(-1)).toMatchObject({ held: 0, wanted: 1, ended: [{ end: 'lost' }] });
});
