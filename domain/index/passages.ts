/** Passages: the chapters cut into pieces of some 200 words, each under the headings that lead to it, for the search index. */
import { sentences } from '../language/sentences.ts';
import { countWords } from '../language/words.ts';
import { blockPieces } from '../blocks/registry.ts';
import { readManuscript, type Manuscript } from '../manuscript/manuscript.ts';
import type { StoredText } from '../stored.ts';

/** Goes up when passages are cut by other rules: books of an older version are indexed again, by themselves. */
export const INDEX_VERSION = 1;

export interface PassageDraft {
  chapterNumber: number;
  sectionId: string;
  position: number;
  heading: string;
  content: string;
}

const TARGET_WORDS = 200;
/** A single piece, such as one long paragraph, is cut at sentences beyond this. */
const MAX_WORDS = 300;

/** @throws LibraryError StoredUnreadable */
export const cutPassages = (stored: StoredText): PassageDraft[] => manuscriptPassages(readManuscript(stored));

/** The passages in reading order, as plain text; `position` counts from 0 through the book. */
export function manuscriptPassages(manuscript: Manuscript): PassageDraft[] {
  const { language } = manuscript;
  const passages: PassageDraft[] = [];
  for (const chapter of manuscript.chapters) {
    for (const section of chapter.sections) {
      const pieces = section.blocks.flatMap(blockPieces).flatMap((piece) => cutPiece(piece, language));
      for (const content of packPieces(pieces, language)) {
        passages.push({
          chapterNumber: chapter.number,
          sectionId: section.id,
          position: passages.length,
          heading: `${manuscript.title} › ${chapter.title} › ${section.title}`,
          content,
        });
      }
    }
  }
  return passages;
}

const cutPiece = (piece: string, language: string): string[] =>
  countWords(piece, language) <= MAX_WORDS
    ? [piece]
    : packPieces(
        sentences(piece, language).flatMap((sentence) => cutSentence(sentence, language)),
        language,
        ' ',
      );

/** A “sentence” of thousands of words is a listing or a table: cut at spaces, or anywhere when it has none. */
const cutSentence = (sentence: string, language: string): string[] => {
  const words = countWords(sentence, language);
  if (words <= MAX_WORDS) return [sentence];
  const chars = Math.ceil(sentence.length / Math.ceil(words / TARGET_WORDS));
  const cuts: string[] = [];
  for (let at = 0; at < sentence.length;) {
    const space = sentence.lastIndexOf(' ', at + chars);
    const end =
      at + chars >= sentence.length
        ? sentence.length
        : space > at + chars / 2
          ? space
          : wholeChar(sentence, at + chars);
    cuts.push(sentence.slice(at, end).trim());
    at = end;
  }
  return cuts;
};

/** Not between the two halves of one character. */
const wholeChar = (text: string, at: number): number => (/[\udc00-\udfff]/u.test(text.charAt(at)) ? at + 1 : at);

/** Joins pieces until the next would go beyond the target by more than what is missing. */
const packPieces = (pieces: string[], language: string, glue = '\n\n'): string[] => {
  const packed: string[] = [];
  let open: string[] = [];
  let openWords = 0;
  for (const piece of pieces) {
    const words = countWords(piece, language);
    if (openWords > 0 && openWords + words - TARGET_WORDS > TARGET_WORDS - openWords) {
      packed.push(open.join(glue));
      open = [];
      openWords = 0;
    }
    open.push(piece);
    openWords += words;
  }
  if (open.length > 0) packed.push(open.join(glue));
  return packed;
};
