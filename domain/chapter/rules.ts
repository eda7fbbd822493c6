/** The plain-code gate of a chapter: rules that hold a veto before any judge is asked. */
import type { Course } from '../course/course.ts';
import { LibraryError } from '../failure.ts';
import type { BookLanguage } from '../course/book-language.ts';
import { countWords } from '../language/words.ts';
import type { Outline } from '../outline/outline.ts';
import { printedTitle } from '../outline/titles.ts';
import type { Finding } from '../finding.ts';
import type { Standard } from '../standard/standard.ts';
import { countChapterWords, plainText } from './assemble.ts';
import type { Chapter } from './chapter.ts';
import { chapterFields } from './fields.ts';
import { sectionWords } from './limits.ts';
import { bookGround, checkFrame, checkSection, checkStudy, type RuleContext } from './part-rules.ts';
import { checkRepetition } from './repetition.ts';

interface ChapterCheck {
  chapter: Chapter;
  course: Course;
  outline: Outline;
  standard: Standard;
  language: BookLanguage;
}

/**
 * Every finding names the part that mends it. `veto` unless it is only for a person's eye.
 * @throws LibraryError StateConflict when the outline has no such chapter
 */
export function checkChapter({
  chapter,
  course,
  outline,
  standard,
  language: { language, copies },
}: ChapterCheck): Finding[] {
  const plan = outline.chapters.find(({ number }) => number === chapter.number);
  if (!plan)
    throw new LibraryError(
      'StateConflict',
      `Expected the outline of “${outline.title}” to have chapter ${chapter.number}; it has ${outline.chapters.length} chapters.`,
    );
  const ground = bookGround(course, outline, standard);
  const context: RuleContext = { course, ground, standard, language, copies, plan };
  const fields = chapterFields(chapter).map((field) => ({ ...field, chapter: chapter.number }));
  return [
    ...planFindings(chapter, context),
    ...lengthFindings(chapter, context),
    ...keyTermFindings(chapter, standard),
    ...chapter.sections.flatMap((section) => checkSection(section.number, section, context)),
    ...checkFrame(chapter.frame, context),
    ...checkStudy(chapter.study, context),
    ...checkRepetition(fields, { scope: 'chapter', ground, standard, language }),
  ];
}

/** The chapter holds what its plan promised: title, sections in order, on their lectures. */
function planFindings(chapter: Chapter, { plan }: RuleContext): Finding[] {
  const shape = (sections: { number: number; title: string; lectureIds: string[] }[]): string =>
    JSON.stringify(sections.map(({ number, title, lectureIds }) => [number, title, lectureIds]));
  const planned = plan.sections.map((section) => ({ ...section, title: printedTitle(section.title, section.slice) }));
  const isAsPlanned =
    chapter.title === printedTitle(plan.title, plan.part) && shape(chapter.sections) === shape(planned);
  return isAsPlanned
    ? []
    : [
        {
          rule: 'plan',
          severity: 'veto',
          chapter: chapter.number,
          part: null,
          detail: 'The chapter does not have the title and sections of its plan.',
        },
      ];
}

/** Too short: the sections below their share are to blame, or else the shortest. Too long: the longest. */
function lengthFindings(chapter: Chapter, { standard, language, plan }: RuleContext): Finding[] {
  const words = countChapterWords(chapter, language);
  const { min, max } = standard.lengths.chapterWords;
  if (words >= min && words <= max) return [];
  const lengths = chapter.sections
    .map(({ number, body }) => ({ number, words: countWords(plainText(body), language) }))
    .sort((a, b) => a.words - b.words);
  const share = sectionWords(standard, plan, 0).min;
  const short = lengths.filter((section) => section.words < share);
  const blamed = words > max ? lengths.slice(-1) : short.length > 0 ? short : lengths.slice(0, 1);
  return blamed.map((section) => ({
    rule: words < min ? 'min-words' : 'max-words',
    severity: 'veto',
    chapter: chapter.number,
    part: `section:${section.number}`,
    detail: `${words} of ${words < min ? `at least ${min}` : `at most ${max}`} words in the chapter; section ${section.number} has ${section.words}.`,
  }));
}

/** Too few key terms weigh, but hold no veto: a text that defines no term must not be made to list one. */
function keyTermFindings({ number, sections }: Chapter, { counts }: Standard): Finding[] {
  const total = sections.reduce((sum, { keyTerms }) => sum + keyTerms.length, 0);
  const { min, max } = counts.keyTerms;
  if (total >= min && total <= max) return [];
  const fewest = [...sections].sort((a, b) => a.keyTerms.length - b.keyTerms.length);
  const blamed = total < min ? fewest[0] : fewest.at(-1);
  return [
    {
      rule: 'key-terms',
      severity: total < min ? 'weak' : 'veto',
      chapter: number,
      part: blamed ? `section:${blamed.number}` : null,
      detail: `${total} key terms in the chapter, expected ${min} to ${max}.`,
    },
  ];
}
