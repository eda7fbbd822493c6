import { LibraryError } from '../../../domain/failure.ts';
import { parseRunInput } from '../../../domain/run/run.ts';

describe('the input of a run that anybody may have started', () => {
  it('is taken with every key left out, and with those that a run knows', () => {
    const input = { subjects: ['theology'], concurrency: 5, only: ['failed', 'held'], formats: [], seed: 0 };

    expect([parseRunInput({}, 'library/all'), parseRunInput(input, 'library/all')]).toEqual([{}, input]);
  });

  it.each([
    [{ subjects: 'theology' }, /library\/all cannot be used.*subjects: .*expected array/],
    [{ concurrency: -5 }, /concurrency: /],
    [{ priorityMode: 'bogus' }, /priorityMode: .*enrollment/],
    [{ subject: ['theology'] }, /"subject"/],
    [{ 0: 't', 1: 'e' }, /Unrecognized keys/],
  ])('is refused for good, key by key, when it is %j', (input, message) => {
    const parse = (): unknown => parseRunInput(input, 'library/all');

    expect(parse).toThrow(LibraryError);
    expect(parse).toThrow(message);
  });
});
