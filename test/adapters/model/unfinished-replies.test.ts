import { aPlace, complete, failureOf, openBench, SOUND, type ModelBench, textWith } from './bench.ts';
import { cutsAfter, hangs, neverEnds, says, sends, stalls, startModelServer } from '../../fakes/model-server.ts';

let bench: ModelBench;
beforeAll(async () => {
  bench = await openBench();
});
beforeEach(() => bench.reset());
afterAll(() => bench.close());

const fail = async (): ReturnType<typeof failureOf> => failureOf(complete(await bench.model()));

describe('a reply that does not come', () => {
  it('because nobody listens is ModelUnreachable, with the address and the reason', async () => {
    const other = await startModelServer();
    const model = await bench.model({ baseUrl: other.baseUrl });
    await other.close();

    expect(await failureOf(complete(model))).toMatchObject({
      code: 'ModelUnreachable',
      message: `The model at ${other.baseUrl} cannot be reached: ECONNREFUSED.`,
    });
  });

  it('because the connection is cut is ModelUnreachable, and never half a reply', async () => {
    bench.server.script(cutsAfter('{"title": "Psalms", "words": 12}'));

    expect(await fail()).toMatchObject({ code: 'ModelUnreachable' });
  });

  it.each([
    ['before it answers', hangs],
    ['after the first piece', stalls('{"title": ')],
  ])('because the server falls silent %s is ModelStalled, and the request is ended', async (_when, answer) => {
    bench.server.script(answer);

    expect(await failureOf(complete(await bench.model({ stallTimeoutMs: 300 })))).toMatchObject({
      code: 'ModelStalled',
      message: textWith('nothing for'),
    });
    expect(await bench.server.requests[0]?.wasCut).toBe(true);
  });

  it('but whose server says that it is still there is waited for', async () => {
    bench.server.script(async (response, body) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      for (let count = 0; count < 6; count += 1) {
        response.write(': still working\n\n');
        await new Promise((resolve) => setTimeout(resolve, 150));
      }
      response.end(
        `data: {"choices":[{"delta":{"content":${JSON.stringify(JSON.stringify(SOUND))}},"finish_reason":"stop"}]}\n\n`,
      );
      void body;
    });

    expect(await complete(await bench.model({ stallTimeoutMs: 500 }))).toEqual(SOUND);
  });

  it('within the total time is ModelStalled though signs of life come', async () => {
    bench.server.script(neverEnds({}, 50));

    expect(await failureOf(complete(await bench.model({ timeoutMs: 600 })))).toMatchObject({ code: 'ModelStalled' });
    expect(await bench.server.requests[0]?.wasCut).toBe(true);
  });

  it.each([
    ['silence before an answer', hangs],
    ['silence in its middle', stalls('{"title": ')],
    ['a cut in its middle', cutsAfter('{"title": ')],
  ])('because of %s, six times, pauses the run: each try may be billed', async (_what, answer) => {
    bench.server.script(answer);
    const runId = await bench.run();
    const model = await bench.model({ stallTimeoutMs: 100 });
    const place = aPlace({ runId });
    const codes: string[] = [];
    for (let attempt = 0; attempt < 6; attempt += 1) codes.push((await failureOf(complete(model, { place }))).code);

    expect(codes.slice(0, 5)).not.toContain('ModelAccessDenied');
    expect(codes[5]).toBe('ModelAccessDenied');
    expect(await bench.prisma.run.findUniqueOrThrow({ where: { id: runId } })).toMatchObject({
      status: 'paused',
      pauseReason: textWith('OPENAI_STALL_TIMEOUT_MS'),
    });
  });

  it('because nobody listens is tried as long as it takes: it costs nothing', async () => {
    const other = await startModelServer();
    const model = await bench.model({ baseUrl: other.baseUrl });
    await other.close();
    const place = aPlace({ runId: await bench.run() });
    const codes = new Set<string>();
    for (let attempt = 0; attempt < 7; attempt += 1) codes.add((await failureOf(complete(model, { place }))).code);

    expect([...codes]).toEqual(['ModelUnreachable']);
  });

  it('that ends without a reason in the middle of its document is a server’s error', async () => {
    bench.server.script(says('{"title": "Psal', { finishReason: null }));

    expect(await fail()).toMatchObject({ code: 'ModelServerError', message: textWith('broke off') });
  });

  it.each([
    ['events that are not JSON', 'text/event-stream', 'data: {not json}\n\n'],
    ['events that are no completion', 'text/event-stream', 'data: {"choices": 7}\n\n'],
    ['nothing at all', 'text/event-stream', ''],
    ['an end by an error of its own', 'text/event-stream', 'data: {"choices":[{"finish_reason":"error"}]}\n\n'],
    ['other JSON', 'application/json', '{"hello": "world"}'],
    ['broken JSON', 'application/json', '{"choices": ['],
  ])('but %s is a server’s error, final after six times', async (_what, type, body) => {
    bench.server.script(sends(type, body));
    const model = await bench.model();
    const place = aPlace();
    const codes: string[] = [];
    for (let attempt = 0; attempt < 6; attempt += 1) codes.push((await failureOf(complete(model, { place }))).code);

    expect(codes).toEqual([...Array<string>(5).fill('ModelServerError'), 'ModelRequestRejected']);
  });
});

