import { getEventListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTurns } from '../../../adapters/model/turns.ts';

const never = new AbortController().signal;

it('does so many at once and the others in order', async () => {
  const takeTurn = createTurns(2);
  let atOnce = 0;
  let most = 0;
  const order: number[] = [];
  const work = (number: number) => async (): Promise<number> => {
    order.push(number);
    most = Math.max(most, (atOnce += 1));
    await sleep(5);
    atOnce -= 1;
    return number;
  };

  const results = await Promise.all([1, 2, 3, 4, 5].map((number) => takeTurn(work(number), never)));

  expect(results).toEqual([1, 2, 3, 4, 5]);
  expect({ most, order }).toEqual({ most: 2, order: [1, 2, 3, 4, 5] });
});

it('lets what is called off leave the queue at once, without doing it', async () => {
  const takeTurn = createTurns(1);
  const caller = new AbortController();
  let isDone = false;
  let finish: () => void = () => undefined;
  const first = takeTurn(() => new Promise<void>((resolve) => (finish = resolve)), never);
  const waiting = takeTurn(async () => {
    isDone = true;
  }, caller.signal);

  caller.abort(new Error('called off'));
  await expect(waiting).rejects.toThrow('called off');
  finish();
  await first;
  await takeTurn(async () => undefined, never);

  expect(isDone).toBe(false);
});

it('lets what has begun end by itself', async () => {
  const takeTurn = createTurns(1);
  const caller = new AbortController();
  const begun = takeTurn(async () => {
    await sleep(5);
    return 'kept';
  }, caller.signal);
  await sleep(1);
  caller.abort(new Error('called off'));

  await expect(begun).resolves.toBe('kept');
});

it('leaves nothing at the signal of those whose turn has come', async () => {
  const { signal } = new AbortController();
  await createTurns(1)(() => Promise.resolve(), signal);

  expect(getEventListeners(signal, 'abort')).toEqual([]);
});
