import { aPlace, aTask, API_KEY, complete, failureOf, openBench, SOUND, type ModelBench, textWith } from './bench.ts';
import { refuses, says, sendJson, sends, type Answer } from '../../fakes/model-server.ts';
import type { Fault } from '../../../domain/finding.ts';

let bench: ModelBench;
beforeAll(async () => {
  bench = await openBench();
});
beforeEach(() => bench.reset());
afterAll(() => bench.close());

const prompts = (): (string | undefined)[] => bench.server.requests.map(({ body }) => body.messages[1]?.content);
const calls = async () => {
  const rows = await bench.prisma.modelCall.findMany({ orderBy: { ask: 'asc' } });
  return rows.map((row) => ({ ...row, costUsd: row.costUsd === null ? null : Number(row.costUsd) }));
};

describe('a call', () => {
  it('brings the draft, and leaves a row with its reply, tokens and cost', async () => {
    bench.server.script(says(SOUND));
    const place = aPlace();

    expect(await complete(await bench.model(), { place })).toEqual(SOUND);
    expect(await calls()).toEqual([
      expect.objectContaining({
        courseId: place.courseId,
        bookId: place.bookId,
        purpose: 'section',
        chapterNumber: 1,
        part: 'section:1',
        ask: 1,
        attempt: 1,
        model: 'a-model',
        isRehearsal: false,
        status: 'answered',
        reply: JSON.stringify(SOUND),
        finishReason: 'stop',
        inputTokens: 100,
        outputTokens: 50,
        costUsd: 0.2,
        reservedUsd: null,
      }),
    ]);
  });

  it('is never paid for twice: the same question at the same place makes no request', async () => {
    bench.server.script(says(SOUND));
    const place = aPlace();
    await complete(await bench.model(), { place });

    expect(await complete(await bench.model(), { place })).toEqual(SOUND);
    expect(bench.server.requests).toHaveLength(1);
  });

  it('is not taken for another: a new revision, another prompt and another place are asked', async () => {
    bench.server.script(says(SOUND));
    const model = await bench.model();
    const place = aPlace();
    await complete(model, { place });
    await complete(model, { place: { ...place, revision: 1 } });
    await complete(model, { place, task: aTask({ prompt: 'Write about Job.' }) });
    await complete(model, { place: { ...place, part: 'section:2' } });

    expect(bench.server.requests).toHaveLength(4);
  });

  it('is read from the ledger whatever form of structured output the server takes today', async () => {
    bench.server.script(says(SOUND));
    const place = aPlace();
    await complete(await bench.model({ structuredOutput: 'json_schema' }), { place });
    await complete(await bench.model({ structuredOutput: 'text', maxOutputTokens: 500 }), { place });

    expect(bench.server.requests).toHaveLength(1);
  });

  it('carries its key and nothing that tells which answer is wanted', async () => {
    bench.server.script(says(SOUND));
    await complete(await bench.model());
    const [request] = bench.server.requests;
    const [row] = await calls();

    expect(request?.headers['idempotency-key']).toBe(row?.callKey);
    expect(Object.keys(request?.body ?? {}).sort()).toEqual(
      ['max_tokens', 'messages', 'model', 'response_format', 'stream', 'stream_options'].sort(),
    );
    expect(request?.body.response_format).toMatchObject({
      type: 'json_schema',
      json_schema: { name: 'section_draft', strict: true },
    });
    expect(JSON.stringify(request?.body)).not.toContain('words; at least');
  });

  it('keeps prompts, replies and the key out of the log', async () => {
    bench.server.script(refuses(401, { message: `Incorrect API key provided: ${API_KEY}` }));
    const failure = await failureOf(complete(await bench.model()));
    const [row] = await calls();

    for (const text of [bench.lines.join('\n'), failure.message, row?.errorMessage ?? '', String(failure.cause)]) {
      expect(text).not.toContain(API_KEY);
      expect(text).not.toContain('Write about Psalms');
    }
    expect(failure.message).toContain('Incorrect API key provided: [hidden]');
  });

  it('counts tokens itself when the server does not', async () => {
    bench.server.script(says(SOUND, { usage: null }));
    await complete(await bench.model());
    const [row] = await calls();

    expect(row?.inputTokens).toBeGreaterThan(20);
    expect(row?.outputTokens).toBeGreaterThan(5);
    expect(row?.costUsd).toBeGreaterThan(0);
  });

  it('counts thoughts too when the server does not: they are billed', async () => {
    const message = { reasoning_content: 'hmm '.repeat(1_500), content: JSON.stringify(SOUND) };
    bench.server.script(sends('application/json', JSON.stringify({ choices: [{ message, finish_reason: 'stop' }] })));
    await complete(await bench.model());

    expect((await calls())[0]?.outputTokens).toBeGreaterThan(1_000);
  });

  it('costs an unknown sum with a model that has no price', async () => {
    bench.server.script(says(SOUND));
    await complete(await bench.model({ model: 'no-price' }));

    expect(await calls()).toEqual([expect.objectContaining({ costUsd: null, inputTokens: 100 })]);
  });
});

