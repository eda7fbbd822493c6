import { aPlace, complete, failureOf, openBench, SOUND, type ModelBench, textWith } from './bench.ts';
import { refuses, says, type Answer, type ChatRequest } from '../../fakes/model-server.ts';

let bench: ModelBench;
beforeAll(async () => {
  bench = await openBench();
});
beforeEach(() => bench.reset());
afterAll(() => bench.close());

const GREETING = { greeting: 'Hello', language: 'en' };

const formOf = ({ response_format: format }: ChatRequest): string => format?.type ?? 'text';
const isProbe = ({ messages }: ChatRequest): boolean => JSON.stringify(messages).includes('Greet');
const answerTo = (request: ChatRequest): unknown => (isProbe(request) ? GREETING : SOUND);
/** Takes these forms, and meets the others with `otherwise`. */
const takes =
  (forms: string[], otherwise: Answer): Answer =>
  (response, request) =>
    forms.includes(formOf(request)) ? says(answerTo(request))(response, request) : otherwise(response, request);
const ignores: Answer = (response, request) => says(isProbe(request) ? 'Hello there!' : SOUND)(response, request);

const askedForms = (): string[] =>
  bench.server.requests.filter(({ body }) => !isProbe(body)).map(({ body }) => formOf(body));
const probes = (): string[] =>
  bench.server.requests.filter(({ body }) => isProbe(body)).map(({ body }) => formOf(body));

