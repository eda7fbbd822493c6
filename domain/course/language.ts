/** The language of a course, as its catalogue says or as its own words show. */
import { MIN_LETTERS, MOST_LETTERS_PER_SIGN, shownLanguage, spokenLanguage } from '../language/language.ts';
import { plainProse } from '../language/plain-prose.ts';
import { directionOf } from '../language/scripts.ts';
import { languageTag } from '../language/tag.ts';
import { memoizeByObject } from '../memoize.ts';
import type { Course } from './course.ts';

export interface CourseLanguage {
  /** BCP 47; `und` when nothing tells. */
  language: string;
  direction: 'ltr' | 'rtl';
}

/**
 * The language that a course's book is written in: what the catalogue says, else what the course's own text shows.
 * A text in Latin letters that shows nothing for certain is taken to be English; one without letters is `und`.
 */
export const courseLanguage = memoizeByObject(
  (course: Pick<Course, 'language' | 'title' | 'description' | 'modules'>): CourseLanguage => {
    const language =
      (course.language === null ? null : languageTag(course.language)) ?? shownLanguage(courseText(course));
    return { language, direction: directionOf(language) };
  },
);

/** The languages of the course's own words: of all of them together, and of every lecture's notes that are long enough to tell. */
export const spokenLanguages = memoizeByObject((course: Course): readonly string[] => {
  const notes = course.modules
    .flatMap(({ lectures }) => lectures.map((lecture) => plainProse(lecture.notes ?? '').slice(0, 5000)))
    .filter((text) => text.length * MOST_LETTERS_PER_SIGN >= MIN_LETTERS);
  return [...new Set([courseText(course), ...notes].map(spokenLanguage))];
});

const courseText = ({ title, description, modules }: Pick<Course, 'title' | 'description' | 'modules'>): string => {
  const texts = [title, description ?? ''];
  for (const module of modules.slice(0, 20)) {
    texts.push(module.title, module.summary ?? '');
    for (const lecture of module.lectures.slice(0, 5)) {
      texts.push(lecture.title, lecture.summary ?? '', (lecture.notes ?? '').slice(0, 1000));
    }
  }
  return plainProse(texts.join('\n')).slice(0, 20_000);
};
