import { aPlace, complete, failureOf, openBench, SOUND, type ModelBench, textWith } from './bench.ts';
import { refuses, says, sendJson, sends } from '../../fakes/model-server.ts';

let bench: ModelBench;
beforeAll(async () => {
  bench = await openBench();
});
beforeEach(() => bench.reset());
afterAll(() => bench.close());

const fail = async (): ReturnType<typeof failureOf> => failureOf(complete(await bench.model()));

describe('too many requests', () => {
  it.each([
    [{ 'retry-after': '7' }, 7_000, 15_000],
    [{ 'retry-after-ms': '6500', 'retry-after': '60' }, 6_500, 15_000],
    [{ 'retry-after': new Date(Date.now() + 120_000).toUTCString() }, 60_000, 130_000],
    [{ 'retry-after': '86400' }, 600_000, 610_000],
    [{}, 5_000, 7_000],
    [{ 'retry-after': '0' }, 5_000, 7_000],
    [{ 'retry-after': new Date(Date.now() - 60_000).toUTCString() }, 5_000, 7_000],
  ])('are ModelOverloaded with the time that the server names: %j', async (headers, atLeast, atMost) => {
    bench.server.script(refuses(429, { message: 'slow down', code: 'rate_limit_exceeded' }, headers));
    const failure = await fail();

    expect(failure).toMatchObject({ code: 'ModelOverloaded', message: textWith('429: slow down') });
    expect(failure.retryAfterMs).toBeGreaterThanOrEqual(atLeast);
    expect(failure.retryAfterMs).toBeLessThanOrEqual(atMost);
  });

  it('are ModelOverloaded with the time that stands in the error, in a list as Google sends it', async () => {
    const error = {
      code: 429,
      message: 'You exceeded your current quota.',
      status: 'RESOURCE_EXHAUSTED',
      details: [
        { '@type': 'type.googleapis.com/google.rpc.QuotaFailure' },
        { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '39s' },
      ],
    };
    bench.server.script((response) => sendJson(response, 429, [{ error }]));
    const failure = await fail();

    expect(failure).toMatchObject({ code: 'ModelOverloaded', message: textWith('You exceeded your current quota.') });
    expect(failure.retryAfterMs).toBeGreaterThanOrEqual(39_000);
    expect(failure.retryAfterMs).toBeLessThanOrEqual(50_000);
  });

  it('hold every caller of the fleet: the next one asks nothing and is told how long', async () => {
    bench.server.script(refuses(429, { message: 'slow down' }, { 'retry-after': '30' }), says(SOUND));
    await fail();
    const second = await fail();

    expect(second.code).toBe('ModelOverloaded');
    expect(second.retryAfterMs).toBeGreaterThan(25_000);
    expect(bench.server.requests).toHaveLength(1);
  });

  it('hold the caller inside when the wait is short, with progress told', async () => {
    bench.server.script(refuses(429, { message: 'slow down' }, { 'retry-after': '2' }), says(SOUND));
    await fail();
    const phases: string[] = [];
    const draft = await complete(await bench.model(), { onProgress: ({ phase }) => phases.push(phase) });

    expect(draft).toEqual(SOUND);
    expect(phases[0]).toBe('waiting');
    expect(bench.server.requests).toHaveLength(2);
  });

  it('let a caller be called off while it waits', async () => {
    bench.server.script(refuses(429, { message: 'slow down' }, { 'retry-after': '4' }), says(SOUND));
    await fail();
    const caller = new AbortController();
    const work = complete(await bench.model(), { signal: caller.signal });
    setTimeout(() => caller.abort(new Error('called off')), 200);

    await expect(work).rejects.toThrow('called off');
    expect(bench.server.requests).toHaveLength(1);
  });

  it('do not hold a reply that is in the ledger, nor another model', async () => {
    bench.server.script(says(SOUND), refuses(429, { message: 'slow down' }, { 'retry-after': '30' }), says(SOUND));
    const model = await bench.model();
    const place = aPlace();
    await complete(model, { place });
    await failureOf(complete(model));

    expect(await complete(model, { place })).toEqual(SOUND);
    expect(await complete(await bench.model({ model: 'another' }))).toEqual(SOUND);
  });

  it('grow the wait from one to the next when no header names it', async () => {
    bench.server.script(refuses(429, { message: 'slow down' }));
    const model = await bench.model();
    const place = aPlace();
    const waits: number[] = [];
    for (let count = 0; count < 3; count += 1) {
      await bench.prisma.modelLimit.deleteMany();
      waits.push((await failureOf(complete(model, { place }))).retryAfterMs ?? 0);
    }

    expect(waits[1]).toBeGreaterThanOrEqual(10_000);
    expect(waits[2]).toBeGreaterThanOrEqual(20_000);
  });

  it('are seen inside a stream that began well', async () => {
    bench.server.script(
      sends('text/event-stream', 'data: {"error":{"message":"upstream is busy","code":429}}\n\ndata: [DONE]\n\n'),
    );

    expect(await fail()).toMatchObject({ code: 'ModelOverloaded' });
    expect(await bench.prisma.modelLimit.count()).toBe(1);
  });
});

