/** Titles of an outline: the course's own, made printable; where the course has none, taken from its notes or its place. */
import type { Course, CourseModule, Lecture } from '../course/course.ts';
import { cutAtWord, isTitle, plainTitle } from '../course/title.ts';
import { matchesAny } from '../standard/patterns.ts';
import type { Standard } from '../standard/standard.ts';

const FIRST_WORDS_CHARS = 70;

/** A chapter's or section's title as printed: with its part where a module or lecture was split. */
export const titleWithPart = (title: string, part: { index: number; count: number } | null): string =>
  part === null || part.count === 1 ? title : `${title} (${part.index}/${part.count})`;

/** What makes two titles the same to a reader; `C` and `C++` stay two. */
export const titleKey = (title: string): string => plainTitle(title).toLocaleLowerCase('und');

/** True when the title can be printed and is no placeholder. */
export const isUsableTitle = (title: string, standard: Standard): boolean =>
  isTitle(title) && !matchesAny(standard.placeholders, plainTitle(title));

export function lectureTitle(
  lecture: Lecture,
  place: { module: string; position: number },
  standard: Standard,
): string {
  const candidates = [plainTitle(lecture.title), firstWords(lecture.notes), firstWords(lecture.summary)];
  return candidates.find((title) => isUsableTitle(title, standard)) ?? `${place.module} · ${place.position}`;
}

/** The titles of the course's modules as a plan must carry them, in order; no two are the same. */
export const moduleTitles = (course: Course, standard: Standard): string[] =>
  uniqueTitles(
    course.modules.map((module, index) =>
      moduleTitle(module, { course: plainTitle(course.title), position: index + 1 }, standard),
    ),
  );

function moduleTitle(module: CourseModule, place: { course: string; position: number }, standard: Standard): string {
  const candidates = [
    plainTitle(module.title),
    ...module.lectures.slice(0, 1).map(({ title }) => plainTitle(title)),
    firstWords(module.summary),
  ];
  return candidates.find((title) => isUsableTitle(title, standard)) ?? `${place.course} · ${place.position}`;
}

/** The titles, each made unique by its position where an earlier one is the same. */
export function uniqueTitles(titles: string[]): string[] {
  const taken = new Set<string>();
  return titles.map((title, index) => {
    let unique = title;
    for (let position = index + 1; taken.has(titleKey(unique)); position += titles.length)
      unique = `${title} · ${position}`;
    taken.add(titleKey(unique));
    return unique;
  });
}

/** The first words of a Markdown text, without its marks. */
function firstWords(markdown: string | null): string {
  const line = (markdown ?? '')
    .split('\n')
    .map((text) => text.replace(/[*_`#>|~]|^\s*(?:[-+]|\d+[.)])\s/gu, ' '))
    .map((text) => plainTitle(text).replace(/^\d+[.)] /u, ''))
    .find(isTitle);
  if (line === undefined || line.length <= FIRST_WORDS_CHARS) return line ?? '';
  return `${cutAtWord(line, FIRST_WORDS_CHARS)}…`;
}
