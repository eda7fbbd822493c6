/**
 * What takes a processor seconds, as functions from plain data to plain data, for whoever runs them away from the loop that
 * keeps the calls alive. Each is known by its name; the parts that a chapter may have are bound to it.
 */
import { assembleChapters, chapterFields, completeChapter, type StoredPart } from '../chapter/assemble.ts';
import { checkChapter } from '../chapter/check.ts';
import type { PartRegistry } from '../chapter/parts/registry.ts';
import { bookGround } from '../chapter/rules/checks.ts';
import { checkPart, findPart } from '../chapter/waves.ts';
import type { Fault, Finding } from '../finding.ts';
import { plannedChapter } from '../outline/outline.ts';
import { checkBook } from './book.ts';
import { scoreChapter } from './score.ts';
import { unsetFormulas } from './unset-formulas.ts';

type InputOf<Work extends (input: never, registry: PartRegistry) => unknown> = Parameters<Work>[0];

type StoredBook = Omit<InputOf<typeof checkBook>, 'chapters'> & {
  stored: ReadonlyMap<number, readonly StoredPart[]>;
};

export const chapterWork = (registry: PartRegistry) => ({
  checkPart: (input: InputOf<typeof checkPart>): Fault[] => [
    ...checkPart(input, registry),
    ...unsetInDraft(input, registry),
  ],
  completeChapter: (input: InputOf<typeof completeChapter>) => completeChapter(input, registry),
  checkChapter: (input: InputOf<typeof checkChapter>): Finding[] => {
    const { chapter, course, outline, standard } = input;
    const fields = chapterFields(chapter, standard, registry);
    const ground = bookGround(course, outline, standard);
    return [...checkChapter(input, registry), ...unsetFormulas(fields, { chapter: chapter.number, ground })];
  },
  scoreChapter: (input: InputOf<typeof scoreChapter>) => scoreChapter(input, registry),
  /** @param stored contents of the parts, by chapter @throws LibraryError StoredUnreadable */
  checkStoredBook: ({ stored, ...book }: StoredBook) =>
    checkBook({ ...book, chapters: assembleChapters(book.outline, stored, registry) }, registry),
});

/** Formulas of a draft that some format would print as their source: only those that are not the course's own. */
function unsetInDraft(
  { course, outline, standard, chapter, part, draft }: InputOf<typeof checkPart>,
  registry: PartRegistry,
): Fault[] {
  const { definition, section } = findPart(plannedChapter(outline, chapter), part, registry);
  const fields = definition.fields(draft, section?.number ?? 0, standard);
  const found = unsetFormulas(fields, { chapter, ground: bookGround(course, outline, standard) });
  return found.filter(({ severity }) => severity === 'veto').map(({ rule, detail }) => ({ rule, detail }));
}
