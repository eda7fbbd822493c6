/**
 * Whether a key term stands in a text: in most languages as words of its own, in others with what grammar attaches to a word
 * (Korean `평가는`, Turkish `fonemin`, Arabic `النجم`, Hebrew `הפילוסופיה`).
 */
import { foldWords } from '../../course/ground.ts';

/** Letters that particles, cases and plurals add behind a word, at most. */
const MAX_ENDING = 8;
const ENDINGS = new Set('az bn et eu fa fi gu hu hy ka kk kn ko ky lt lv ml mn mr ne si ta te tr ug ur uz'.split(' '));
/** Articles, prepositions and conjunctions that are written as one with the word that they stand before. */
const BEGINNINGS: Readonly<Record<string, string>> = {
  ar: '[وفبكل]{0,2}(?:ال|ل)?',
  he: '[ושהבכלמ]{0,3}',
};

export function occursIn(text: string, term: string, language: string): boolean {
  const words = foldWords(term);
  if (words === '') return false;
  const folded = ` ${foldWords(text)} `;
  if (folded.includes(` ${words} `)) return true;
  const [base = ''] = language.toLowerCase().split('-');
  const beginning = BEGINNINGS[base];
  if (beginning === undefined && !ENDINGS.has(base)) return false;
  const ending = `[\\p{L}\\p{M}]{0,${MAX_ENDING}}`;
  return new RegExp(
    ` ${words
      .split(' ')
      .map((word) => `${beginning ?? ''}${word}${ending}`)
      .join(' ')} `,
    'u',
  ).test(folded);
}
