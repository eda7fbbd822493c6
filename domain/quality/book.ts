/** The plain-code gate of the whole book: all chapters there, under their own titles, and none repeating another. */
import type { Chapter } from '../chapter/chapter.ts';
import { chapterFields } from '../chapter/assemble.ts';
import { CHAPTER_PARTS, type PartRegistry } from '../chapter/parts/registry.ts';
import { bookGround } from '../chapter/rules/checks.ts';
import { checkRepetition } from '../chapter/rules/repetition.ts';
import type { Course } from '../course/course.ts';
import { framedNotice, type BookLanguage } from '../course/book-language.ts';
import type { Outline } from '../outline/outline.ts';
import { titleKey } from '../outline/titles.ts';
import type { Standard } from '../standard/standard.ts';
import type { Finding } from '../finding.ts';

/** Names the note that a book is not in its course's language. */
export const FRAMED_RULE = 'course-language';

interface BookCheck {
  course: Course;
  outline: Outline;
  chapters: Chapter[];
  standard: Standard;
  language: BookLanguage;
}

/** In time linear to the length of the book. */
export function checkBook(
  { course, outline, chapters, standard, language }: BookCheck,
  registry: PartRegistry = CHAPTER_PARTS,
): Finding[] {
  const ordered = [...chapters].sort((a, b) => a.number - b.number);
  const fields = ordered.flatMap((chapter) =>
    chapterFields(chapter, standard, registry).map((field) => ({ ...field, chapter: chapter.number })),
  );
  return [
    ...missingChapters(outline, chapters),
    ...doubleTitles(ordered),
    ...checkRepetition(fields, {
      scope: 'book',
      ground: bookGround(course, outline, standard),
      standard,
      language: language.language,
    }),
    ...languageNote(language),
  ];
}

/** No fault: said where a person looks, because the words of the course itself could not be checked for their language. */
const languageNote = ({ insteadOf }: BookLanguage): Finding[] =>
  insteadOf === null
    ? []
    : [{ rule: FRAMED_RULE, severity: 'note', chapter: null, part: null, detail: framedNotice(insteadOf) }];

function missingChapters(outline: Outline, chapters: Chapter[]): Finding[] {
  const written = new Set(chapters.map(({ number }) => number));
  return outline.chapters
    .filter(({ number }) => !written.has(number))
    .map(({ number, title }) => veto('missing-chapter', number, `Chapter ${number}, “${title}”, is missing.`));
}

function doubleTitles(chapters: Chapter[]): Finding[] {
  const seen = new Set<string>();
  return chapters.flatMap(({ number, title }) => {
    const key = titleKey(title);
    const isDouble = seen.has(key);
    seen.add(key);
    return isDouble ? [veto('title-twice', number, `The title “${title}” stands twice.`)] : [];
  });
}

const veto = (rule: string, chapter: number, detail: string): Finding => ({
  rule,
  severity: 'veto',
  chapter,
  part: null,
  detail,
});