describe('a server that refuses access', () => {
  it.each([
    [401, { message: 'bad key', code: 'invalid_api_key' }],
    [402, { message: 'no credit' }],
    [403, { message: 'not in your country' }],
    [404, { message: 'The model `a-model` does not exist', code: 'model_not_found' }],
    [429, { message: 'You exceeded your current quota', code: 'insufficient_quota', type: 'insufficient_quota' }],
    [429, { message: 'Billing hard limit', code: 'billing_hard_limit_reached' }],
    [404, { message: 'model "a-model" not found, try pulling it first', type: 'api_error' }],
    [405, { message: 'Method Not Allowed' }],
    [400, { message: 'Model Not Exist', code: 'invalid_request_error' }],
    [400, { message: 'Invalid model: a-model', type: 'invalid_model', code: '1500' }],
    [400, { message: 'API key not valid. Please pass a valid API key.', code: 400 }],
    [400, { message: 'Incorrect API key provided: x' }],
    [400, { message: 'Your credit balance is too low to access the API.', type: 'invalid_request_error' }],
  ])('by %i %j pauses the run with the reason, and holds no one else', async (status, error) => {
    bench.server.script(refuses(status, error));
    const runId = await bench.run();
    const failure = await failureOf(complete(await bench.model(), { place: aPlace({ runId }) }));
    const run = await bench.prisma.run.findUniqueOrThrow({ where: { id: runId } });

    expect(failure).toMatchObject({ code: 'ModelAccessDenied', kind: 'operator' });
    expect(run).toMatchObject({ status: 'paused', pauseReason: textWith(error.message) });
    expect(run.pausedAt).toBeInstanceOf(Date);
    expect(await bench.prisma.modelLimit.count()).toBe(0);
  });

  it.each([
    ['beside the choices', 'text/event-stream', 'data: {"error":{"message":"No credit left","code":402}}\n\n'],
    [
      'in a choice',
      'text/event-stream',
      'data: {"choices":[{"delta":{"content":"{"},"finish_reason":"error","error":{"message":"No credit left","code":402}}]}\n\n',
    ],
    ['in their place', 'text/event-stream', 'data: {"object":"error","message":"No credit left","code":402}\n\n'],
    ['in a document', 'application/json', '{"error":{"message":"No credit left","code":402},"user_id":"u"}'],
  ])('is understood though it says so with 200, %s', async (_where, type, body) => {
    bench.server.script(sends(type, body));

    expect(await fail()).toMatchObject({ code: 'ModelAccessDenied', message: textWith('402: No credit left') });
  });

  it('by one rule of its own, a filter of contents, refuses one course and pauses nothing', async () => {
    const runId = await bench.run();
    const model = await bench.model();
    bench.server.script(
      refuses(400, {
        message: "The response was filtered by Azure OpenAI's content management policy.",
        code: 'content_filter',
      }),
      refuses(403, { message: 'Your chosen model requires moderation and your input was flagged', code: 403 }),
      refuses(400, { message: 'Input data may contain inappropriate content.', code: 'data_inspection_failed' }),
    );
    for (let count = 0; count < 3; count += 1) {
      expect(await failureOf(complete(model, { place: aPlace({ runId }) }))).toMatchObject({ code: 'ModelRefused' });
    }

    expect(await bench.prisma.run.findUniqueOrThrow({ where: { id: runId } })).toMatchObject({ status: 'running' });
  });

  it('by a page of HTML in place of every completion, such as a sign-in, pauses the run at the sixth', async () => {
    bench.server.script(sends('text/html', '<html>Sign in</html>'));
    const model = await bench.model();
    const place = aPlace({ runId: await bench.run() });
    const codes: string[] = [];
    for (let attempt = 0; attempt < 6; attempt += 1) codes.push((await failureOf(complete(model, { place }))).code);

    expect(codes).toEqual([...Array<string>(5).fill('ModelServerError'), 'ModelAccessDenied']);
    expect(await failureOf(complete(model, { place }))).toMatchObject({
      code: 'RunPaused',
      message: textWith('is OPENAI_BASE_URL right'),
    });
  });

  it('by a page of HTML under a wrong address names the address', async () => {
    bench.server.script(refuses(404, '<html><body>Not Found</body></html>'));

    expect(await fail()).toMatchObject({
      code: 'ModelAccessDenied',
      message: textWith(`404: a page of HTML (asked at ${bench.server.baseUrl}: are OPENAI_BASE_URL`),
    });
  });

  it.each([
    [400, { message: 'max_tokens is too large: 16000. This model supports at most 8192 completion tokens.' }],
    [400, { message: 'The model does not support this parameter.' }],
    [422, { message: 'messages: the model prompt is invalid' }],
  ])('is not seen in %i %j, which one course may ask for and another not', async (status, error) => {
    bench.server.script(refuses(status, error));

    expect(await fail()).toMatchObject({ code: 'ModelRequestRejected' });
  });

  it('is logged with its reason', async () => {
    bench.server.script(refuses(401, { message: 'bad key' }));
    await failureOf(complete(await bench.model(), { place: aPlace({ runId: await bench.run() }) }));

    expect(bench.lines).toContainEqual(textWith(/^The model pauses the run .*"reason":"[^"]*bad key/));
  });

  it('leaves the paused run with no further request', async () => {
    bench.server.script(refuses(401, { message: 'bad key' }));
    const place = aPlace({ runId: await bench.run() });
    await failureOf(complete(await bench.model(), { place }));

    expect(await failureOf(complete(await bench.model(), { place }))).toMatchObject({
      code: 'RunPaused',
      message: textWith('bad key'),
    });
    expect(bench.server.requests).toHaveLength(1);
  });
});

