import { LibraryError } from '../../../domain/failure.ts';
import { parseRunInput } from '../../../domain/run/run.ts';

const parse = (input: unknown) => parseRunInput(input, { workflowId: 'library/all', exportKinds: ['pdf', 'epub'] });

describe('the input of a run that anybody may have started', () => {
  it('is taken with every key left out, and with those that a run knows', () => {
    const input = { subjects: ['theology'], concurrency: 5, only: ['failed', 'held'], formats: ['pdf'], seed: 0 };

    expect([parse({}), parse(input)]).toEqual([{}, input]);
  });

  it.each([
    [{ subjects: 'theology' }, /library\/all cannot be used.*subjects: .*expected array/],
    [{ concurrency: -5 }, /concurrency: /],
    [{ priorityMode: 'bogus' }, /priorityMode: .*enrollment/],
    [{ subject: ['theology'] }, /"subject"/],
    [{ 0: 't', 1: 'e' }, /Unrecognized keys/],
    [{ formats: ['pdf', 'docx'] }, /formats\.1: expected one of pdf, epub, got "docx"/],
    [{ formats: ['../pdf'] }, /formats\.0: expected a kind of export/],
  ])('is refused for good, key by key, when it is %j', (input, message) => {
    expect(() => parse(input)).toThrow(LibraryError);
    expect(() => parse(input)).toThrow(message);
  });
});
