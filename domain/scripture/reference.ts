/**
 * References to Scripture as people write them: one as a whole text, or all that stand in prose.
 *
 * Prose is full of what only looks like one (“Mark 5 items”, “Job 4”, “Is 3:15 too late?”), so there a reference needs
 * chapter and verse, or a book's unmistakable name with a chapter. A reference that is meant as one and names a book,
 * chapter or verse that no Bible has is found too, with `exists: false`.
 */
import { memoizeByText } from '../memoize.ts';
import { findClaimedReferences } from './claimed-books.ts';
import { formatOsis, osisExists, readOsis } from './osis.ts';
import { isEnglish, readPassages } from './passage-reader.ts';
import type { FoundPassage } from './passage-reader.ts';
import { BIBLE_BOOKS } from './versification.ts';

export { formatOsis } from './osis.ts';

export interface ScriptureReference {
  /** Such as `Rom.8.28-Rom.8.30`; lists with commas. Empty when the named book is none. */
  osis: string;
  /** As it is to be printed: `Romans 8:28–30`; in other languages than English as it was written. */
  printed: string;
  exists: boolean;
  /** Where it stands in the text that was given. */
  index: number;
  length: number;
  text: string;
}

/**
 * Reads a text that is one reference, range or list within one book, such as `Romans 8:28-30` or `Isa.44.6`.
 * @param language of the text, when known: other languages than English have their own names of the books
 * @returns null when the text is anything else; a reference that does not exist is a reference with `exists: false`
 */
export const parseReference = (text: string, language?: string): ScriptureReference | null =>
  parsed(text, language).reference;

/** The parser takes milliseconds, and the same few hundred readings are asked for in every chapter of every book. */
const parsed = memoizeByText((text, language) => ({ reference: readReference(text, language) }));

function readReference(text: string, language?: string): ScriptureReference | null {
  const bare = bareReference(text);
  if (bare === '' || bare.length > 200) return null;
  const index = text.indexOf(bare);
  const english = osisOfWhole(bare, 'en');
  const osis = isEnglish(language) ? (english ?? osisOfWhole(bare, 'mul')) : (osisOfWhole(bare, language) ?? english);
  if (osis !== null) return reference({ osis, text: bare, index, isEnglish: osis === english });
  const [claim] = findClaimedReferences(bare);
  if (claim?.text === bare) return reference({ osis: claim.osis, text: bare, index, isEnglish: true });
  const book = BIBLE_BOOKS.find(({ name, osis: id }) => name.toLowerCase() === bare.toLowerCase() || id === bare);
  if (book) return reference({ osis: book.osis, text: bare, index, isEnglish: true });
  // In a place where only a reference can stand, any name with chapter and verse claims to be one.
  return ANY_CLAIM.test(bare) ? reference({ osis: '', text: bare, index, isEnglish: true }) : null;
}

/** Every reference that prose makes, in order, existing or not. */
export const findReferences = (prose: string, language?: string): readonly ScriptureReference[] =>
  /\p{Nd}/u.test(prose) ? foundReferences(prose, language) : NONE;

const NONE: readonly ScriptureReference[] = [];

const foundReferences = memoizeByText((prose, language): readonly ScriptureReference[] => {
  const isWritten = (paragraph: string): boolean =>
    isEnglish(language) ? ENGLISH_SIGN.test(paragraph) && ENGLISH_CANDIDATE.test(paragraph) : CANDIDATE.test(paragraph);
  const found: ScriptureReference[] = [];
  for (const { 0: paragraph, index: at } of prose.matchAll(/[^\n]+(?:\n(?!\s*\n)[^\n]+)*/gu)) {
    if (!isWritten(paragraph)) continue;
    found.push(...referencesOf(paragraph, language).map((one) => ({ ...one, index: one.index + at })));
  }
  return found;
});

/** The parser is slow and most paragraphs name no book with a number: those are passed over. */
const CANDIDATE = /\p{L}\p{M}*[.\s]{0,3}\p{Nd}/u;
const fullNames = BIBLE_BOOKS.map(({ name }) => name.replace(/^[1-3] /u, '')).join('|');
const ENGLISH_CANDIDATE = new RegExp(
  `\\b(?:(?:[1-3]|I{1,3})\\s?)?\\p{Lu}\\p{L}{0,14}\\.?\\s{0,2}\\d{1,3}\\s?[:.]\\s?\\d|\\b(?:${fullNames}|Psalm)\\.?[\\s,]+(?:chapter\\s)?\\d|\\bchapter\\s\\d+\\sof\\s`,
  'iu',
);
/** What every English candidate holds; without a word's border to try at each letter it is found in a quarter of the time. */
const ENGLISH_SIGN = new RegExp(`\\d\\s?[:.]\\s?\\d|(?:${fullNames}|Psalm|chapter)\\.?[\\s,]+(?:chapter\\s)?\\d`, 'iu');
const ANY_CLAIM =
  /^(?:[1-9]\s?)?\p{L}[\p{L}\p{M}. ]{1,40}\s\d{1,3}[:.,]\d{1,3}(?:\s?[-–]\s?\d{1,3}(?:[:.]\d{1,3})?)?$/u;

