import { z } from 'zod';
import { firstAsk, nextAsk, systemPrompt } from '../../../domain/model/ask.ts';

const aTask = (change: { system?: string; prompt?: string; maxOutputTokens?: number } = {}) => ({
  schemaName: 'section_draft',
  schema: z.strictObject({ body: z.string() }),
  system: 'You write.',
  prompt: 'Write about Psalms.',
  maxOutputTokens: 1_000,
  ...change,
});

describe('an ask', () => {
  it('never allows more output than the operator does', () => {
    expect(firstAsk(aTask({ maxOutputTokens: 50_000 }), 16_000).maxOutputTokens).toBe(16_000);
  });

  it('is known by what decides the answer, not by how long the answer may be', () => {
    const { promptHash } = firstAsk(aTask(), 16_000);

    expect(promptHash).toMatch(/^[0-9a-f]{64}$/);
    expect(firstAsk(aTask({ maxOutputTokens: 10 }), 5).promptHash).toBe(promptHash);
    expect(firstAsk(aTask({ prompt: 'Write about Job.' }), 16_000).promptHash).not.toBe(promptHash);
    expect(firstAsk(aTask({ system: 'You sing.' }), 16_000).promptHash).not.toBe(promptHash);
  });

  it('after an unsound reply carries the findings as material behind the whole task', () => {
    const again = nextAsk(firstAsk(aTask(), 16_000), aTask(), {
      faults: [{ rule: 'words', detail: 'Too short.' }],
      isCutOff: false,
      cap: 16_000,
    });

    expect(again.number).toBe(2);
    expect(again.maxOutputTokens).toBe(1_000);
    expect(again.prompt).toMatch(
      /^Write about Psalms\.[\s\S]*«material findings [0-9a-f]{12}»\n\[\n "Too short\."\n\]\n«end/,
    );
  });

  it('carries only the findings of the last reply', () => {
    const second = nextAsk(firstAsk(aTask(), 9_000), aTask(), {
      faults: [{ rule: 'words', detail: 'Too short.' }],
      isCutOff: false,
      cap: 9_000,
    });
    const third = nextAsk(second, aTask(), {
      faults: [{ rule: 'words', detail: 'Too long.' }],
      isCutOff: false,
      cap: 9_000,
    });

    expect(third.number).toBe(3);
    expect(third.prompt).toContain('Too long.');
    expect(third.prompt).not.toContain('Too short.');
  });

  it('after a reply that was cut off has twice the room, up to the cap', () => {
    const cut = { faults: [{ rule: 'words', detail: 'Cut off.' }], isCutOff: true, cap: 1_500 };

    expect(nextAsk(firstAsk(aTask(), 16_000), aTask(), { ...cut, cap: 16_000 }).maxOutputTokens).toBe(2_000);
    expect(nextAsk(firstAsk(aTask(), 1_500), aTask(), cut).maxOutputTokens).toBe(1_500);
  });
});

describe('the system prompt', () => {
  it('is the task’s own where the response format carries the schema', () => {
    expect(systemPrompt(firstAsk(aTask(), 9), 'json_schema')).toBe('You write.');
  });

  it.each(['json_object', 'text'] as const)('ends with the schema in the form %s', (form) => {
    const [before, after] = systemPrompt(firstAsk(aTask(), 9), form).split('\nJSON schema section_draft:\n');

    expect(before).toContain('You write.');
    expect(before).toContain('one JSON document only');
    expect(JSON.parse(after ?? '')).toMatchObject({ type: 'object', required: ['body'] });
  });
});
