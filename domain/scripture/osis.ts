/** OSIS references as text: reading, checking, printing and ordering them. `Rom.8.28-Rom.8.30`, lists with commas. */
import { comparePoints, findBibleBook, pointExists } from './versification.ts';
import type { VersePoint } from './versification.ts';

export interface OsisRange {
  start: VersePoint;
  end: VersePoint;
}

const POINT = /^([1-4]?[A-Za-z]+)(?:\.(\d{1,3})(?:\.(\d{1,3}))?)?(?:![a-z]+)?$/u;

/** The passages of an OSIS reference in the order they are written; null when it is not well-formed. */
export function readOsis(osis: string): OsisRange[] | null {
  const ranges: OsisRange[] = [];
  for (const item of osis.split(',')) {
    const [first = '', last, ...rest] = item.trim().split('-');
    const start = readPoint(first);
    const end = last === undefined ? start : readPoint(last);
    if (!start || !end || rest.length > 0) return null;
    ranges.push({ start, end });
  }
  return ranges;
}

/** True when every passage of the reference is in the versification, and no range runs backwards. */
export const osisExists = (osis: string): boolean =>
  readOsis(osis)?.every(({ start, end }) => pointExists(start) && pointExists(end) && comparePoints(start, end) <= 0) ??
  false;

/**
 * Prints an OSIS reference in English, as `Romans 8:28–30`, `1 John 5:7; 2:3`, `Jude 3`.
 * @returns null when it is not well-formed or names no book of the versification; it need not exist
 */
export function formatOsis(osis: string): string | null {
  const ranges = readOsis(osis);
  if (!ranges) return null;
  const parts: string[] = [];
  let before: VersePoint | null = null;
  for (const range of ranges) {
    const printed = formatRange(range, before);
    if (printed === null) return null;
    parts.push(printed);
    before = range.end;
  }
  return parts.join('');
}

/** Orders OSIS references canonically: by where they start, then by where they end. */
export function compareOsis(a: string, b: string): number {
  const [left] = readOsis(a) ?? [];
  const [right] = readOsis(b) ?? [];
  if (!left || !right) return Number(!left) - Number(!right) || a.localeCompare(b, 'en');
  return comparePoints(left.start, right.start) || comparePoints(left.end, right.end) || a.localeCompare(b, 'en');
}

const readPoint = (text: string): VersePoint | null => {
  const [, book, chapter, verse] = POINT.exec(text) ?? [];
  if (book === undefined) return null;
  return {
    book,
    chapter: chapter === undefined ? null : Number(chapter),
    verse: verse === undefined ? null : Number(verse),
  };
};

/** One passage with the mark that joins it to the passage printed before it; the book is said once. */
const formatRange = ({ start, end }: OsisRange, before: VersePoint | null): string | null => {
  const book = findBibleBook(start.book);
  const lastBook = findBibleBook(end.book);
  if (!book || !lastBook) return null;
  const place = placeOf(start);
  const follows = before?.book === start.book && place !== '';
  const shortened =
    follows && before.chapter === start.chapter && start.verse !== null && before.verse !== null
      ? `, ${start.verse}`
      : `; ${place}`;
  const head = follows ? shortened : `${before ? '; ' : ''}${nameOf(start)}${place && ` ${place}`}`;
  if (comparePoints(start, end) === 0) return head;
  if (end.book !== start.book) return `${head}–${nameOf(end)}${placeOf(end) && ` ${placeOf(end)}`}`;
  const tail = end.chapter === start.chapter && end.verse !== null ? `${end.verse}` : placeOf(end);
  return `${head}–${tail}`;
};

/** `8:28` or `8`; in a book with a single chapter `3` or nothing. */
const placeOf = ({ book, chapter, verse }: VersePoint): string => {
  if (chapter === null) return '';
  const isAlone = findBibleBook(book)?.verses.length === 1 && chapter === 1;
  if (verse === null) return isAlone ? '' : `${chapter}`;
  return isAlone ? `${verse}` : `${chapter}:${verse}`;
};

/** One psalm is a psalm. */
const nameOf = ({ book, chapter }: VersePoint): string => {
  const name = findBibleBook(book)?.name ?? book;
  return name === 'Psalms' && chapter !== null ? 'Psalm' : name;
};