const referencesOf = (paragraph: string, language: string | undefined): ScriptureReference[] => {
  const read = readPassages(paragraph, language).flatMap((run) => acceptRun(run, paragraph, language));
  if (!isEnglish(language)) return read;
  const claims = findClaimedReferences(paragraph)
    // A book that is none (“4 John 2:1”) stands above the book that the parser saw inside it (“John 2:1”).
    .filter((claim) => {
      const named = read.filter((other) => overlaps(claim, other) && /\p{L}/u.test(other.text));
      return named.length === 0 || (claim.osis === '' && named.every((other) => other.index > claim.index));
    })
    .filter((claim) => !isTimeOrMore(paragraph, claim.index + claim.text.length))
    .map((claim) => reference({ ...claim, isEnglish: true }));
  const kept = read.filter((other) => !claims.some((claim) => overlaps(claim, other)));
  return [...kept, ...claims].sort((a, b) => a.index - b.index);
};

const bareReference = (text: string): string =>
  text
    .trim()
    .replace(/\s*\((?:[A-Z]{2,6}|World English Bible|King James Version)\)\s*$/u, '')
    .replace(/^[([“"']+|[)\]”"'.,;]+$/gu, '')
    .replace(/(?<=\p{Nd})\s?[节節절]$/u, '')
    .trim();

const osisOfWhole = (bare: string, language: string | undefined): string | null => {
  const passages = readPassages(bare, language).flat();
  const [first] = passages;
  const last = passages.at(-1);
  if (!first || !last || first.index !== 0 || last.index + last.text.length !== bare.length) return null;
  const osis = passages.map((passage) => passage.osis).join(',');
  const books = new Set(readOsis(osis)?.flatMap(({ start, end }) => [start.book, end.book]));
  return books.size === 1 ? osis : null;
};

const reference = (found: { osis: string; text: string; index: number; isEnglish: boolean }): ScriptureReference => ({
  osis: found.osis,
  printed: (found.isEnglish ? formatOsis(found.osis) : null) ?? found.text.replace(/\s+/gu, ' '),
  exists: osisExists(found.osis),
  index: found.index,
  length: found.text.length,
  text: found.text,
});

const acceptRun = (run: FoundPassage[], text: string, language: string | undefined): ScriptureReference[] => {
  const accepted: ScriptureReference[] = [];
  let before: FoundPassage | null = null;
  for (const passage of run) {
    const isMeant: boolean = passage.namesBook
      ? isMeantAsReference(passage, text, language)
      : // “Romans 8:28, 45 people”: a bare number goes on only where it exists.
        before !== null && before.hasVerse && passage.hasVerse && osisExists(passage.osis);
    if (isMeant) accepted.push(reference({ ...passage, isEnglish: isEnglish(language) }));
    if (passage.namesBook) before = isMeant ? passage : null;
  }
  return accepted;
};

const isMeantAsReference = (passage: FoundPassage, text: string, language: string | undefined): boolean => {
  const name = /^\P{Nd}*(?:\p{Nd}\P{Nd}+)?(?=\p{Nd})/u.exec(passage.text)?.[0].trim() ?? '';
  const letters = name.replace(/[^\p{L}]/gu, '');
  if (/^\p{Ll}/u.test(letters) || ORDINARY_WORD.test(name)) return false;
  if (ORDINARY_WORD_ABROAD.test(letters) && !osisExists(passage.osis)) return false;
  if (isTimeOrMore(text, passage.index + passage.text.length)) return false;
  if (passage.hasVerse)
    return isEnglish(language) || letters.length > 2 || /[^\p{Script=Latin}]/u.test(letters) || /^\d/u.test(name);
  if (/\bthe\s+$/iu.test(text.slice(Math.max(0, passage.index - 6), passage.index))) return false;
  if (
    /^\s?(?:%|years?|people|men|women|days|cents|dollars|[A-Z]\b|[.,]\d)/u.test(
      text.slice(passage.index + passage.text.length),
    )
  )
    return false;
  return osisExists(passage.osis) ? letters.length > 3 : UNMISTAKABLE.test(name) && !/\d{4}/u.test(passage.text);
};

/** `3:15 pm`, `3:15:20`, `3:15%`. */
const isTimeOrMore = (text: string, end: number): boolean =>
  /^(?:\s?(?:[ap]\.?m\b|o['’]clock|hours?\b|%)|:\d|\d)/iu.test(text.slice(end, end + 12));

/** Abbreviations of books that are words of their own; with a full stop they are abbreviations. */
const ORDINARY_WORD =
  /^(?:Is|Am|So|Ho|He|La|De|Da|Le|Re|Pr|Pro|Mar|Ti|Pp|Ac|Act|Es|As|Song|Col|Sam|Jam|Mal|So|Na|Ob|Hos|Jo)$/u;
/** The same in other scripts: “at 10:30” and “is 1,234” in Arabic, “but 3.99” in Chinese. What exists may still be meant. */
const ORDINARY_WORD_ABROAD = /^(?:في|هو|لا|لو|مر|أي|أم|عد|نا|دا|جا|را|است|[但来來太可得多约約申]|[시수대단말사행])$/u;
/** Names that are nothing else in English, so that a chapter which does not exist can only be an error. */
const UNMISTAKABLE =
  /^(?:Genesis|Exodus|Leviticus|Deuteronomy|Nehemiah|Psalms?|Proverbs|Ecclesiastes|Isaiah|Jeremiah|Lamentations|Ezekiel|Hosea|Obadiah|Habakkuk|Zephaniah|Haggai|Zechariah|Malachi|Colossians|Galatians|Ephesians|Philippians|Philemon|[123] (?:Samuel|Kings|Chronicles|Corinthians|Thessalonians|Timothy|Peter|John))$/u;

const overlaps = (a: { index: number; text: string }, b: { index: number; text: string }): boolean =>
  a.index < b.index + b.text.length && b.index < a.index + a.text.length;
