/** Raised and lowered text in plain letters: `10<sup>3</sup>` is 10³, never 103. */
const RAISED = new Map(
  [...'0123456789+−=()nieao'].map((letter, at) => [letter, [...'⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵉªº'][at] ?? letter]),
);
const LOWERED = new Map([...'0123456789+−=()'].map((letter, at) => [letter, [...'₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎'][at] ?? letter]));
/** Endings of ordinal numbers and marks of trade say the same on the line. */
const SAYS_THE_SAME = /^(?:st|nd|rd|th|er|re|ère|ème|nde?|os|as|ª|º|™|®|©|TM|SM)$/u;

/** The text as Unicode's raised or lowered letters where it has them all, otherwise as `^x`, `^(x + y)` or `_(x)`. */
export function raisedText(kind: 'sup' | 'sub', text: string): string {
  const written = text.trim().replaceAll('-', '−');
  if (written === '' || SAYS_THE_SAME.test(written)) return text;
  const letters = [...written].map((letter) => (kind === 'sup' ? RAISED : LOWERED).get(letter));
  if (letters.every((letter) => letter !== undefined)) return letters.join('');
  const sign = kind === 'sup' ? '^' : '_';
  return letters.length === 1 ? `${sign}${written}` : `${sign}(${text.trim()})`;
}
