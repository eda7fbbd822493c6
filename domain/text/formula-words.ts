/** Prose inside a formula: between dollars anything can be written, and the book prints it. */

/** Commands that hold words. */
const TEXT_COMMAND = /\\(?:text[a-z]*|mbox|mathrm|operatorname\*?)\s*\{([^{}]*)\}/gu;
const COMMAND = /\\(?:[a-zA-Z]+\*?|.)/gsu;
const WORD = /\p{L}[\p{L}\p{M}'’-]+/gu;
/** Fewer words are names of variables and functions. */
const MIN_WORDS = 3;
/** Scripts without spaces write a sentence as one word. */
const LONG_WORD_CHARS = 8;

/** The formula without its commands when it holds several words, so that the rules of prose read them; otherwise null. */
export function formulaWords(formula: string): string | null {
  const shown = formula.replace(TEXT_COMMAND, ' $1 ').replace(COMMAND, ' ').replace(/[{}&]/gu, ' ');
  const words = shown.match(WORD) ?? [];
  const isProse = words.length >= MIN_WORDS || words.some((word) => word.length >= LONG_WORD_CHARS);
  return isProse ? shown.replace(/[ \t]+/gu, ' ').trim() : null;
}
