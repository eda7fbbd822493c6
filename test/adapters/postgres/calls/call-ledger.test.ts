import { randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import { createCallLedger } from '../../../../adapters/postgres/calls/call-ledger.ts';
import { createPrisma, type LibraryPrisma } from '../../../../adapters/postgres/client.ts';
import { createRunStore } from '../../../../adapters/postgres/runs/run-store.ts';
import type { CallLedger, CallRequest, OpenedCall } from '../../../../domain/model/call-ledger.ts';
import { createTestDatabase, type TestDatabase } from '../../../services.ts';

let database: TestDatabase;
let prisma: LibraryPrisma;
let ledger: CallLedger;
beforeAll(async () => {
  database = await createTestDatabase();
  prisma = createPrisma(database.url, { poolSize: 12 });
  ledger = createCallLedger(prisma);
});
afterAll(async () => {
  await prisma.$disconnect();
  await database.drop();
});

const aRun = async (columns: { budgetUsd?: number; spentUsd?: number } = {}): Promise<string> => {
  const run = await prisma.run.create({
    data: { workflowId: 'library/all', firstRunId: randomUUID(), input: {}, concurrency: 5, ...columns },
  });
  return run.id;
};

const aCall = (change: Partial<CallRequest> = {}): CallRequest => ({
  courseId: randomUUID(),
  bookId: randomUUID(),
  runId: null,
  purpose: 'section',
  chapter: 1,
  part: 'section:1',
  revision: 0,
  ask: 1,
  model: 'a-model',
  isRehearsal: false,
  promptHash: 'f'.repeat(64),
  provider: `https://model.example/v1 ${randomUUID()}`,
  reservedUsd: 1,
  ...change,
});

const anAnswer = { reply: '{}', finishReason: 'stop', inputTokens: 10, outputTokens: 20, costUsd: 0.25, latencyMs: 5 };
const aFailure = { code: 'ModelServerError', message: 'oops', latencyMs: 5, usage: null };

const money = async (runId: string): Promise<{ reservedUsd: number; spentUsd: number }> => {
  const run = await prisma.run.findUniqueOrThrow({ where: { id: runId } });
  return { reservedUsd: Number(run.reservedUsd), spentUsd: Number(run.spentUsd) };
};

/** As if the process that has the call in hand had been silent for 15 seconds. */
const leaseEnds = (key: string) =>
  prisma.modelCall.update({ where: { callKey: key }, data: { heldUntil: new Date(Date.now() - 1) } });

const REAL_TIMERS = [
  ...(['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate', 'clearImmediate'] as const),
  ...(['nextTick', 'queueMicrotask', 'hrtime', 'performance'] as const),
];

const matching = (pattern: RegExp): unknown => expect.stringMatching(pattern);

async function open(request: CallRequest): Promise<Extract<OpenedCall, { state: 'open' }>> {
  const opened = await ledger.openCall(request);
  if (opened.state !== 'open') throw new Error(`The call is ${opened.state}.`);
  return opened;
}

describe('a call', () => {
  it('is reserved, then settled to what it cost', async () => {
    const runId = await aRun();
    const { callKey, attempt } = await open(aCall({ runId }));
    expect(attempt).toBe(1);
    expect(await money(runId)).toEqual({ reservedUsd: 1, spentUsd: 0 });

    await ledger.settleCall(callKey, anAnswer);

    expect(await money(runId)).toEqual({ reservedUsd: 0, spentUsd: 0.25 });
  });

  it('that was answered is read, though its run is paused, its budget is gone and its provider is blocked', async () => {
    const call = aCall({ runId: await aRun() });
    const { callKey } = await open(call);
    await ledger.settleCall(callKey, anAnswer);
    await ledger.pauseRun(call.runId, 'by hand');
    await ledger.block(call.provider, new Date(Date.now() + 60_000), 'slow down');

    expect(await ledger.openCall(call)).toEqual({ state: 'answered', callKey, reply: '{}', finishReason: 'stop' });
  });

  it('that was answered in one run is read in the next', async () => {
    const call = aCall({ runId: await aRun() });
    const { callKey } = await open(call);
    await ledger.settleCall(callKey, anAnswer);

    expect(await ledger.openCall({ ...call, runId: await aRun() })).toMatchObject({ state: 'answered' });
  });

  it('that failed releases its reservation and may be tried again, in the same row', async () => {
    const runId = await aRun();
    const call = aCall({ runId });
    const { callKey, attempt } = await open(call);
    await ledger.failCall(callKey, { ...aFailure, attempt });
    expect(await money(runId)).toEqual({ reservedUsd: 0, spentUsd: 0 });
    expect(await prisma.modelCall.findUniqueOrThrow({ where: { callKey } })).toMatchObject({
      status: 'failed',
      errorCode: 'ModelServerError',
      errorMessage: 'oops',
    });

    expect(await open(call)).toEqual({ state: 'open', callKey, attempt: 2 });
    expect(await money(runId)).toEqual({ reservedUsd: 1, spentUsd: 0 });
    expect(await prisma.modelCall.count({ where: { callKey } })).toBe(1);
  });

  it('that a dead worker left open keeps its reservation: it is not made twice', async () => {
    const runId = await aRun({ budgetUsd: 1.5 });
    const call = aCall({ runId });
    await leaseEnds((await open(call)).callKey);

    expect(await open(call)).toMatchObject({ attempt: 2 });
    expect(await money(runId)).toEqual({ reservedUsd: 1, spentUsd: 0 });
  });

  it('that a dead run left open moves its reservation to the run that takes it up', async () => {
    const [first, second] = [await aRun(), await aRun()];
    const call = aCall({ runId: first });
    await leaseEnds((await open(call)).callKey);
    await open({ ...call, runId: second });

    expect(await money(first)).toEqual({ reservedUsd: 0, spentUsd: 0 });
    expect(await money(second)).toEqual({ reservedUsd: 1, spentUsd: 0 });
  });

  it('asked for by many at once is opened by one; the others wait for its answer', async () => {
    const runId = await aRun();
    const call = aCall({ runId });
    const states = await Promise.all(Array.from({ length: 8 }, async () => (await ledger.openCall(call)).state));

    expect(states.sort()).toEqual(['held', 'held', 'held', 'held', 'held', 'held', 'held', 'open']);
    expect(await money(runId)).toEqual({ reservedUsd: 1, spentUsd: 0 });
  });

  it('stays in hand while its process says so, and is free 15 seconds after its last word', async () => {
    const call = aCall();
    const { callKey } = await open(call);
    await leaseEnds(callKey);
    await ledger.keepCalls();

    const held = await createCallLedger(prisma).openCall(call);

    if (held.state !== 'held') throw new Error(`The call is ${held.state}.`);
    expect(held.until.getTime() - Date.now()).toBeLessThanOrEqual(15_500);
    expect(held.until.getTime() - Date.now()).toBeGreaterThan(10_000);
    await ledger.failCall(callKey, { ...aFailure, attempt: 1 });
    await ledger.keepCalls();
    expect(await open(call)).toMatchObject({ attempt: 2 });
  });

  it('that was taken up by another process is renewed by that one alone', async () => {
    const call = aCall();
    const { callKey } = await open(call);
    await leaseEnds(callKey);
    const other = createCallLedger(prisma);
    expect(await other.openCall(call)).toMatchObject({ state: 'open', attempt: 2 });
    await leaseEnds(callKey);

    await ledger.keepCalls();
    expect(await ledger.openCall(call)).toMatchObject({ state: 'open', attempt: 3 });
  });

  it('that fails late does not release what a later try holds', async () => {
    const runId = await aRun();
    const call = aCall({ runId });
    const { callKey } = await open(call);
    await leaseEnds(callKey);
    await open(call);
    await ledger.failCall(callKey, { ...aFailure, attempt: 1 });

    expect(await money(runId)).toEqual({ reservedUsd: 1, spentUsd: 0 });
    expect(await prisma.modelCall.findUniqueOrThrow({ where: { callKey } })).toMatchObject({ status: 'open' });
  });

  it('answered twice keeps the first reply and counts both costs', async () => {
    const runId = await aRun();
    const call = aCall({ runId });
    const { callKey } = await open(call);
    await leaseEnds(callKey);
    await open(call);
    await ledger.settleCall(callKey, anAnswer);

    expect(await ledger.settleCall(callKey, { ...anAnswer, reply: '{"second": true}' })).toEqual({
      reply: '{}',
      finishReason: 'stop',
    });
    expect(await money(runId)).toEqual({ reservedUsd: 0, spentUsd: 0.5 });
    const { reply, costUsd } = await prisma.modelCall.findUniqueOrThrow({ where: { callKey } });
    expect({ reply, costUsd: Number(costUsd) }).toEqual({ reply: '{}', costUsd: 0.5 });
  });

  it('counts the tries in a row that end in one error, numbers in its message aside', async () => {
    const call = aCall();
    const counts: number[] = [];
    for (const message of ['bad token 17 (req_1a)', 'bad token 18 (req_2b)', 'another', 'bad token 19 (req_3c)']) {
      const { callKey, attempt } = await open(call);
      counts.push((await ledger.failCall(callKey, { ...aFailure, attempt, message })).sameFailures);
    }

    expect(counts).toEqual([1, 2, 1, 1]);
  });

  it('adds what a broken reply is likely to cost', async () => {
    const runId = await aRun();
    const { callKey, attempt } = await open(aCall({ runId }));
    await ledger.failCall(callKey, { ...aFailure, attempt, usage: { inputTokens: 10, outputTokens: 5, costUsd: 0.5 } });

    expect(await money(runId)).toEqual({ reservedUsd: 0, spentUsd: 0.5 });
  });
});

describe('the sums of a course in its run', () => {
  const sums = async (runId: string) => {
    const { calls, pricedCalls, inputTokens, outputTokens, costUsd } = await prisma.runCourse.findFirstOrThrow({
      where: { runId },
    });
    return {
      calls,
      pricedCalls,
      tokens: [Number(inputTokens), Number(outputTokens)],
      costUsd: Number(costUsd),
    };
  };
  const aCallOfCourse = async (): Promise<CallRequest & { runId: string }> => {
    const call = { ...aCall(), runId: await aRun() };
    await prisma.runCourse.create({
      data: { runId: call.runId, courseId: call.courseId ?? '', title: 'T', position: 1 },
    });
    return call;
  };

  it('grow with every settlement, also after the course has ended', async () => {
    const call = await aCallOfCourse();
    const { callKey } = await open(call);
    await prisma.runCourse.updateMany({ where: { runId: call.runId }, data: { status: 'failed' } });
    await ledger.settleCall(callKey, anAnswer);

    expect(await sums(call.runId)).toEqual({ calls: 1, pricedCalls: 1, tokens: [10, 20], costUsd: 0.25 });
  });

  it('hold what a broken reply and a second reply cost, and count the call once', async () => {
    const call = await aCallOfCourse();
    const { callKey, attempt } = await open(call);
    const usage = { inputTokens: 10, outputTokens: 5, costUsd: 0.5 };
    await ledger.failCall(callKey, { ...aFailure, attempt, usage });
    await open(call);
    await ledger.settleCall(callKey, anAnswer);
    await ledger.settleCall(callKey, anAnswer);

    expect(await sums(call.runId)).toEqual({ calls: 1, pricedCalls: 1, tokens: [30, 45], costUsd: 1 });
    expect(await money(call.runId)).toEqual({ reservedUsd: 0, spentUsd: 1 });
  });

  it('tell calls without a price apart', async () => {
    const call = await aCallOfCourse();
    const { callKey } = await open({ ...call, reservedUsd: null });
    await ledger.settleCall(callKey, { ...anAnswer, costUsd: null });

    expect(await sums(call.runId)).toMatchObject({ calls: 1, pricedCalls: 0, costUsd: 0 });
  });

  it('are exact after a thousand cents and less', async () => {
    const runId = await aRun();
    for (let ask = 1; ask <= 1_000; ask += 1) {
      const { callKey } = await open(aCall({ runId, ask, reservedUsd: 0.1 }));
      await ledger.settleCall(callKey, { ...anAnswer, costUsd: 0.0001 });
    }

    expect(await money(runId)).toEqual({ reservedUsd: 0, spentUsd: 0.1 });
  });
});

describe('an answered call', () => {
  it('never turns open again, though a late settlement races a thousand times with one who opens it anew', async () => {
    const runId = await aRun();
    const late = createPrisma(database.url, { poolSize: 1 });
    const again = createPrisma(database.url, { poolSize: 1 });
    const lost: string[] = [];
    for (let round = 0; round < 1_000; round += 1) {
      const call = aCall({ runId, ask: round + 1 });
      const { callKey } = await open(call);
      await leaseEnds(callKey);
      const [, opened] = await Promise.all([
        createCallLedger(late).settleCall(callKey, anAnswer),
        createCallLedger(again).openCall(call),
      ]);
      const row = await prisma.modelCall.findUniqueOrThrow({ where: { callKey } });
      if (row.status !== 'answered' || row.reply !== '{}') lost.push(`${round} ${opened.state} ${row.status}`);
    }
    await Promise.all([late.$disconnect(), again.$disconnect()]);

    expect(lost).toEqual([]);
    expect(await money(runId)).toEqual({ reservedUsd: 0, spentUsd: 250 });
  }, 120_000);
});

describe('a budget', () => {
  it('is never overshot by many callers at once: those for whom it has no room wait for the calls in hand', async () => {
    const runId = await aRun({ budgetUsd: 7 });

    const opened = await Promise.all(Array.from({ length: 20 }, () => ledger.openCall(aCall({ runId }))));

    expect((await money(runId)).reservedUsd).toBe(7);
    expect(opened.filter(({ state }) => state === 'open')).toHaveLength(7);
    expect(opened.filter(({ state }) => state === 'reserved')).toHaveLength(13);
    expect(await prisma.run.findUniqueOrThrow({ where: { id: runId } })).toMatchObject({ status: 'running' });
  });

  it('pauses its run once what is spent leaves no room', async () => {
    const runId = await aRun({ budgetUsd: 1.2 });
    const { callKey } = await open(aCall({ runId }));

    expect(await ledger.openCall(aCall({ runId }))).toEqual({ state: 'reserved' });
    await ledger.settleCall(callKey, anAnswer);

    const refused = { code: 'BudgetReached', message: matching(/^budget of \$1\.20 reached: \$0\.25 are spent/) };
    await expect(ledger.openCall(aCall({ runId }))).rejects.toMatchObject(refused);
    await expect(ledger.openCall(aCall({ runId }))).rejects.toMatchObject({ ...refused, code: 'RunPaused' });
  });

  it('does not wait for a call that a dead worker left open', async () => {
    const runId = await aRun({ budgetUsd: 1.5 });
    const { callKey } = await open(aCall({ runId }));
    await leaseEnds(callKey);

    await expect(ledger.openCall(aCall({ runId }))).rejects.toMatchObject({ code: 'BudgetReached' });
  });

  it('counts what is spent and what is reserved, and frees what a call did not need', async () => {
    const runId = await aRun({ budgetUsd: 2, spentUsd: 0.5 });
    const { callKey } = await open(aCall({ runId }));
    await ledger.settleCall(callKey, anAnswer);

    expect(await open(aCall({ runId }))).toMatchObject({ state: 'open' });
    expect(await ledger.openCall(aCall({ runId }))).toEqual({ state: 'reserved' });
  });

  it('cannot be kept with a model that has no price, so nothing is asked', async () => {
    const runId = await aRun({ budgetUsd: 100 });

    await expect(ledger.openCall(aCall({ runId, reservedUsd: null }))).rejects.toMatchObject({
      code: 'BudgetReached',
      message: matching(/no price/),
    });
    expect(await prisma.modelCall.count({ where: { runId } })).toBe(0);
  });

  it('that is raised between a refused call and the pause of the run pauses nothing', async () => {
    const runId = await aRun({ budgetUsd: 1, spentUsd: 0.9 });
    const query = async (sql: string, values: unknown[]) => {
      const found: unknown = await prisma.pool.query(sql, values);
      if (sql.includes('scroll_open_call')) await createRunStore(prisma).setBudget(runId, 20);
      return found;
    };
    const late = createCallLedger({ ...prisma, pool: { query } } as unknown as LibraryPrisma);

    await expect(late.openCall(aCall({ runId }))).rejects.toMatchObject({ code: 'BudgetReached' });
    expect(await createRunStore(prisma).findPause(runId)).toBeNull();
    expect(await ledger.openCall(aCall({ runId }))).toMatchObject({ state: 'open' });
  });

  it('is no matter to a call that costs nothing', async () => {
    const runId = await aRun({ budgetUsd: 1, spentUsd: 1 });

    expect(await ledger.openCall(aCall({ runId, reservedUsd: 0, isRehearsal: true }))).toMatchObject({ state: 'open' });
  });
});

describe('a paused run', () => {
  it('opens no call and says why', async () => {
    const runId = await aRun();
    await ledger.pauseRun(runId, 'the key was rejected');
    await ledger.pauseRun(runId, 'a later reason');

    await expect(ledger.openCall(aCall({ runId }))).rejects.toMatchObject({
      code: 'RunPaused',
      message: 'the key was rejected',
    });
    expect(await money(runId)).toEqual({ reservedUsd: 0, spentUsd: 0 });
    expect(await prisma.modelCall.count({ where: { runId } })).toBe(0);
  });

  it('is paused by the clock of the database, whatever the process thinks the time is', async () => {
    const runId = await aRun();
    jest.useFakeTimers({ now: 0, doNotFake: REAL_TIMERS });
    await ledger.pauseRun(runId, 'by hand').finally(() => jest.useRealTimers());

    const { pausedAt } = await prisma.run.findUniqueOrThrow({ where: { id: runId } });
    expect(pausedAt?.getFullYear()).toBeGreaterThan(2000);
  });

  it('settles the calls that were in hand', async () => {
    const runId = await aRun();
    const { callKey } = await open(aCall({ runId }));
    await ledger.pauseRun(runId, 'by hand');
    await ledger.settleCall(callKey, anAnswer);

    expect(await money(runId)).toEqual({ reservedUsd: 0, spentUsd: 0.25 });
  });

  it('stays as it ended when it is over', async () => {
    const runId = await aRun();
    await prisma.run.update({ where: { id: runId }, data: { status: 'completed' } });
    await ledger.pauseRun(runId, 'too late');
    await ledger.pauseRun(null, 'nobody');

    expect(await prisma.run.findUniqueOrThrow({ where: { id: runId } })).toMatchObject({
      status: 'completed',
      pausedAt: null,
    });
  });
});

describe('a block', () => {
  it('holds every call of its provider and of no other, and reserves nothing', async () => {
    const call = aCall({ runId: await aRun() });
    const until = new Date(Date.now() + 60_000);
    await ledger.block(call.provider, until, 'slow down');

    expect(await ledger.openCall(call)).toEqual({ state: 'blocked', until });
    expect(await money(call.runId ?? '')).toEqual({ reservedUsd: 0, spentUsd: 0 });
    expect(await ledger.openCall({ ...call, provider: 'another' })).toMatchObject({ state: 'open' });
  });

  it('stands until the later of two times', async () => {
    const provider = randomUUID();
    const [soon, late] = [new Date(Date.now() + 30_000), new Date(Date.now() + 60_000)];
    await ledger.block(provider, late, 'slow down');
    await ledger.block(provider, soon, 'a little');

    expect(await prisma.modelLimit.findUniqueOrThrow({ where: { provider } })).toMatchObject({
      blockedUntil: late,
      reason: 'slow down',
    });
  });

  it('is over when its time is', async () => {
    const call = aCall();
    await ledger.block(call.provider, new Date(Date.now() - 1), 'slow down');

    expect(await ledger.openCall(call)).toMatchObject({ state: 'open' });
  });
});

it('a ledger without its database says so', async () => {
  const away = createPrisma('postgresql://postgres@127.0.0.1:1/postgres', { poolSize: 1 });
  const lost = createCallLedger(away);

  await expect(lost.openCall(aCall())).rejects.toMatchObject({ code: 'DatabaseUnavailable' });
  await expect(lost.block('x', new Date(), 'y')).rejects.toMatchObject({ code: 'DatabaseUnavailable' });
  await expect(lost.pauseRun(randomUUID(), 'y')).rejects.toMatchObject({ code: 'DatabaseUnavailable' });
  await away.$disconnect();
});
