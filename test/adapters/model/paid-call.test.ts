import { LibraryError } from '../../../domain/failure.ts';
import type { CallLedger } from '../../../domain/model/call-ledger.ts';
import { createCallLedger } from '../../../adapters/postgres/calls/call-ledger.ts';
import { aPlace, complete, failureOf, openBench, SOUND, type ModelBench } from './bench.ts';
import { neverEnds, refuses, says } from '../../fakes/model-server.ts';

let bench: ModelBench;
beforeAll(async () => {
  bench = await openBench();
});
beforeEach(() => bench.reset());
afterAll(() => bench.close());

/** The real ledger, whose named function finds the database away for the first `times`. */
function flaky(name: keyof CallLedger, times: number): CallLedger {
  const ledger = createCallLedger(bench.prisma);
  let left = times;
  const away = async (): Promise<never> => {
    throw new LibraryError('DatabaseUnavailable', 'The database does not answer.');
  };
  return new Proxy(ledger, {
    get: (target, key: keyof CallLedger) => (key === name && left-- > 0 ? away : target[key]),
  });
}

it('a paid reply is held in hand while the database is away, and not asked for again', async () => {
  bench.server.script(says(SOUND));
  const place = aPlace();

  expect(await complete(await bench.model({ ledger: flaky('settleCall', 3) }), { place })).toEqual(SOUND);
  expect(await complete(await bench.model(), { place })).toEqual(SOUND);
  expect(bench.server.requests).toHaveLength(1);
});

it('a call that cannot be opened asks nothing', async () => {
  bench.server.script(says(SOUND));

  expect(await failureOf(complete(await bench.model({ ledger: flaky('openCall', 1) })))).toMatchObject({
    code: 'DatabaseUnavailable',
  });
  expect(bench.server.requests).toHaveLength(0);
});

it.each(['failCall', 'block'] as const)('the failure itself is told though %s cannot be', async (name) => {
  bench.server.script(refuses(429, { message: 'slow down' }, { 'retry-after': '9' }));

  expect(await failureOf(complete(await bench.model({ ledger: flaky(name, 1) })))).toMatchObject({
    code: 'ModelOverloaded',
  });
  expect(bench.lines).toEqual([expect.stringContaining('The ledger could not be told')]);
});

it('of two callers of one call both get the reply that was kept first', async () => {
  let release = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  bench.server.script(
    async (response, request) => {
      await gate;
      return says({ ...SOUND, title: 'Late' })(response, request);
    },
    says({ ...SOUND, title: 'Early' }),
  );
  const model = await bench.model();
  const place = aPlace();
  const zombie = complete(model, { place });
  while (bench.server.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  await leaseEnds();
  const retry = await complete(model, { place });
  release();

  expect(retry.title).toBe('Early');
  expect((await zombie).title).toBe('Early');
  // Both were paid for, and the row says so.
  const [row] = await bench.prisma.modelCall.findMany();
  expect({ ...row, costUsd: Number(row?.costUsd) }).toMatchObject({ attempt: 2, costUsd: 0.4, inputTokens: 200 });
});

it('a call that a living process has in hand is not asked a second time: its answer is read', async () => {
  let release: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  bench.server.script(
    async (response, request) => {
      await gate;
      return says({ ...SOUND, title: 'Once' })(response, request);
    },
    says({ ...SOUND, title: 'Twice' }),
  );
  const place = aPlace();
  const first = complete(await bench.model(), { place });
  while (bench.server.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  const second = complete(await bench.model(), { place });
  await new Promise((resolve) => setTimeout(resolve, 500));
  release();

  expect((await first).title).toBe('Once');
  expect((await second).title).toBe('Once');
  expect(bench.server.requests).toHaveLength(1);
});

/** As if the process of the calls in hand had been silent for 15 seconds. */
const leaseEnds = () => bench.prisma.modelCall.updateMany({ data: { heldUntil: new Date(0) } });

it('a call that its worker left open keeps one reservation, and the next worker settles it', async () => {
  bench.server.script(neverEnds('a', 10), says(SOUND));
  const runId = await bench.run({ budgetUsd: 1_000 });
  const place = aPlace({ runId });
  const ledger = createCallLedger(bench.prisma);
  // A dead worker fails no call: the ledger never hears of it.
  const deaf = new Proxy(ledger, {
    get: (target, key: keyof CallLedger) => (key === 'failCall' ? async () => ({ sameFailures: 1 }) : target[key]),
  });
  const reserved = async (): Promise<number> =>
    Number((await bench.prisma.run.findUniqueOrThrow({ where: { id: runId } })).reservedUsd);
  const dead = new AbortController();
  const first = complete(await bench.model({ ledger: deaf }), { place, signal: dead.signal });
  while (bench.server.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  dead.abort(new Error('killed'));
  await expect(first).rejects.toThrow('killed');
  await leaseEnds();
  const held = await reserved();
  expect(held).toBeGreaterThan(2);

  const during: number[] = [];
  const watched = new Proxy(ledger, {
    get: (target, key: keyof CallLedger) =>
      key === 'settleCall'
        ? async (...args: Parameters<CallLedger['settleCall']>) => {
            during.push(await reserved());
            return ledger.settleCall(...args);
          }
        : target[key],
  });
  await complete(await bench.model({ ledger: watched }), { place });

  expect(during).toEqual([held]);
  expect(await reserved()).toBe(0);
});
