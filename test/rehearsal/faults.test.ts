import OpenAI, { APIConnectionError, AuthenticationError, InternalServerError, RateLimitError } from 'openai';
import { z } from 'zod';
import { frameDraftSchema } from '../../domain/chapter/parts/frame.ts';
import { SectionDraftSchema } from '../../domain/chapter/parts/section.ts';
import { StudyDraftSchema } from '../../domain/chapter/parts/study.ts';
import { DEFECTS } from '../../rehearsal/faults/defects.ts';
import { parseFaults } from '../../rehearsal/faults/faults.ts';
import { FaultPlan } from '../../rehearsal/faults/fault-plan.ts';
import { startRehearsal, type RehearsalServer } from '../../rehearsal/server/server.ts';
import { aStandard } from '../fixtures/builders.ts';
import { aPrompt, LECTURE, READINGS, SECTION } from './a-request.ts';

let server: RehearsalServer;
let client: OpenAI;
beforeAll(async () => {
  server = await startRehearsal();
  client = new OpenAI({ baseURL: server.url, apiKey: 'none', maxRetries: 0 });
});
afterAll(() => server.close());

const setFaults = async (spec: string): Promise<Response> =>
  fetch(`${server.url}/rehearsal/faults`, { method: 'POST', body: spec });

type Schema = z.ZodType;
const SECTIONS = [{ number: 1, title: SECTION.title, text: LECTURE.notes }];
const KINDS: Record<string, [Schema, Record<string, unknown>]> = {
  section_draft: [SectionDraftSchema, { section: SECTION, lectures: [LECTURE] }],
  frame_draft: [frameDraftSchema(aStandard()), { sections: SECTIONS }],
  study_draft: [StudyDraftSchema, { sections: SECTIONS, readings: READINGS }],
  judgement: [
    z.strictObject({
      answers: z.array(z.strictObject({ item: z.string(), answer: z.string(), evidence: z.string() })),
    }),
    { rubric: [{ id: 'a', question: 'Is there a variable?' }], text: { chapter: 'x', text: LECTURE.notes } },
  ],
};

const bodyOf = (kind: string, salt: string): OpenAI.ChatCompletionCreateParamsNonStreaming => {
  const [schema, blocks] = KINDS[kind] ?? [SectionDraftSchema, {}];
  return {
    model: salt,
    messages: [
      { role: 'system', content: 'You write a textbook. Nothing of this is printed.' },
      { role: 'user', content: aPrompt(blocks) },
    ],
    response_format: { type: 'json_schema', json_schema: { name: kind, schema: z.toJSONSchema(schema) } },
  };
};
const ask = async (kind = 'section_draft', salt = 'm') => {
  const completion = await client.chat.completions.create(bodyOf(kind, salt));
  const [choice] = completion.choices;
  return { content: choice?.message.content ?? '', finish: choice?.finish_reason };
};
const errorOf = (asked: Promise<unknown>): Promise<unknown> => asked.then(() => null).catch((error: unknown) => error);

describe('the grammar', () => {
  it('reads every example of its header', () => {
    const spec =
      'latency=2000,latency=500-3000;429=0.1:retry-after=3 429-storm=20s,500=0.05,401,quota,cut=0.05,hang=0.01,endless=0.01,' +
      'truncated=0.1,broken-json=0.1,fenced=0.1,gibberish=1,defect=placeholder:0.1,forms=text,500@section_draft=0.2,429=1:first=5';
    expect(parseFaults(spec)).toHaveLength(18);
    expect(parseFaults('429@section_draft=0.5:retry-after=3:first=5')[0]).toMatchObject({
      name: '429',
      schema: 'section_draft',
      probability: 0.5,
      retryAfterSeconds: 3,
      first: 5,
    });
  });

  it.each(['teapot=1', '429=2', 'latency=soon', 'defect=ugly:0.1', '429=1:often=3', 'forms=xml', '500=0.1:0.2'])(
    'refuses %s and names it',
    (spec) => {
      expect(() => parseFaults(spec)).toThrow(spec);
    },
  );

  it('keeps the faults in force when a new spec does not read', async () => {
    await setFaults('latency=1');
    const refused = await setFaults('teapot');
    expect(refused.status).toBe(400);
    expect(await (await setFaults('{"faults":"latency=2"}')).json()).toEqual({ faults: 'latency=2' });
  });
});

