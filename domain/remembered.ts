/**
 * Remembers the latest results of a pure function of a text.
 *
 * One step reads, counts, folds and searches the same texts for rule after rule, and reading costs more than all rules
 * together.
 */
import { LRUCache } from 'lru-cache';

/** Characters of text that one function keeps results for: those of the steps in hand, with room for long ones. */
const KEPT_CHARS = 1_000_000;
/** What an entry takes beside its text. */
const ENTRY_CHARS = 100;

type OfText<Result> = (text: string, language?: string) => Result;

/** The results are shared: nobody may change them. */
export function remembered<Result extends NonNullable<unknown>>(compute: OfText<Result>): OfText<Result> {
  const kept = new LRUCache<string, { result: Result }>({
    maxSize: KEPT_CHARS,
    sizeCalculation: (_entry, key) => key.length + ENTRY_CHARS,
  });
  return (text, language) => {
    const key = language === undefined ? text : `${language}\n${text}`;
    const known = kept.get(key);
    if (known) return known.result;
    const result = compute(text, language);
    kept.set(key, { result });
    return result;
  };
}

/** The same for a function of an object that nobody changes: its result lives as long as the object does. */
export function rememberedOf<Key extends object, Result>(compute: (key: Key) => Result): (key: Key) => Result {
  const kept = new WeakMap<Key, { result: Result }>();
  return (key) => {
    const known = kept.get(key);
    if (known) return known.result;
    const result = compute(key);
    kept.set(key, { result });
    return result;
  };
}
