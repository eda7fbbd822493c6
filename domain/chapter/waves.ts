/** In which order the parts of a chapter are written, what a part finds written, and what is wrong with a draft of it. */
import type { Fault } from '../finding.ts';
import type { BookLanguage } from '../course/book-language.ts';
import type { Course } from '../course/course.ts';
import { LibraryError } from '../failure.ts';
import { plannedChapter, type Outline, type OutlineChapter } from '../outline/outline.ts';
import type { Standard } from '../standard/standard.ts';
import { assembleChapter, chapterFields, type StoredPart } from './assemble.ts';
import { WAVES, type ChapterPart } from './parts/definition.ts';
import { CHAPTER_PARTS, partsOf, type PartRegistry } from './parts/registry.ts';
import { ruleContext } from './rules/checks.ts';
import { checkRepetition } from './rules/repetition.ts';

/** Part names in waves: those of one wave are written side by side, the waves one after another. */
export function chapterWaves(
  plan: OutlineChapter,
  standard: Standard,
  registry: PartRegistry = CHAPTER_PARTS,
): string[][] {
  const parts = partsOf(standard, registry);
  return WAVES.flatMap((wave) => {
    const names = parts.filter((definition) => definition.wave === wave).flatMap(({ partNames }) => partNames(plan));
    return wave === 'teaching' ? names.map((name) => [name]) : [names];
  }).filter((names) => names.length > 0);
}

/** @throws LibraryError StateConflict when the chapter has no such part */
export function findPart(
  plan: OutlineChapter,
  name: string,
  registry: PartRegistry = CHAPTER_PARTS,
): { definition: ChapterPart; section: OutlineChapter['sections'][number] | null } {
  for (const definition of registry) {
    const index = definition.partNames(plan).indexOf(name);
    if (index >= 0)
      return { definition, section: definition.per === 'section' ? (plan.sections[index] ?? null) : null };
  }
  throw new LibraryError(
    'StateConflict',
    `Expected a part of chapter ${plan.number} as this release plans it, got ${name}; write the book again.`,
  );
}

/** The title of the section that a part is of; null for a part of a whole chapter, and for one that the plan does not have. */
export function titleOfPart(
  { chapters }: Outline,
  place: { chapter: number | null; part: string | null },
  registry: PartRegistry = CHAPTER_PARTS,
): string | null {
  const plan = chapters.find(({ number }) => number === place.chapter);
  if (!plan || place.part === null) return null;
  for (const definition of registry.filter(({ per }) => per === 'section')) {
    const section = plan.sections[definition.partNames(plan).indexOf(place.part)];
    if (section) return section.title;
  }
  return null;
}

/** Contents of the parts of earlier waves, by name; a part of the first wave rests on none. */
export const writtenBefore = (
  definition: ChapterPart,
  plan: OutlineChapter,
  { stored, registry = CHAPTER_PARTS }: { stored: readonly StoredPart[]; registry?: PartRegistry },
): Map<string, object> => new Map(Object.entries(assembleChapter(plan, stored, earlier(definition, registry)).parts));

interface PartCheck {
  course: Course;
  outline: Outline;
  standard: Standard;
  language: BookLanguage;
  chapter: number;
  part: string;
  /** Parts of earlier waves. */
  stored: StoredPart[];
  /** Of the shape that was asked for. */
  draft: object;
}

/** What is wrong with a draft: its part's own rules, those of every text, and what is written twice. */
export function checkPart(
  { course, outline, standard, language, chapter, part, stored, draft }: PartCheck,
  registry: PartRegistry = CHAPTER_PARTS,
): Fault[] {
  const plan = plannedChapter(outline, chapter);
  const { definition, section } = findPart(plan, part, registry);
  const context = ruleContext({ course, outline, standard, language, plan });
  const number = section?.number ?? 0;
  const before = earlier(definition, registry);
  const fields = [
    ...chapterFields(assembleChapter(plan, stored, before), standard, before),
    ...definition.fields(draft, number, standard),
  ].map((field) => ({ ...field, chapter }));
  const { ground } = context;
  const repeated = checkRepetition(fields, { scope: 'chapter', ground, standard, language: language.language });
  return [...definition.check(draft, number, context), ...repeated.filter((finding) => finding.part === part)]
    .filter(({ severity }) => severity === 'veto')
    .map(({ rule, detail }) => ({ rule, detail }));
}

const earlier = ({ wave }: ChapterPart, registry: PartRegistry): PartRegistry =>
  registry.filter((other) => WAVES.indexOf(other.wave) < WAVES.indexOf(wave));
