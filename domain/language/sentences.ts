/** Sentences of a text: the Unicode rules, mended where they take an abbreviation or an initial for an end. */
import { memoizeByText } from '../memoize.ts';
import { segmenterFor } from './segmenter.ts';

const ABBREVIATION =
  /(?:^|[\s(“"‘'[])(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|St|Jr|Rev|Hon|vs|cf|ca|e\.\s?g|i\.\s?e|z\.\s?B|d\.\s?h|bzw|Sra?|Dra?|Mme|M)\.$/u;
/** Ends nothing when a number follows, as in “Rom. 8:28” or “Fig. 3”. */
const BEFORE_NUMBER = /(?:^|[\s([])[1-4]?\p{L}{1,7}\.$/u;
/** The segmenter slows down with the length of what it is given. */
const CHUNK_CHARS = 2000;

/** The sentences in order, trimmed; a line break inside a paragraph ends none, a blank line or a list item does. */
export const sentences = memoizeByText((text, language): readonly string[] =>
  paragraphsOf(text).flatMap((paragraph) => sentencesOf(paragraph, language)),
);

const paragraphsOf = (text: string): string[] =>
  text
    .split(/\n[ \t\r]*\n|\n(?=[ \t]*(?:[-*+•]|\d{1,3}[.)]|#{1,6}|>)\s)/u)
    .map((paragraph) => paragraph.replace(/\s+/gu, ' ').trim())
    .filter((paragraph) => paragraph !== '');

const sentencesOf = (paragraph: string, language: string | undefined): string[] => {
  const found: string[] = [];
  let open = '';
  for (const piece of piecesOf(paragraph, language)) {
    if (open !== '' && !goesOn(open, piece)) {
      found.push(open.trim());
      open = '';
    }
    open += piece;
  }
  if (open.trim() !== '') found.push(open.trim());
  return found;
};

const goesOn = (open: string, next: string): boolean => {
  const end = open.slice(-14).trimEnd();
  if (ABBREVIATION.test(end)) return true;
  if (/^\d/u.test(next) && BEFORE_NUMBER.test(end)) return true;
  // “Is it so?” he asked: what goes on in lower case is no new sentence.
  return /^\p{Ll}/u.test(next) && /[.?!…]["'”’)\]]+$/u.test(end);
};

const piecesOf = (paragraph: string, language: string | undefined): string[] => {
  const segmenter = segmenterFor(language, 'sentence');
  const pieces: string[] = [];
  for (let at = 0; at < paragraph.length;) {
    const found = [...segmenter.segment(paragraph.slice(at, at + CHUNK_CHARS))].map(({ segment }) => segment);
    // The last piece of a chunk may be cut: it is read again with what follows.
    if (at + CHUNK_CHARS < paragraph.length && found.length > 1) found.pop();
    pieces.push(...found);
    at += found.reduce((sum, piece) => sum + piece.length, 0);
  }
  return pieces;
};
