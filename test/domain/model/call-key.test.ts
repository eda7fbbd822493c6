import { callKey, promptHash } from '../../../domain/model/call-key.ts';

const aCall = {
  courseId: 'course',
  bookId: 'book',
  purpose: 'section' as const,
  chapter: 1,
  part: 'section:1',
  revision: 0,
  ask: 1,
  model: 'gpt-4.1-mini',
  promptHash: 'hash',
};

describe('the key of a call', () => {
  it('is the same for the same place, ask, model and prompt, in any run and at any price', () => {
    const key = callKey(aCall);

    expect(key).toMatch(/^[0-9a-f]{64}$/);
    expect(callKey({ ...aCall, ...{ runId: 'another', reservedUsd: 3, provider: 'x', isRehearsal: true } })).toBe(key);
  });

  it.each([
    { courseId: 'x' },
    { bookId: 'x' },
    { purpose: 'study' as const },
    { chapter: 2 },
    { part: 'section:2' },
    { revision: 1 },
    { ask: 2 },
    { model: 'x' },
    { promptHash: 'x' },
  ])('differs with %j', (change) => {
    expect(callKey({ ...aCall, ...change })).not.toBe(callKey(aCall));
  });

  it('cannot be made alike by moving text from one part to the next', () => {
    const question = { schemaName: 'a', schema: {}, system: 'bc', prompt: 'd' };

    expect(promptHash({ ...question, system: 'b', prompt: 'cd' })).not.toBe(promptHash(question));
  });
});