describe('refusals', () => {
  it('are seen by a client as what they are', async () => {
    await setFaults('429=1:retry-after=3');
    const limited = await errorOf(ask());
    expect(limited).toBeInstanceOf(RateLimitError);
    const { headers } = z.object({ headers: z.instanceof(Headers) }).parse(limited);
    expect(headers.get('retry-after')).toBe('3');
    await setFaults('500=1');
    expect(await errorOf(ask())).toBeInstanceOf(InternalServerError);
    await setFaults('401');
    expect(await errorOf(ask())).toBeInstanceOf(AuthenticationError);
    await setFaults('quota');
    expect(await errorOf(ask())).toMatchObject({ status: 429, code: 'insufficient_quota' });
  });

  it('end after the first requests when they are limited to them', async () => {
    await setFaults('500=1:first=2');
    const results = [await errorOf(ask()), await errorOf(ask()), await errorOf(ask())];
    expect(results.map((error) => error === null)).toEqual([false, false, true]);
  });

  it('meet only the schema that they name', async () => {
    await setFaults('500@frame_draft=1');
    expect(await errorOf(ask('section_draft'))).toBeNull();
    expect(await errorOf(ask('frame_draft'))).toBeInstanceOf(InternalServerError);
  });

  it('meet every third request when told so', async () => {
    await setFaults('500=1:every=3');
    const results: boolean[] = [];
    for (let request = 0; request < 6; request += 1)
      results.push((await errorOf(ask('section_draft', `e${request}`))) === null);
    expect(results).toEqual([true, true, false, true, true, false]);
  });

  it('come by chance in the told share, the same in each run, and a retry can succeed', async () => {
    const run = async (): Promise<boolean[]> => {
      await setFaults('500=0.3');
      const results: boolean[] = [];
      for (let request = 0; request < 60; request += 1) {
        results.push((await errorOf(ask('section_draft', `r${request % 30}`))) === null);
      }
      return results;
    };
    const first = await run();
    const failed = first.filter((isGood) => !isGood).length;
    expect(failed).toBeGreaterThan(6);
    expect(failed).toBeLessThan(32);
    expect(first.slice(0, 30).some((isGood, index) => !isGood && first[index + 30])).toBe(true);
    expect(await run()).toEqual(first);
  });

  it('meet every request for the time of a storm, from the first that meets it', async () => {
    await setFaults('429-storm=60s');
    expect(await errorOf(ask())).toBeInstanceOf(RateLimitError);
    expect(await errorOf(ask('frame_draft'))).toBeInstanceOf(RateLimitError);

    const plan = new FaultPlan('429-storm=20s');
    const refusals = [5_000, 24_999, 25_000].map((now) => plan.draw('x', 'section_draft', now).refusal?.kind ?? null);
    expect(refusals).toEqual(['429', '429', null]);
  });

  it('are drawn beside a latency in its range', () => {
    const plan = new FaultPlan('latency=500-3000');
    const draws = ['a', 'b', 'c', 'd'].map((fingerprint) => plan.draw(fingerprint, 'section_draft', 0).latencyMs);
    expect(new Set(draws).size).toBe(4);
    expect(draws.every((latencyMs) => latencyMs >= 500 && latencyMs <= 3000)).toBe(true);
  });
});

describe('a broken line', () => {
  const stream = async (): Promise<string> => {
    let content = '';
    const events = await client.chat.completions.create({ ...bodyOf('section_draft', 's'), stream: true });
    for await (const chunk of events) content += chunk.choices[0]?.delta.content ?? '';
    return content;
  };

  it('is cut in the middle, streamed or not', async () => {
    await setFaults('cut=1');
    expect(await errorOf(ask())).not.toBeNull();
    expect(await errorOf(stream())).not.toBeNull();
  });

  it('is replayed whole when the same request comes again with its key', async () => {
    await setFaults('cut=1:first=1');
    const options = { headers: { 'idempotency-key': 'cut-once' } };
    const before = server.stats().answered;
    expect(await errorOf(client.chat.completions.create(bodyOf('section_draft', 'k'), options))).not.toBeNull();
    const completion = await client.chat.completions.create(bodyOf('section_draft', 'k'), options);
    expect(completion.choices[0]?.finish_reason).toBe('stop');
    expect(server.stats().answered).toBe(before + 1);
  });

  it('hangs until the client gives up', async () => {
    await setFaults('hang=1');
    const asked = client.chat.completions.create(bodyOf('section_draft', 'h'), { timeout: 150 });
    expect(await errorOf(asked)).toBeInstanceOf(APIConnectionError);
  });

  it('never ends', async () => {
    await setFaults('endless=1');
    const controller = new AbortController();
    const events = await client.chat.completions.create(
      { ...bodyOf('section_draft', 'n'), stream: true },
      { signal: controller.signal },
    );
    let pieces = 0;
    for await (const chunk of events) {
      pieces += chunk.choices[0]?.delta.content ? 1 : 0;
      if (pieces === 5) controller.abort();
    }
    expect(pieces).toBe(5);
  });
});