describe('an unsound reply', () => {
  it('is asked for again with the findings, each ask a row', async () => {
    bench.server.script(says({ title: 'Psalms', words: 3 }), says({ title: 'Psalms' }), says(SOUND));

    expect(await complete(await bench.model())).toEqual(SOUND);
    expect(prompts()[0]).toBe('Write about Psalms.');
    expect(prompts()[1]).toMatch(/«material findings [0-9a-f]+»\n\[\n "3 words; at least 10"/);
    expect(prompts()[2]).toMatch(/«material findings [0-9a-f]+»\n\[\n "words: /);
    expect((await calls()).map(({ ask, status }) => [ask, status])).toEqual([
      [1, 'answered'],
      [2, 'answered'],
      [3, 'answered'],
    ]);
  });

  it('ends in ModelOutputInvalid with the rules that it broke, the findings kept with the call, and costs nothing more when repeated', async () => {
    bench.server.script(says({ title: 'Psalms', words: 3 }));
    const model = await bench.model({ maxAsks: 2 });
    const place = aPlace();

    expect(await failureOf(complete(model, { place }))).toMatchObject({
      code: 'ModelOutputInvalid',
      message: textWith(
        'chapter 1 section:1 (section) after 2 asks: words. What was found: npm run books -- show <course>',
      ),
    });
    expect((await calls()).map(({ errorMessage }) => errorMessage)).toEqual([null, 'words: 3 words; at least 10']);
    expect(await failureOf(complete(model, { place }))).toMatchObject({ code: 'ModelOutputInvalid' });
    expect(bench.server.requests).toHaveLength(2);
  });

  it('is given with its faults where the task takes it so; what has not the shape that was asked for never is', async () => {
    bench.server.script(says({ title: 'Psalms', words: 3 }));
    const told: Fault[][] = [];
    const task = aTask({ onUnsound: (faults) => void told.push(faults) });

    expect(await complete(await bench.model({ maxAsks: 2 }), { task })).toEqual({ title: 'Psalms', words: 3 });
    expect(told).toEqual([[{ rule: 'words', detail: '3 words; at least 10' }]]);
    expect((await calls()).map(({ errorCode }) => errorCode)).toEqual([null, null]);

    bench.server.script(says({ title: 'Psalms' }));
    expect(await failureOf(complete(await bench.model(), { place: aPlace(), task }))).toMatchObject({
      code: 'ModelOutputInvalid',
    });
    expect(told).toHaveLength(1);
  });

  it('is read again from the ledger after a crash, and only the next ask is paid', async () => {
    bench.server.script(says('no JSON at all'), refuses(503, { message: 'down' }), says(SOUND));
    const place = aPlace();
    expect(await failureOf(complete(await bench.model(), { place }))).toMatchObject({ code: 'ModelServerError' });

    expect(await complete(await bench.model(), { place })).toEqual(SOUND);
    expect(bench.server.requests).toHaveLength(3);
    expect(prompts()[2]).toBe(prompts()[1]);
    expect((await calls()).map(({ ask, attempt }) => [ask, attempt])).toEqual([
      [1, 1],
      [2, 2],
    ]);
  });

  it('that was cut off is never accepted, though its document looks whole; the next ask has more room', async () => {
    bench.server.script(says(SOUND, { finishReason: 'length' }), says({ ...SOUND, title: 'Whole' }));

    expect(await complete(await bench.model())).toEqual({ ...SOUND, title: 'Whole' });
    expect(bench.server.requests.map(({ body }) => body.max_tokens)).toEqual([1_000, 2_000]);
    expect(prompts()[1]).toContain('cut off at its limit');
  });

  it('that is empty every time is a refusal', async () => {
    bench.server.script(says(''));

    expect(await failureOf(complete(await bench.model()))).toMatchObject({ code: 'ModelRefused' });
    expect(bench.server.requests).toHaveLength(3);
  });

  it.each([
    ['says so', says('', { finishReason: 'content_filter' })],
    [
      'has a field for it',
      sends(
        'text/event-stream',
        'data: {"choices":[{"delta":{"refusal":"I will not."},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n',
      ),
    ],
  ])('is a refusal, asked once and kept, when the server %s', async (_how, answer) => {
    bench.server.script(answer);
    const model = await bench.model();
    const place = aPlace();

    expect(await failureOf(complete(model, { place }))).toMatchObject({ code: 'ModelRefused' });
    expect(await failureOf(complete(model, { place }))).toMatchObject({ code: 'ModelRefused' });
    expect(bench.server.requests).toHaveLength(1);
  });

  it('may stand in a fence or hold what PostgreSQL cannot keep', async () => {
    bench.server.script(says(`Here:\n\`\`\`json\n{"title": "a\u0000\\u0000b", "words": 12}\n\`\`\``));

    expect(await complete(await bench.model({ structuredOutput: 'text' }))).toEqual({ title: 'ab', words: 12 });
  });
});

describe('a server that is not quite like the provider', () => {
  it('may answer at once instead of streaming', async () => {
    const completion = {
      choices: [{ message: { role: 'assistant', content: JSON.stringify(SOUND) }, finish_reason: 'stop' }],
      usage: { prompt_tokens: 7, completion_tokens: 8 },
    };
    bench.server.script(sends('application/json', JSON.stringify(completion)));

    expect(await complete(await bench.model())).toEqual(SOUND);
    expect(await calls()).toEqual([expect.objectContaining({ inputTokens: 7, outputTokens: 8 })]);
  });

  it('may be silent until its reply is whole, longer than a stream may: the small first question shows it', async () => {
    const inTime =
      (text: unknown, waitMs: number): Answer =>
      (response, request) => {
        const message = { content: JSON.stringify(text) };
        setTimeout(() => sendJson(response, 200, { choices: [{ message, finish_reason: 'stop' }] }), waitMs);
        void request;
      };
    bench.server.script(inTime({ greeting: 'Hello', language: 'English' }, 0), inTime(SOUND, 700));

    expect(await complete(await bench.model({ structuredOutput: 'auto', stallTimeoutMs: 300 }))).toEqual(SOUND);
  });

  it('may send its reply as parts, thoughts among them', async () => {
    const thinking = { type: 'thinking', thinking: [{ type: 'text', text: 'Which psalm?' }] };
    const event = (delta: unknown): string => `data: ${JSON.stringify({ choices: [{ index: 0, delta }] })}\n\n`;
    const [start, end] = [JSON.stringify(SOUND).slice(0, 9), JSON.stringify(SOUND).slice(9)];
    bench.server.script(
      sends(
        'text/event-stream',
        event({ content: [thinking] }) + event({ content: [{ type: 'text', text: start }] }) + event({ content: end }),
      ),
    );

    expect(await complete(await bench.model())).toEqual(SOUND);
  });

  it('may never say why it ends, as long as the document is whole', async () => {
    bench.server.script(says(SOUND, { finishReason: null }));

    expect(await complete(await bench.model())).toEqual(SOUND);
  });

  it('may know the output limit by its other name, and refuse to count a stream', async () => {
    bench.server.script((response, body) => {
      if (body.max_tokens !== undefined) {
        const message =
          "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.";
        return refuses(400, { message, param: 'max_tokens', code: 'unsupported_parameter' })(response, body);
      }
      if (body.stream_options)
        return refuses(422, { message: 'stream_options: Extra inputs are not permitted' })(response, body);
      return says(SOUND, { usage: null })(response, body);
    });
    const model = await bench.model();
    await complete(model);
    await complete(model);

    expect(bench.server.requests).toHaveLength(4);
    expect(bench.server.requests[3]?.body).toMatchObject({ max_completion_tokens: 1_000 });
  });

  it.each([
    "Unsupported value: 'messages[0].role' does not support 'system' with this model.",
    'System role not supported',
    'Developer instruction is not enabled for models/a-model',
    'Conversation roles must alternate user/assistant/user/assistant/...',
  ])('may know no system message, which is learnt from its refusal: %s', async (message) => {
    bench.server.script((response, body) =>
      body.messages.some(({ role }) => role === 'system')
        ? refuses(400, { message })(response, body)
        : says(SOUND)(response, body),
    );
    const model = await bench.model();
    await complete(model);
    await complete(model);

    expect(bench.server.requests.map(({ body }) => body.messages.length)).toEqual([2, 1, 1]);
    expect(bench.server.requests[2]?.body.messages[0]?.content).toBe('You write sections.\n\nWrite about Psalms.');
  });

  it('may check the document itself: what it refuses is an unsound reply, kept and asked for again', async () => {
    bench.server.script(
      refuses(400, {
        message: 'Failed to generate JSON.',
        code: 'json_validate_failed',
        failed_generation: '{"title": ',
      }),
      refuses(400, { message: 'Failed to generate JSON.', code: 'json_validate_failed', failed_generation: '' }),
      says(SOUND),
    );

    expect(await complete(await bench.model())).toEqual(SOUND);
    expect(bench.server.requests.map(({ body }) => body.max_tokens)).toEqual([1_000, 1_000, 2_000]);
    expect((await calls()).map(({ status, reply, finishReason }) => [status, reply, finishReason])).toEqual([
      ['answered', '{"title": ', 'stop'],
      ['answered', '', 'length'],
      ['answered', JSON.stringify(SOUND), 'stop'],
    ]);
  });

  it.each([
    'max_tokens is too large: 3000. This model supports at most 2048 completion tokens, whereas you provided 3000.',
    'max_tokens: 3000 > 2048, which is the maximum allowed number of output tokens',
    '`max_tokens` must be less than or equal to `2048`, the maximum value is less than the `context_window`',
    'Invalid max_tokens value, the valid range of max_tokens is [1, 2,048]',
  ])('may allow only shorter replies, which is learnt from its refusal: %s', async (message) => {
    bench.server.script((response, body) =>
      (body.max_tokens ?? 0) > 2048 ? refuses(400, { message })(response, body) : says(SOUND)(response, body),
    );
    const model = await bench.model();
    const task = aTask({ maxOutputTokens: 3_000 });
    await complete(model, { task });
    await complete(model, { task });
    await complete(model);

    expect(bench.server.requests.map(({ body }) => body.max_tokens)).toEqual([3_000, 2_048, 2_048, 1_000]);
  });

  it('may have too little room for one request, which says nothing about others', async () => {
    const message =
      "max_tokens is too large: 3000. This model's maximum context length is 4096 tokens, your prompt has 2000.";
    bench.server.script(refuses(400, { message }), says(SOUND));
    const model = await bench.model({ structuredOutput: 'text' });
    const failure = await failureOf(complete(model, { task: aTask({ maxOutputTokens: 3_000 }) }));
    await complete(model, { task: aTask({ maxOutputTokens: 3_000 }) });

    expect(failure).toMatchObject({ code: 'ModelRequestRejected' });
    expect(bench.server.requests[1]?.body.max_tokens).toBe(3_000);
  });

  it.each([
    [
      422,
      { detail: [{ type: 'extra_forbidden', loc: ['body', 'stream_options'], msg: 'Extra inputs are not permitted' }] },
    ],
    [400, { object: 'error', message: 'Unknown parameter: stream_options', type: 'BadRequestError', code: 400 }],
    [400, { object: 'error', message: { detail: [{ loc: ['body', 'stream_options'], msg: 'Extra inputs' }] } }],
    [400, { error: 'stream_options is not supported' }],
  ])('may give its errors another form, which is read all the same: %i %j', async (status, body) => {
    bench.server.script((response, request) =>
      request.stream_options ? sendJson(response, status, body) : says(SOUND, { usage: null })(response, request),
    );

    expect(await complete(await bench.model())).toEqual(SOUND);
  });

  it('may refuse every name of the output limit: that ends in its error', async () => {
    bench.server.script(refuses(400, { message: 'max_tokens and max_completion_tokens are not supported' }));

    expect(await failureOf(complete(await bench.model({ structuredOutput: 'text' })))).toMatchObject({
      code: 'ModelRequestRejected',
    });
    expect(bench.server.requests).toHaveLength(2);
  });
});

describe('progress', () => {
  it('is told in each phase', async () => {
    bench.server.script(says(SOUND));
    const phases: string[] = [];
    await complete(await bench.model(), { onProgress: ({ phase, ask }) => phases.push(`${phase} ${ask}`) });

    expect([...new Set(phases)]).toEqual(['waiting 1', 'asking 1', 'receiving 1']);
  });

  it('goes on while the server is silent', async () => {
    bench.server.script(async (response, body) => {
      await new Promise((resolve) => setTimeout(resolve, 4_500));
      return says(SOUND)(response, body);
    });
    let beats = 0;
    await complete(await bench.model(), {
      onProgress: ({ phase }) => {
        if (phase === 'asking') beats += 1;
      },
    });

    expect(beats).toBeGreaterThanOrEqual(3);
  });
});
