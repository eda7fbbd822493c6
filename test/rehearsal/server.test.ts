import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import OpenAI from 'openai';
import { z } from 'zod';
import { frameDraftSchema } from '../../domain/chapter/parts/frame.ts';
import { SectionDraftSchema } from '../../domain/chapter/parts/section.ts';
import { startRehearsal, type RehearsalServer } from '../../rehearsal/server/server.ts';
import { aStandard } from '../fixtures/builders.ts';
import { aChatBody, aPrompt, LECTURE, SECTION } from './a-request.ts';

const SCHEMA = z.toJSONSchema(SectionDraftSchema);
const BLOCKS = { section: SECTION, lectures: [LECTURE] };
const BODY = aChatBody('section_draft', SCHEMA, BLOCKS);
const Completion = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string() }), finish_reason: z.string() })),
  usage: z.object({ prompt_tokens: z.number(), completion_tokens: z.number() }),
});

let server: RehearsalServer;
let client: OpenAI;
beforeEach(async () => {
  server = await startRehearsal();
  client = new OpenAI({ baseURL: server.url, apiKey: 'none', maxRetries: 0 });
});
const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0)) end();
  await server.close();
});

const post = (body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${server.url}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
const contentOf = async (response: Response): Promise<string> =>
  Completion.parse(await response.json()).choices[0]?.message.content ?? '';

it('says in every reply that it is the rehearsal model', async () => {
  const replies = await Promise.all([
    fetch(`${server.url}/models`),
    fetch(`${server.url}/health`),
    fetch(`${server.url}/nothing-here`),
    post(BODY),
    post({ ...BODY, stream: true }),
    post({ messages: [] }),
  ]);
  expect(replies.map((reply) => reply.headers.get('x-scroll-rehearsal'))).toEqual(['1', '1', '1', '1', '1', '1']);
  expect(replies.map(({ status }) => status)).toEqual([200, 200, 404, 200, 200, 400]);
});

it('lists its one model', async () => {
  const ids: string[] = [];
  for await (const model of client.models.list()) ids.push(model.id);
  expect(ids).toEqual(['scroll-rehearsal']);
});

it('answers a chat request with a conforming document and its usage', async () => {
  const completion = Completion.parse(await (await post(BODY)).json());
  const draft = SectionDraftSchema.parse(JSON.parse(completion.choices[0]?.message.content ?? ''));
  expect(draft.body).toContain('A variable is a named place');
  expect(completion.choices[0]?.finish_reason).toBe('stop');
  expect(completion.usage.prompt_tokens).toBeGreaterThan(100);
});

it('streams the same content, with usage at the end when asked', async () => {
  const whole = await contentOf(await post(BODY));
  const stream = await client.chat.completions.create({
    model: 'any',
    messages: [{ role: 'user', content: aPrompt(BLOCKS) }],
    response_format: { type: 'json_schema', json_schema: { name: 'section_draft', schema: SCHEMA } },
    stream: true,
    stream_options: { include_usage: true },
  });
  let content = '';
  let tokens = 0;
  for await (const chunk of stream) {
    content += chunk.choices[0]?.delta.content ?? '';
    tokens = chunk.usage?.completion_tokens ?? tokens;
  }
  expect(content).toBe(whole);
  expect(tokens).toBeGreaterThan(50);
});

it('reads the schema from the end of the system message where no form carries it', async () => {
  const messages = [
    { role: 'system', content: `You write.\n\nJSON schema section_draft:\n${JSON.stringify(SCHEMA)}` },
    { role: 'user', content: aPrompt(BLOCKS) },
  ];
  const plain = await contentOf(await post({ messages }));
  const object = await contentOf(await post({ messages, response_format: { type: 'json_object' } }));
  expect(SectionDraftSchema.parse(JSON.parse(plain)).body).toContain('A variable is');
  expect(object).toBe(plain);
});

it('gives the same bytes for the same request', async () => {
  expect(await (await post(BODY)).text()).toBe(await (await post(BODY)).text());
});

it('ends a reply at the token limit and says so', async () => {
  const completion = Completion.parse(await (await post({ ...BODY, max_completion_tokens: 20 })).json());
  expect(completion.choices[0]?.finish_reason).toBe('length');
  expect(completion.choices[0]?.message.content.length).toBeLessThanOrEqual(80);
});

it('answers the responses endpoint, whole and streamed', async () => {
  const request = {
    model: 'any',
    instructions: 'You write.',
    input: aPrompt(BLOCKS),
    text: { format: { type: 'json_schema' as const, name: 'section_draft', schema: SCHEMA } },
  };
  const whole = await client.responses.create(request);
  expect(SectionDraftSchema.parse(JSON.parse(whole.output_text)).body).toContain('A variable is');
  let streamed = '';
  for await (const event of await client.responses.create({ ...request, stream: true })) {
    if (event.type === 'response.output_text.delta') streamed += event.delta;
  }
  expect(streamed).toBe(whole.output_text);
});

it('embeds texts as unit vectors that are near when they share words', async () => {
  const input = ['the grace of God in Christ', 'grace and truth came by Christ', 'a loop over a list of integers'];
  const { data } = await client.embeddings.create({ model: 'any', input, dimensions: 256 });
  const [a = [], b = [], c = []] = data.map(({ embedding }) => embedding);
  const dot = (x: number[], y: number[]): number => x.reduce((sum, value, index) => sum + value * (y[index] ?? 0), 0);
  expect(a).toHaveLength(256);
  expect(dot(a, a)).toBeCloseTo(1, 5);
  expect(dot(a, b)).toBeGreaterThan(dot(a, c));
  const { data: byDefault } = await client.embeddings.create({ model: 'any', input: 'one', encoding_format: 'float' });
  expect(byDefault[0]?.embedding).toHaveLength(384);
});

it('answers a known Idempotency-Key again without billing it', async () => {
  const first = await post(BODY, { 'idempotency-key': 'k1' });
  const second = await post(BODY, { 'idempotency-key': 'k1' });
  expect(await second.text()).toBe(await first.text());
  await (await post({ ...BODY, stream: true }, { 'idempotency-key': 'k1' })).text();
  const stats = server.stats();
  expect(stats).toMatchObject({ requests: 3, answered: 2, replayed: 1, distinctKeys: 1, doubleBilled: 1 });
  expect(stats.bySchema['section_draft']).toEqual({ requests: 3, answered: 2 });
});

it('counts what was aborted and not what was never answered', async () => {
  await server.close();
  server = await startRehearsal({ latencyMs: 5_000 });
  const controller = new AbortController();
  const asked = fetch(`${server.url}/chat/completions`, {
    method: 'POST',
    body: JSON.stringify(BODY),
    signal: controller.signal,
  });
  while (server.stats().concurrent === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  controller.abort();
  await expect(asked).rejects.toThrow();
  while (server.stats().concurrent > 0) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(server.stats()).toMatchObject({ requests: 1, answered: 0, aborted: 1, maxConcurrent: 1 });
});

it('refuses material that is not of the agreed shape, with the reason', async () => {
  const reply = await post(
    aChatBody('frame_draft', z.toJSONSchema(frameDraftSchema(aStandard())), { sections: 'none' }),
  );
  expect(reply.status).toBe(400);
  expect(await reply.text()).toContain('sections');
});

it('answers thousands of requests a minute', async () => {
  const started = performance.now();
  const count = 300;
  for (let done = 0; done < count; done += 20) {
    await Promise.all(
      Array.from({ length: 20 }, async (_, index) =>
        (
          await post(
            aChatBody('section_draft', SCHEMA, { ...BLOCKS, section: { ...SECTION, number: done + index + 1 } }),
          )
        ).text(),
      ),
    );
  }
  const perMinute = Math.round((count / (performance.now() - started)) * 60_000);
  process.stderr.write(`rehearsal model: ${perMinute} section requests a minute, client included\n`);
  expect(server.stats()).toMatchObject({ requests: count, answered: count, doubleBilled: 0 });
});

it('starts as a process, says where it is in one line, and stops on SIGTERM', async () => {
  const child = spawn(process.execPath, ['--import', 'tsx', 'rehearsal/main.ts', '--port', '0', '--latency-ms', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  endings.push(() => child.kill('SIGKILL'));
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => lines.push(line));
  await once(reader, 'line');
  const url = /^rehearsal model on (http:\/\/127\.0\.0\.1:\d+\/v1)$/.exec(lines[0] ?? '')?.[1] ?? '';
  expect((await fetch(`${url}/health`)).status).toBe(200);
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
  expect(lines).toHaveLength(1);
});
