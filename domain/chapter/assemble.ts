/** Puts a chapter together of its parts, and takes its texts out again for checks, judges and counts. */
import type { Fault, Finding } from '../finding.ts';
import { countWords } from '../language/words.ts';
import type { Outline, OutlineChapter } from '../outline/outline.ts';
import { titleWithPart } from '../outline/titles.ts';
import type { Standard } from '../standard/standard.ts';
import { plainText } from '../text/plain-text.ts';
import type { Chapter } from './chapter.ts';
import type { ChapterPart, Numbered } from './parts/definition.ts';
import { CHAPTER_PARTS, type PartRegistry } from './parts/registry.ts';
import { inPlace, type Field } from './rules/field.ts';

/** A row of a part, as stored. */
export interface StoredPart {
  part: string;
  content: unknown;
  /** What was still wrong with it after its last ask. */
  faults?: readonly Fault[];
}

/**
 * A part that is not written is left out: the chapter's check names it, and it is written with the next revision.
 * @param stored content of every part of the chapter; parsed here
 * @throws LibraryError StoredUnreadable
 */
export function assembleChapter(
  plan: OutlineChapter,
  stored: readonly StoredPart[],
  registry: PartRegistry = CHAPTER_PARTS,
): Chapter {
  const rows = new Map(stored.map(({ part, content }) => [part, content]));
  return {
    number: plan.number,
    title: titleWithPart(plan.title, plan.part),
    sections: plan.sections.map(({ number, title, slice, lectureIds }) => ({
      number,
      title: titleWithPart(title, slice),
      lectureIds,
    })),
    parts: Object.fromEntries(
      registry.flatMap((definition) =>
        definition
          .partNames(plan)
          .filter((name) => rows.has(name))
          .map((name) => [name, definition.read(rows.get(name), `part ${name} of chapter ${plan.number}`)]),
      ),
    ),
  };
}

/** The chapter of its parts, with its text, the length of it, and what stayed wrong with parts after their last ask. */
export function completeChapter(
  {
    plan,
    stored,
    standard,
    language,
  }: { plan: OutlineChapter; stored: StoredPart[]; standard: Standard; language: string },
  registry: PartRegistry = CHAPTER_PARTS,
): { chapter: Chapter; text: string; words: number; unsound: Finding[] } {
  const chapter = assembleChapter(plan, stored, registry);
  const text = chapterText(chapter, standard, registry);
  return { chapter, text, words: countWords(text, language), unsound: unsoundParts(plan.number, stored) };
}

/** An unsound part holds the book whatever a later check says of it: its last ask found what no check of the chapter sees. */
const unsoundParts = (chapter: number, stored: readonly StoredPart[]): Finding[] =>
  stored.flatMap(({ part, faults = [] }) =>
    faults.map(({ rule, detail }) => ({ rule, severity: 'veto', chapter, part, detail })),
  );

/** The chapters that are put together, of the parts that are stored of each. @throws LibraryError StoredUnreadable */
export const assembleChapters = (
  { chapters }: Outline,
  stored: ReadonlyMap<number, readonly StoredPart[]>,
  registry: PartRegistry = CHAPTER_PARTS,
): Chapter[] =>
  chapters.flatMap((plan) => {
    const parts = stored.get(plan.number);
    return parts ? [assembleChapter(plan, parts, registry)] : [];
  });

/** The contents of one kind of part in a chapter, in order; none where the chapter was written without it. */
export const contentsOf = (definition: ChapterPart, { sections, parts }: Chapter): Numbered<object>[] =>
  definition.partNames({ sections }).flatMap((name, index) => {
    const content = parts[name];
    const section = definition.per === 'section' ? (sections[index]?.number ?? 0) : 0;
    return content ? [{ section, content }] : [];
  });

/** The texts of a chapter, part by part in the registry's order: what the checks walk over. */
export const chapterFields = (chapter: Chapter, standard: Standard, registry: PartRegistry = CHAPTER_PARTS): Field[] =>
  registry.flatMap((definition) =>
    contentsOf(definition, chapter).flatMap(({ section, content }) => definition.fields(content, section, standard)),
  );

/** The whole chapter as plain text in printed order, with its titles. */
export function chapterText(chapter: Chapter, standard: Standard, registry: PartRegistry = CHAPTER_PARTS): string {
  const titles = new Map(chapter.sections.map(({ number, title }) => [number, title]));
  const texts = inPlace(chapterFields(chapter, standard, registry)).flatMap(({ section, form, lead, markdown }) => [
    ...(form === 'running' ? [titles.get(section) ?? ''] : []),
    lead === undefined ? markdown : `${lead}: ${markdown}`,
  ]);
  return [chapter.title, ...texts].map(plainText).join('\n\n');
}

/** Words of everything that a part says, printed or not. */
export const countPartWords = (content: object, language: string): number =>
  countWords(textsIn(content).join('\n'), language);

const textsIn = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(textsIn)
      : [];
