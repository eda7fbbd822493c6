/**
 * The ground of a book: everything that the course itself says. What stands there word for word is the university's own
 * text, used with attribution, and is no false alarm of a rule that looks for inventions.
 */
import { memoizeByText, memoizeByObject } from '../memoize.ts';
import type { Course } from './course.ts';

export interface CourseGround {
  /** True when `text` stands in the course, whatever its quotes, marks and spaces. False for a text without words. */
  holds(text: string): boolean;
  /** How often it stands there, counted up to `limit`. */
  count(text: string, limit: number): number;
}

/** @param own further texts that are the book's own, such as its titles */
export function courseGround(course: Course, own: string[] = []): CourseGround {
  let foldedOwn: string | undefined;
  const count = (text: string, limit: number): number => {
    const needle = ` ${foldWords(text)} `;
    if (needle.trim() === '') return 0;
    let found = 0;
    // Asked only of what a rule suspects: a sound text never folds the course.
    foldedOwn ??= foldTexts(own);
    for (const folded of [foldedOwn, foldedCourse(course)])
      for (let at = folded.indexOf(needle); at >= 0 && found < limit; at = folded.indexOf(needle, at + 1)) found += 1;
    return found;
  };
  return { count, holds: (text) => count(text, 1) > 0 };
}

/** A course of 400,000 words takes 100 ms to fold, and each of its sections asks: once for the same course is enough. */
const foldedCourse = memoizeByObject((course: Course): string =>
  foldTexts([
    course.title,
    course.description,
    course.attribution,
    ...course.modules.flatMap((module) => [
      module.title,
      module.summary,
      ...module.lectures.flatMap((lecture) => [
        ...[lecture.title, lecture.summary, lecture.notes, ...lecture.objectives],
        ...(lecture.keyTerms ?? []).flatMap(({ term, definition }) => [term, definition]),
      ]),
    ]),
    ...course.resources.flatMap((resource) => [resource.title, resource.author, resource.url, resource.attribution]),
  ]),
);

/** With a mark between texts, so that nothing is found across the border of two. */
const foldTexts = (texts: (string | null)[]): string => texts.map((text) => ` ${foldWords(text ?? '')} `).join('|');

/**
 * Words alone, in lower case with single spaces between: what two copies of a text share however they are set. In
 * scripts without spaces every letter stands alone, so that a part of a sentence is found in it.
 */
export const foldWords: (text: string) => string = memoizeByText((text) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(UNSPACED_LETTER, ' $& ')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim(),
);

const UNSPACED_LETTER =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]\p{M}*/gu;

/** Length in words, where the scripts without spaces write about two letters and a half to a word. */
export const wordLength: (text: string) => number = memoizeByText((text) => {
  const letters = text.match(UNSPACED_LETTER)?.length ?? 0;
  const spaced = foldWords(letters === 0 ? text : text.replace(UNSPACED_LETTER, ' '));
  return (spaced === '' ? 0 : spaced.split(' ').length) + letters / 2.5;
});