describe('a bad answer', () => {
  it('is cut off at its limit', async () => {
    await setFaults('truncated=1');
    const { content, finish } = await ask();
    expect(finish).toBe('length');
    expect(() => void JSON.parse(content)).toThrow();
  });

  it('is no JSON, or JSON in a fence', async () => {
    await setFaults('broken-json=1');
    const broken = await ask();
    expect(broken.finish).toBe('stop');
    expect(() => void JSON.parse(broken.content)).toThrow();
    await setFaults('fenced=1');
    expect((await ask()).content).toMatch(/^[^{]*```json\n\{[\s\S]*\}\n```\n$/);
  });

  it('is nonsense that fits the schema', async () => {
    await setFaults('gibberish=1');
    const draft = SectionDraftSchema.parse(JSON.parse((await ask()).content));
    expect(draft.body).not.toContain('variable');
    expect(draft.body.split(/\s+/).length).toBeGreaterThan(20);
  });
});

describe('defects', () => {
  const planted = async (name: string, kind: string): Promise<string> => {
    await setFaults(`defect=${name}:1`);
    const { content } = await ask(kind, name);
    KINDS[kind]?.[0].parse(JSON.parse(content));
    return content;
  };

  it('are planted by name in a document that still conforms', async () => {
    expect(await planted('placeholder', 'section_draft')).toContain('[Insert example here]');
    const frame = frameDraftSchema(aStandard()).parse(JSON.parse(await planted('missing-step', 'frame_draft')));
    expect(Object.values(frame.steps)).toContain('');
    expect(
      SectionDraftSchema.parse(JSON.parse(await planted('short-chapter', 'section_draft'))).body.split(' ').length,
    ).toBeLessThan(8);
    expect(await planted('repeated-paragraph', 'section_draft')).toMatch(/(A variable is a named place).*\1.*\1/);
    expect(await planted('invented-verse', 'study_draft')).toMatch(
      /Hezekiah 3:16|Psalm 151:7|Romans 17:2|Jude 2:4|2 Opinions 4:1/,
    );
    expect(await planted('leaked-prompt', 'section_draft')).toContain('You write a textbook.');
    expect(await planted('wrong-language', 'section_draft')).toContain('El catálogo');
    expect(await planted('fail-gate-always', 'judgement')).not.toContain('"yes"');
  });

  it('are counted with their place, and only where they were planted', async () => {
    await setFaults('defect=invented-verse:1');
    const before = server.stats();
    await ask('section_draft', 'counted');
    await ask('study_draft', 'counted');
    const after = server.stats();
    expect((after.planted['invented-verse'] ?? 0) - (before.planted['invented-verse'] ?? 0)).toBe(1);
    expect(after.plantings.at(-1)).toMatchObject({ defect: 'invented-verse', schema: 'study_draft', chapter: 2 });
    expect(Object.keys(after.planted).every((name) => DEFECTS.some((known) => known === name))).toBe(true);
  });
});

describe('forms of answer', () => {
  const statuses = async (): Promise<(number | null)[]> => {
    const forms = [
      {
        type: 'json_schema' as const,
        json_schema: { name: 'section_draft', schema: z.toJSONSchema(SectionDraftSchema) },
      },
      { type: 'json_object' as const },
      { type: 'text' as const },
    ];
    return Promise.all(
      forms.map(async (response_format) => {
        const error = await errorOf(
          client.chat.completions.create({ ...bodyOf('section_draft', 'f'), response_format }),
        );
        return error === null ? null : z.object({ status: z.number() }).parse(error).status;
      }),
    );
  };

  it.each([
    ['json_object', [400, null, null]],
    ['json_object-500', [500, null, null]],
    ['none-400', [400, 400, null]],
    ['none-500', [500, 500, null]],
    ['text', [null, null, null]],
  ])('%s', async (form, expected) => {
    await setFaults(`forms=${form}`);
    expect(await statuses()).toEqual(expected);
  });

  it('are ignored by a server that knows none: it does not see the schema', async () => {
    await setFaults('forms=text');
    const { content } = await ask();
    expect(content.startsWith('{')).toBe(false);
  });
});