describe('the form of structured output', () => {
  it.each<[string, string, Answer]>([
    ['json_schema', 'takes everything', takes(['json_schema', 'json_object', 'text'], refuses(400, { message: 'no' }))],
    [
      'json_object',
      'answers 400 to a schema',
      takes(['json_object', 'text'], refuses(400, { message: 'no json_schema' })),
    ],
    ['json_object', 'answers 500 to a schema', takes(['json_object', 'text'], refuses(500, { message: 'internal' }))],
    ['json_object', 'answers 422 to a schema', takes(['json_object', 'text'], refuses(422, { message: 'no' }))],
    ['json_object', 'takes a schema and ignores it', takes(['json_object', 'text'], ignores)],
    ['text', 'answers 400 to both', takes(['text'], refuses(400, { message: 'no response_format' }))],
    ['text', 'answers 404 to both', takes(['text'], refuses(404, { message: 'not here' }))],
    ['text', 'answers 500 to both', takes(['text'], refuses(500, { message: 'internal' }))],
    ['text', 'ignores both', ignores],
  ])('is %s with a server that %s', async (form, _how, answer) => {
    bench.server.script(answer);

    expect(await complete(await bench.model({ structuredOutput: 'auto' }))).toEqual(SOUND);
    expect(askedForms()).toEqual([form]);
    expect(bench.lines.filter((line) => line.startsWith('The model takes structured output in this form'))).toEqual([
      expect.stringContaining(`"form":"${form}"`),
    ]);
  });

  it('is found once, also when many ask at once', async () => {
    bench.server.script(takes(['json_object', 'text'], refuses(400, { message: 'no' })));
    const model = await bench.model({ structuredOutput: 'auto' });
    await Promise.all(Array.from({ length: 8 }, () => complete(model)));
    await complete(model);

    expect(probes()).toEqual(['json_schema', 'json_object']);
    expect(askedForms()).toHaveLength(9);
  });

  it('is found with a model that thinks for some hundred tokens before it speaks', async () => {
    bench.server.script((response, request) =>
      isProbe(request) && (request.max_tokens ?? 0) < 1_000
        ? says('', { finishReason: 'length' })(response, request)
        : ignores(response, request),
    );
    await complete(await bench.model({ structuredOutput: 'auto' }));

    expect(askedForms()).toEqual(['text']);
  });

  it('is not looked for when it is set', async () => {
    bench.server.script(ignores);
    await complete(await bench.model({ structuredOutput: 'json_object' }));

    expect(bench.server.requests.map(({ body }) => formOf(body))).toEqual(['json_object']);
  });

  it('is not given up for one bad moment', async () => {
    const good = takes(['json_schema'], refuses(400, { message: 'no' }));
    bench.server.script(refuses(500, { message: 'oops' }), says('{"greeting": '), good);
    await complete(await bench.model({ structuredOutput: 'auto' }));

    expect(askedForms()).toEqual(['json_schema']);
  });

  it.each([
    ['overloaded', refuses(429, { message: 'slow down' }, { 'retry-after': '0' }), 'ModelOverloaded'],
    ['down', refuses(503, { message: 'down' }), 'ModelServerError'],
    ['closed to us', refuses(401, { message: 'bad key' }), 'ModelAccessDenied'],
    ['cutting connections', ((response) => void response.destroy()) satisfies Answer, 'ModelUnreachable'],
  ])(
    'is not decided by a server that is %s: that is thrown, and the next call looks again',
    async (_how, weather, code) => {
      bench.server.script(weather, takes(['json_schema'], refuses(400, { message: 'no' })));
      const model = await bench.model({ structuredOutput: 'auto' });

      expect(await failureOf(complete(model))).toMatchObject({ code });
      expect(await complete(model)).toEqual(SOUND);
      expect(askedForms()).toEqual(['json_schema']);
    },
  );

  it('is no form at all with a server that refuses plain text too: that pauses the run with its own error', async () => {
    bench.server.script(refuses(400, { message: 'no such thing' }));
    const runId = await bench.run();
    const model = await bench.model({ structuredOutput: 'auto' });

    expect(await failureOf(complete(model, { place: aPlace({ runId }) }))).toMatchObject({ code: 'ModelAccessDenied' });
    expect(await bench.prisma.run.findUniqueOrThrow({ where: { id: runId } })).toMatchObject({
      status: 'paused',
      pauseReason: textWith('no such thing'),
    });
  });

  describe('that was set and that the server does not take', () => {
    const taken = takes(['json_object', 'text'], refuses(400, { message: 'json_schema is not available' }));
    const pauseReason = async (answer: Answer, asks: number): Promise<string | null> => {
      bench.server.script(answer);
      const runId = await bench.run();
      const model = await bench.model({ structuredOutput: 'json_schema' });
      const place = aPlace({ runId });
      for (let count = 1; count < asks; count += 1) await failureOf(complete(model, { place }));
      expect(await failureOf(complete(model, { place }))).toMatchObject({ code: 'ModelAccessDenied' });
      return (await bench.prisma.run.findUniqueOrThrow({ where: { id: runId } })).pauseReason;
    };

    it.each<[string, Answer, number]>([
      ['refuses it', taken, 1],
      ['answers it with 500', takes(['json_object', 'text'], refuses(500, { message: 'internal' })), 6],
    ])('pauses the run with the form that it takes, where the server %s', async (_how, answer, asks) => {
      expect(await pauseReason(answer, asks)).toBe(
        'The server refuses OPENAI_STRUCTURED_OUTPUT=json_schema, in a short question of two words too, and takes json_object: set that, or auto.',
      );
    });

    it('is told from a request that the server refuses for itself', async () => {
      bench.server.script((response, request) =>
        isProbe(request)
          ? says(GREETING)(response, request)
          : refuses(400, { message: 'the input is too long' })(response, request),
      );
      const model = await bench.model({ structuredOutput: 'json_schema' });
      for (let count = 0; count < 2; count += 1) {
        expect(await failureOf(complete(model))).toMatchObject({ code: 'ModelRequestRejected' });
      }

      expect(probes()).toEqual(['json_schema']);
    });

    it.each([
      ['refuses everything', refuses(400, { message: 'odd' })],
      ['is busy when it is asked', refuses(429, { message: 'slow down' })],
    ])('is told from a server that %s', async (_how, then) => {
      bench.server.script(refuses(400, { message: 'odd' }), then);

      expect(await failureOf(complete(await bench.model({ structuredOutput: 'json_schema' })))).toMatchObject({
        code: 'ModelRequestRejected',
        message: textWith('odd'),
      });
    });
  });

  it('becomes weaker for a schema that the server refuses though it took the small one', async () => {
    bench.server.script((response, request) =>
      isProbe(request) || formOf(request) !== 'json_schema'
        ? says(answerTo(request))(response, request)
        : refuses(400, { message: "Invalid schema for response_format 'section_draft'" })(response, request),
    );
    const model = await bench.model({ structuredOutput: 'auto' });
    await complete(model);
    await complete(model);

    expect(askedForms()).toEqual(['json_schema', 'json_object', 'json_object']);
  });

  it('lets one caller be called off while the others wait for it', async () => {
    let release = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const good = takes(['json_schema'], refuses(400, { message: 'no' }));
    bench.server.script(async (response, request) => {
      await gate;
      return good(response, request);
    });
    const model = await bench.model({ structuredOutput: 'auto' });
    const caller = new AbortController();
    const first = complete(model, { signal: caller.signal });
    const second = complete(model);
    setTimeout(() => caller.abort(new Error('called off')), 200);

    await expect(first).rejects.toThrow('called off');
    release();
    expect(await second).toEqual(SOUND);
  });
});
