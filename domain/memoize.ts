/**
 * Remembers the latest results of a pure function of a text.
 *
 * One step reads, counts, folds and searches the same texts for rule after rule, and reading costs more than all rules
 * together.
 */

/** Characters of text that one function keeps results for: those of the steps in hand, with room for long ones. */
const KEPT_CHARS = 1_000_000;
/** What an entry takes beside its text. */
const ENTRY_CHARS = 100;

type OfText<Result> = (text: string, language?: string) => Result;

/** Results by language, then by text: a text is looked up as it is, without a key that has to be made of it. */
type Results<Result> = Map<string | undefined, Map<string, Result>>;

/**
 * The results are shared: nobody may change them. They are kept in two generations of half the room each: when the later
 * is full, the earlier one is forgotten, but for what was asked for since.
 */
export function memoizeByText<Result extends NonNullable<unknown>>(compute: OfText<Result>): OfText<Result> {
  let earlier: Results<Result> = new Map();
  let later: Results<Result> = new Map();
  let laterChars = 0;
  const keep = (text: string, language: string | undefined, result: Result): void => {
    if (laterChars >= KEPT_CHARS / 2) {
      earlier = later;
      later = new Map();
      laterChars = 0;
    }
    laterChars += text.length + ENTRY_CHARS;
    const known = later.get(language);
    if (known) known.set(text, result);
    else later.set(language, new Map([[text, result]]));
  };
  return (text, language) => {
    const known = later.get(language)?.get(text);
    if (known !== undefined) return known;
    const result = earlier.get(language)?.get(text) ?? compute(text, language);
    keep(text, language, result);
    return result;
  };
}

/** The same for a function of an object that nobody changes: its result lives as long as the object does. */
export function memoizeByObject<Key extends object, Result>(compute: (key: Key) => Result): (key: Key) => Result {
  const kept = new WeakMap<Key, { result: Result }>();
  return (key) => {
    const known = kept.get(key);
    if (known) return known.result;
    const result = compute(key);
    kept.set(key, { result });
    return result;
  };
}