describe('an error of the server', () => {
  it.each([408, 409, 500, 502, 503, 504, 529])(
    '%i may pass: ModelServerError with the time it names',
    async (status) => {
      bench.server.script(refuses(status, { message: 'oops' }, { 'retry-after': '3' }));

      expect(await fail()).toMatchObject({ code: 'ModelServerError', kind: 'transient', retryAfterMs: 3_000 });
    },
  );

  it.each([400, 413, 422])('%i does not pass: ModelRequestRejected with its message', async (status) => {
    bench.server.script(refuses(status, { message: 'context length exceeded' }));

    expect(await fail()).toMatchObject({
      code: 'ModelRequestRejected',
      message: `The model's server answered ${status}: context length exceeded`,
    });
  });

  it('that stays the same 500 six times is final, whatever numbers its message carries', async () => {
    let count = 0;
    bench.server.script((response, body) => {
      count += 1;
      return refuses(500, { message: `max_tokens is too large (request req-${count}a)` })(response, body);
    });
    const model = await bench.model();
    const place = aPlace();
    const codes: string[] = [];
    for (let attempt = 0; attempt < 6; attempt += 1) codes.push((await failureOf(complete(model, { place }))).code);

    expect(codes).toEqual([...Array<string>(5).fill('ModelServerError'), 'ModelRequestRejected']);
    expect(await bench.prisma.modelCall.findFirstOrThrow()).toMatchObject({ attempt: 6, status: 'failed' });
  });

  it('is not final when another error came between', async () => {
    const same = refuses(500, { message: 'the same' });
    bench.server.script(same, same, same, refuses(500, { message: 'another' }), same, same, same, says(SOUND));
    const model = await bench.model();
    const place = aPlace();
    for (let attempt = 0; attempt < 7; attempt += 1) {
      expect(await failureOf(complete(model, { place }))).toMatchObject({ code: 'ModelServerError' });
    }

    expect(await complete(model, { place })).toEqual(SOUND);
  });

  it.each([
    ['down', refuses(503, { message: 'down' })],
    [
      'overloaded, in a stream that began well',
      sends(
        'text/event-stream',
        'event: error\ndata: {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}\n\n',
      ),
    ],
  ])('is never final when it says that the server is %s', async (_what, answer) => {
    bench.server.script(answer);
    const model = await bench.model();
    const place = aPlace();
    const codes = new Set<string>();
    for (let attempt = 0; attempt < 8; attempt += 1) codes.add((await failureOf(complete(model, { place }))).code);

    expect([...codes]).toEqual(['ModelServerError']);
  });

  it.each([
    [
      { object: 'error', message: 'The input is too long.', type: 'BadRequestError', code: 400 },
      'The input is too long.',
    ],
    [{ detail: 'The input is too long.' }, 'The input is too long.'],
    [{ error: 'The input is too long.' }, 'The input is too long.'],
    [{ error: { message: 'The input is too long.' } }, 'The input is too long.'],
    [[{ error: { message: 'The input is too long.', code: 400 } }], 'The input is too long.'],
    [{ status: 'bad' }, 'status code (no body)'],
  ])('is quoted whatever its form: %j', async (body, said) => {
    bench.server.script((response) => sendJson(response, 400, body));

    expect(await fail()).toMatchObject({
      code: 'ModelRequestRejected',
      message: `The model's server answered 400: ${said}`,
    });
  });

  it('quotes no page of HTML and no long message', async () => {
    bench.server.script(refuses(502, '<html><body>nginx</body></html>'), refuses(400, { message: 'x'.repeat(5_000) }));

    expect((await fail()).message).toBe("The model's server answered 502: a page of HTML");
    expect((await fail()).message.length).toBeLessThan(400);
  });
});
