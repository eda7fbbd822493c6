import { z } from 'zod';
import { readReply } from '../../../domain/model/reply.ts';

const schema = z.strictObject({ title: z.string(), words: z.int() });
const task = {
  schema,
  prompt: 'Write about Psalms.',
  check: ({ words }: z.infer<typeof schema>) =>
    words < 10 ? [{ rule: 'words', detail: `${words} words; at least 10` }] : [],
};
const faultWith = (detail: string): unknown =>
  expect.objectContaining({ detail: expect.stringContaining(detail) as unknown });
const read = (reply: string, finishReason: string | null = 'stop') => readReply({ reply, finishReason }, task);

describe('a reply', () => {
  it('is sound when it is whole, well-formed and passes the check', async () => {
    expect(await read('{"title": "Psalms", "words": 10}')).toEqual({
      state: 'sound',
      draft: { title: 'Psalms', words: 10 },
    });
  });

  it('is sound without a reason to end when its document is whole', async () => {
    expect(await read('{"title": "Psalms", "words": 10}', null)).toMatchObject({ state: 'sound' });
  });

  it('is never accepted when it was cut off, though its document looks whole', async () => {
    expect(await read('{"title": "Psalms", "words": 10}', 'length')).toMatchObject({
      state: 'unsound',
      isCutOff: true,
    });
  });

  it.each(['MAX_TOKENS', 'model_length', 'max_output_tokens', 'model_context_window_exceeded'])(
    'is cut off when it ended by %s, the word of another server',
    async (reason) => {
      expect(await read('{"title": "Psalms", "words": 10}', reason)).toMatchObject({
        state: 'unsound',
        isCutOff: true,
      });
    },
  );

  it.each(['refusal', 'content_filter', 'content_filter: RECITATION', 'SAFETY', 'PROHIBITED_CONTENT'])(
    'is a refusal when it ended by %s',
    async (reason) => {
      expect(await read('', reason)).toEqual({ state: 'refused' });
    },
  );

  it('names each key that is not as the schema says', async () => {
    expect(await read('{"title": 1, "extra": true}')).toMatchObject({
      state: 'unsound',
      faults: [faultWith('title: Invalid input: expected string'), faultWith('words:'), faultWith('"extra"')],
    });
  });

  it('carries the faults of the check', async () => {
    expect(await read('{"title": "Psalms", "words": 3}')).toMatchObject({
      faults: [{ rule: 'words', detail: '3 words; at least 10' }],
      isCutOff: false,
    });
  });

  it('is unsound when it holds no JSON, and when it is empty', async () => {
    expect(await read('I am a poet.')).toMatchObject({ state: 'unsound', isEmpty: false });
    expect(await read('  \n')).toMatchObject({ state: 'unsound', isEmpty: true });
  });

  it('has its commands of LaTeX, whether their backslash was written once or twice', async () => {
    for (const name of ['frac{1}{2}', 'beta', 'theta', 'times', 'text{if}', 'textbf{x}', 'rho', 'nabla f', 'uparrow']) {
      const sound = { state: 'sound', draft: { title: `so $\\${name}$ is` } };
      expect(await read(`{"title": "so $\\${name}$ is", "words": 10}`)).toMatchObject(sound);
      expect(await read(`{"title": "so $\\\\${name}$ is", "words": 10}`)).toMatchObject(sound);
    }
  });

  it('is unsound when a backslash that was not escaped became a control character', async () => {
    for (const name of ['theta is', 'times 3', 'text{if}', 'textbf{x}', 'rho is', 'right)', 'nabla f']) {
      expect(await read(`{"title": "so \\${name}", "words": 10}`)).toMatchObject({
        state: 'unsound',
        faults: [faultWith('control character')],
      });
      expect(await read(`{"title": "so \\\\${name}", "words": 10}`)).toMatchObject({ state: 'sound' });
    }
    for (const text of ['C:\\bin', '\\bword', '\\foo', '\\u0007']) {
      expect(await read(`{"title": "see ${text}", "words": 10}`)).toMatchObject({
        state: 'unsound',
        faults: [faultWith('control character')],
      });
    }
    expect(
      await read(
        String.raw`{"title": "half is \\frac{1}{2}, a line\n and a tab\t, code\n\ttaught = right\n\tauthor\rhot", "words": 10}`,
      ),
    ).toMatchObject({
      state: 'sound',
    });
  });

  it('is unsound when it lost a character that its material has not lost', async () => {
    const faults = [faultWith('a lost character')];
    expect(await read('{"title": "The Ps\\ud83dalms", "words": 10}')).toMatchObject({ state: 'unsound', faults });
    expect(await read('{"title": "The Ps\uFFFDlms", "words": 10}')).toMatchObject({ state: 'unsound', faults });
    expect(
      await readReply(
        { reply: '{"title": "Ps\uFFFDlms", "words": 10}', finishReason: 'stop' },
        { ...task, prompt: 'Write about Ps\uFFFDlms.' },
      ),
    ).toMatchObject({ state: 'sound' });
  });

  it('keeps the list of faults short', async () => {
    const faults = Array.from({ length: 100 }, (_, index) => ({
      rule: 'words',
      detail: `${index} ${'x'.repeat(1_000)}`,
    }));
    const unsound = await readReply(
      { reply: '{"title": "a", "words": 1}', finishReason: 'stop' },
      { ...task, check: () => faults },
    );

    expect(unsound).toMatchObject({ state: 'unsound' });
    expect(JSON.stringify(unsound).length).toBeLessThan(10_000);
  });
});
