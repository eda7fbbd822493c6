/** Text as every export may print it: without characters that no page, XML document or PDF can hold. */

/** Characters that are never printed: controls, byte order marks, non-characters, embeddings that turn text around. */
const UNPRINTABLE = /[\p{Cc}\p{Noncharacter_Code_Point}\u202a-\u202e\ufeff]/gu;
const LINE_ENDS = /\r\n?|[\u0085\u2028\u2029]/g;

/** Running text: all white space that is not meant to keep words together becomes one space. */
export const inlineText = (text: string): string => printableText(text).replace(/[ \t\n]+/g, ' ');

/** Text that keeps its lines and tabs, such as code. */
export const printableText = (text: string): string =>
  text
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(LINE_ENDS, '\n')
    .replace(UNPRINTABLE, (character) => (character === '\n' || character === '\t' ? character : ''));

const signs = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** What a reader takes for one sign each: a family or a flag is several characters. */
export const signsOf = (text: string): string[] => Array.from(signs.segment(text), ({ segment }) => segment);

/** Cuts a text at a word's end for places with little room, such as running heads. */
export function shortened(text: string, maxCharacters: number): string {
  const clean = inlineText(text).trim();
  if (countCharacters(clean) <= maxCharacters) return clean;
  let [cut, room] = ['', maxCharacters];
  for (const sign of signsOf(clean)) {
    room -= countCharacters(sign);
    if (room < 0) break;
    cut += sign;
  }
  const lastSpace = cut.lastIndexOf(' ');
  return `${(lastSpace > maxCharacters / 2 ? cut.slice(0, lastSpace) : cut).trimEnd()}…`;
}

const countCharacters = (text: string): number => [...text].length;
