/** What stands between signs of a formula and is none: a sentence, or a sum of money with the words behind it. */

/** Commands that hold words. */
const TEXT_COMMAND = /\\(?:text[a-z]*|mbox|hbox|mathrm|operatorname\*?|tag\*?|label|begin|end)\s*\{[^{}]*\}/gu;
const COMMAND = /\\(?:[a-zA-Z]+\*?|.)/gsu;
/** So many words with nothing but blanks and commas between them. */
const SENTENCE = /(?<![\p{L}\p{M}])(?:\p{L}[\p{L}\p{M}'’]+,?\s+){4,}\p{L}[\p{L}\p{M}'’]+/u;
/** Scripts without blanks write a sentence as one word. */
const UNSPACED_SENTENCE = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}，。、]{12}/u;

export const isProse = (latex: string): boolean => {
  const shown = latex.replace(TEXT_COMMAND, ' = ').replace(COMMAND, ' = ');
  return SENTENCE.test(shown) || UNSPACED_SENTENCE.test(shown);
};

/** A number and then words is a price and a sentence. */
export const isMoney = (content: string): boolean =>
  /^\d[\d.,]*(?:\s|[-–—]\s?\p{L}|[kKmMbB]\b)/u.test(content) &&
  /\s\p{L}{2,}/u.test(content) &&
  !/\\[a-zA-Z]/u.test(content);
