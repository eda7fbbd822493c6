/**
 * Versification: which books, chapters and verses exist, in canonical order.
 *
 * The scheme is that of the King James Version (66 books). Numbers that differ elsewhere (Joel 4, Malachi 3:19, psalms
 * counted with their titles) are not in it; a translation with a scheme of its own brings its own table.
 */
import { z } from 'zod';
import table from './versification.json' with { type: 'json' };

const BibleBookSchema = z.strictObject({
  osis: z.string(),
  name: z.string(),
  abbreviations: z.array(z.string()),
  /** Number of verses of each chapter, from chapter 1. */
  verses: z.array(z.int().positive()).min(1),
});
export type BibleBook = z.infer<typeof BibleBookSchema>;

/** Every book in canonical order. */
export const BIBLE_BOOKS: readonly BibleBook[] = z.array(BibleBookSchema).parse(table.books);

const byOsis = new Map(BIBLE_BOOKS.map((book, order) => [book.osis, { book, order }]));

/** The book of an OSIS id, such as `1Cor`; null when the scheme has none. */
export const findBibleBook = (osis: string): BibleBook | null => byOsis.get(osis)?.book ?? null;

/** A place in a book; chapter and verse are null where the whole is meant. */
export interface VersePoint {
  book: string;
  chapter: number | null;
  verse: number | null;
}

export function pointExists({ book, chapter, verse }: VersePoint): boolean {
  const found = byOsis.get(book);
  if (!found) return false;
  if (chapter === null) return verse === null;
  const verses = found.book.verses[chapter - 1];
  return verses !== undefined && (verse === null || (verse >= 1 && verse <= verses));
}

/** Canonical order; a whole stands before its parts, an unknown book after all others. */
export const comparePoints = (a: VersePoint, b: VersePoint): number =>
  orderOf(a) - orderOf(b) || (a.chapter ?? 0) - (b.chapter ?? 0) || (a.verse ?? 0) - (b.verse ?? 0);

const orderOf = ({ book }: VersePoint): number => byOsis.get(book)?.order ?? BIBLE_BOOKS.length;
