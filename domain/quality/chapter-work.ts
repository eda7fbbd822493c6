/**
 * What takes a processor seconds, as functions from plain data to plain data, for whoever runs them away from the loop that
 * keeps the calls alive. Each is known by its name; the parts that a chapter may have are bound to it.
 */
import { assembleChapters, completeChapter, type StoredPart } from '../chapter/assemble.ts';
import { checkChapter } from '../chapter/check.ts';
import type { PartRegistry } from '../chapter/parts/registry.ts';
import { checkPart } from '../chapter/waves.ts';
import { checkBook } from './book.ts';
import { scoreChapter } from './score.ts';

type InputOf<Work extends (input: never, registry: PartRegistry) => unknown> = Parameters<Work>[0];

type StoredBook = Omit<InputOf<typeof checkBook>, 'chapters'> & {
  stored: ReadonlyMap<number, readonly StoredPart[]>;
};

export const chapterWork = (registry: PartRegistry) => ({
  checkPart: (input: InputOf<typeof checkPart>) => checkPart(input, registry),
  completeChapter: (input: InputOf<typeof completeChapter>) => completeChapter(input, registry),
  checkChapter: (input: InputOf<typeof checkChapter>) => checkChapter(input, registry),
  scoreChapter: (input: InputOf<typeof scoreChapter>) => scoreChapter(input, registry),
  /** @param stored contents of the parts, by chapter @throws LibraryError StoredUnreadable */
  checkStoredBook: ({ stored, ...book }: StoredBook) =>
    checkBook({ ...book, chapters: assembleChapters(book.outline, stored, registry) }, registry),
});
