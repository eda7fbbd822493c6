/** Subjects, levels and courses as they were typed, against those that the catalogue has. */
import type { RunInput } from '../../domain/run/run.ts';
import type { Vocabulary } from '../../library/courses.ts';
import { split } from '../typed/list-value.ts';
import { notOneOf, UsageError } from '../typed/usage.ts';

/**
 * The input with every word as the catalogue spells it.
 * @throws UsageError naming the nearest word: a run over nothing helps nobody
 */
export function withCatalogueWords(input: RunInput, vocabulary: Vocabulary): RunInput {
  const { subjects, levels, courseIds } = input;
  return {
    ...input,
    ...(subjects ? { subjects: known(subjects, 'a subject of the catalogue', vocabulary.subjects) } : {}),
    ...(levels ? { levels: known(levels, 'a level of the catalogue', vocabulary.levels) } : {}),
    ...(courseIds ? { courseIds: courseIds.map((word) => courseWord(word, vocabulary)) } : {}),
  };
}

/** A code as the catalogue spells it, or an id as it stands. */
export function courseWord(word: string, { codes }: Vocabulary): string {
  if (UUID.test(word)) return word.toLowerCase();
  return find(word, codes) ?? refuse(word, 'the code or id of a course', codes);
}

/** A whole value may hold a comma (`Art, Design`); only what is not known whole is taken for a list. */
const known = (values: string[], what: string, words: readonly string[]): string[] =>
  values.flatMap((value) => {
    const whole = find(value, words);
    return whole === undefined ? split(value).map((part) => find(part, words) ?? refuse(part, what, words)) : [whole];
  });

const find = (word: string, words: readonly string[]): string | undefined =>
  words.find((name) => name === word) ?? words.find((name) => name.toLowerCase() === word.trim().toLowerCase());

function refuse(value: string, what: string, words: readonly string[]): never {
  throw new UsageError(notOneOf({ value, what, known: words }));
}

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
