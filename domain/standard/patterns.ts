/** A standard's lists of patterns as regular expressions, made once for each list. */
import { rememberedOf } from '../remembered.ts';

/** Without regard to capitals; `g` for use with `matchAll`, which leaves them as they are. */
export const patternsOf = rememberedOf((patterns: readonly string[]): readonly RegExp[] =>
  patterns.map((pattern) => new RegExp(pattern, 'giu')),
);

/** True when one of the patterns stands in the text. */
export const matchesAny = (patterns: readonly string[], text: string): boolean =>
  patternsOf(patterns).some((pattern) => text.search(pattern) >= 0);
