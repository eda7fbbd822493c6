/** A standard's lists of patterns as regular expressions, made once for each list. */
import { memoizeByObject } from '../memoize.ts';

/** Those of the patterns that stand in the text, without regard to capitals; `g` for use with `matchAll`. */
export const patternsIn = (patterns: readonly string[], text: string): RegExp[] =>
  compiled(patterns)
    .filter(({ start, whole }) => start.test(text) && text.search(whole) >= 0)
    .map(({ whole }) => whole);

/** True when one of the patterns stands in the text. */
export const matchesAny = (patterns: readonly string[], text: string): boolean => patternsIn(patterns, text).length > 0;

/**
 * `start` is the pattern without the `\b` that it begins with: it stands wherever the whole pattern does, and is found
 * some ten times faster, because with the flags `iu` a `\b` is tried at every letter.
 */
const compiled = memoizeByObject((patterns: readonly string[]) =>
  patterns.map((pattern) => ({
    start: new RegExp(pattern.replace(/^\\b/u, ''), 'iu'),
    whole: new RegExp(pattern, 'giu'),
  })),
);
