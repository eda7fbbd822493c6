/** The plain-code gate of a chapter: rules that hold a veto before any judge is asked. */
import type { BookLanguage } from '../course/book-language.ts';
import type { Course } from '../course/course.ts';
import type { Finding } from '../finding.ts';
import { plannedChapter, type Outline, type OutlineChapter } from '../outline/outline.ts';
import { titleWithPart } from '../outline/titles.ts';
import type { Standard } from '../standard/standard.ts';
import { countWords } from '../language/words.ts';
import { chapterFields, chapterText, contentsOf } from './assemble.ts';
import type { Chapter } from './chapter.ts';
import { CHAPTER_PARTS, partsOf, type PartRegistry } from './parts/registry.ts';
import { ruleContext } from './rules/checks.ts';
import { checkRepetition } from './rules/repetition.ts';

interface ChapterCheck {
  chapter: Chapter;
  /** What stayed wrong with its parts after their last ask. */
  unsound?: readonly Finding[];
  course: Course;
  outline: Outline;
  standard: Standard;
  language: BookLanguage;
}

/**
 * Every finding names the part that mends it. `veto` unless it is only for a person's eye.
 * @throws LibraryError StateConflict when the outline has no such chapter
 */
export function checkChapter(given: ChapterCheck, registry: PartRegistry = CHAPTER_PARTS): Finding[] {
  const { chapter, standard } = given;
  const plan = plannedChapter(given.outline, chapter.number);
  const context = ruleContext({ ...given, plan });
  const { ground, language } = context;
  const chapterWords = countWords(chapterText(chapter, standard, registry), language);
  const fields = chapterFields(chapter, standard, registry).map((field) => ({ ...field, chapter: chapter.number }));
  const parts = registry.map((definition) => ({ definition, contents: contentsOf(definition, chapter) }));
  const findings: Finding[] = [
    ...(given.unsound ?? []),
    ...planFindings(chapter, plan),
    ...missingParts(chapter, partsOf(standard, registry)),
    ...parts.flatMap(({ definition, contents }) => definition.checkTogether(contents, { ...context, chapterWords })),
    ...parts.flatMap(({ definition, contents }) =>
      contents.flatMap(({ section, content }) => definition.check(content, section, context)),
    ),
    ...checkRepetition(fields, { scope: 'chapter', ground, standard, language }),
  ];
  return distinct(findings);
}

/** What a last ask found, the chapter's check mostly finds once more. */
const distinct = (findings: Finding[]): Finding[] => [
  ...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values(),
];

/** A part that came with a later release than the one that began the book is written like any other weak part. */
const missingParts = (chapter: Chapter, registry: PartRegistry): Finding[] =>
  registry
    .flatMap(({ partNames }) => partNames(chapter))
    .filter((name) => !chapter.parts[name])
    .map((part) => ({
      rule: 'missing-part',
      severity: 'veto',
      chapter: chapter.number,
      part,
      detail: `The part ${part} is not written.`,
    }));

/** The chapter holds what its plan promised: title, sections in order, on their lectures. */
function planFindings(chapter: Chapter, plan: OutlineChapter): Finding[] {
  const shape = (sections: { number: number; title: string; lectureIds: string[] }[]): string =>
    JSON.stringify(sections.map(({ number, title, lectureIds }) => [number, title, lectureIds]));
  const planned = plan.sections.map((section) => ({ ...section, title: titleWithPart(section.title, section.slice) }));
  const isAsPlanned =
    chapter.title === titleWithPart(plan.title, plan.part) && shape(chapter.sections) === shape(planned);
  if (isAsPlanned) return [];
  const detail = 'The chapter does not have the title and sections of its plan.';
  return [{ rule: 'plan', severity: 'veto', chapter: chapter.number, part: null, detail }];
}