describe('a reply that never ends', () => {
  it.each([
    ['in words', 'word '.repeat(50)],
    ['in thoughts', { reasoning_content: 'hmm '.repeat(50) }],
  ])('%s is cut, counted as cut off, and asked for again a counted number of times', async (_how, piece) => {
    bench.server.script(neverEnds(piece));
    const model = await bench.model({ maxOutputTokens: 100, maxAsks: 2 });

    expect(await failureOf(complete(model))).toMatchObject({ code: 'ModelOutputInvalid' });
    expect(bench.server.requests).toHaveLength(2);
    expect(await Promise.all(bench.server.requests.map(({ wasCut }) => wasCut))).toEqual([true, true]);
    expect(await bench.prisma.modelCall.findMany({ select: { status: true, finishReason: true } })).toEqual([
      { status: 'answered', finishReason: 'length' },
      { status: 'answered', finishReason: 'length' },
    ]);
  });

  it('in time is cut at the total time', async () => {
    bench.server.script(neverEnds('a', 30), says(SOUND));

    expect(await complete(await bench.model({ timeoutMs: 700 }))).toEqual(SOUND);
    expect(await bench.server.requests[0]?.wasCut).toBe(true);
  });
});

describe('a caller that calls off', () => {
  it.each([
    ['before the server answers', hangs],
    ['while the reply comes', neverEnds('a', 20)],
  ])('%s ends the request at once and gets its own reason back', async (_when, answer) => {
    bench.server.script(answer);
    const runId = await bench.run({ budgetUsd: 1_000 });
    const caller = new AbortController();
    const reason = new Error('the course was cancelled');
    const work = complete(await bench.model(), { signal: caller.signal, place: aPlace({ runId }) });
    const timer = setInterval(() => {
      if (bench.server.requests.length > 0) setTimeout(() => caller.abort(reason), 100);
      if (bench.server.requests.length > 0) clearInterval(timer);
    }, 10);

    await expect(work).rejects.toBe(reason);
    expect(await bench.server.requests[0]?.wasCut).toBe(true);
    expect(await bench.prisma.modelCall.findFirstOrThrow()).toMatchObject({
      status: 'failed',
      errorCode: 'Cancelled',
      reservedUsd: null,
    });
    expect(Number((await bench.prisma.run.findUniqueOrThrow({ where: { id: runId } })).reservedUsd)).toBe(0);
  });

  it('while a whole reply is being closed keeps what was paid for', async () => {
    bench.server.script((response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const content = JSON.stringify(JSON.stringify(SOUND));
      response.write(`data: {"choices":[{"delta":{"content":${content}},"finish_reason":"stop"}]}\n\n`);
    });
    const caller = new AbortController();
    const place = aPlace();
    const model = await bench.model();
    const work = complete(model, {
      place,
      signal: caller.signal,
    });
    while (bench.server.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    setTimeout(() => caller.abort(new Error('called off')), 300);
    await work;

    expect(await complete(model, { place })).toEqual(SOUND);
    expect(bench.server.requests).toHaveLength(1);
  });

  it('before the call asks nothing', async () => {
    bench.server.script(says(SOUND));
    const model = await bench.model();

    await expect(complete(model, { signal: AbortSignal.abort(new Error('too late')) })).rejects.toThrow('too late');
    expect(bench.server.requests).toHaveLength(0);
    expect(await bench.prisma.modelCall.count()).toBe(0);
  });
});

describe('a budget', () => {
  it('that leaves no room for a call’s worst cost pauses the run before anything is asked', async () => {
    bench.server.script(says(SOUND));
    // 1,000 tokens of output at $2,000 a million are $2.
    const runId = await bench.run({ budgetUsd: 2 });

    expect(await failureOf(complete(await bench.model(), { place: aPlace({ runId }) }))).toMatchObject({
      code: 'BudgetReached',
      message: textWith('budget of $2.00 reached'),
    });
    expect(bench.server.requests).toHaveLength(0);
    const run = await bench.prisma.run.findUniqueOrThrow({ where: { id: runId } });
    expect({ ...run, reservedUsd: Number(run.reservedUsd) }).toMatchObject({
      status: 'paused',
      pauseReason: textWith('budget of $2.00 reached'),
      reservedUsd: 0,
    });
  });

  it('counts what a broken reply is likely to cost', async () => {
    bench.server.script(cutsAfter('word '.repeat(300)));
    const runId = await bench.run({ budgetUsd: 100 });
    await failureOf(complete(await bench.model(), { place: aPlace({ runId }) }));
    const run = await bench.prisma.run.findUniqueOrThrow({ where: { id: runId } });

    expect(Number(run.reservedUsd)).toBe(0);
    expect(Number(run.spentUsd)).toBeGreaterThan(0.5);
  });
});
