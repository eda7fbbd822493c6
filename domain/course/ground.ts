/**
 * The ground of a book: everything that the course itself says. What stands there word for word is the university's own
 * text, used with attribution, and is no false alarm of a rule that looks for inventions.
 */
import type { Course } from './course.ts';

export interface CourseGround {
  /** True when `text` stands in the course, whatever its quotes, marks and spaces. False for a text without words. */
  holds(text: string): boolean;
  /** How often it stands there, counted up to `limit`. */
  count(text: string, limit: number): number;
}

export function courseGround(course: Course): CourseGround {
  const texts = [
    course.title,
    course.description,
    course.attribution,
    ...course.modules.flatMap((module) => [
      module.title,
      module.summary,
      ...module.lectures.flatMap((lecture) => [lecture.title, lecture.summary, lecture.notes, ...lecture.objectives]),
    ]),
    ...course.resources.flatMap((resource) => [resource.title, resource.author, resource.url, resource.attribution]),
  ];
  // A mark between texts, so that nothing is found across the border of two.
  const folded = texts.map((text) => ` ${foldWords(text ?? '')} `).join('|');
  const count = (text: string, limit: number): number => {
    const needle = ` ${foldWords(text)} `;
    if (needle.trim() === '') return 0;
    let found = 0;
    for (let at = folded.indexOf(needle); at >= 0 && found < limit; at = folded.indexOf(needle, at + 1)) found += 1;
    return found;
  };
  return { count, holds: (text) => count(text, 1) > 0 };
}

/** Words alone, in lower case with single spaces between: what two copies of a text share however they are set. */
export const foldWords = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
