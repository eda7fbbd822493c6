/**
 * The language that a book is written in: the course's own, but in a rehearsal of a course whose language the rehearsal
 * model has no phrases for. Such a book is framed in English and says so.
 */
import { ENGLISH_TAG, tableLanguage } from '../language/labels.ts';
import { checkLanguage, type LanguageCheck } from '../language/language.ts';
import { languageName } from '../language/name.ts';
import type { Course } from './course.ts';
import { courseLanguage, spokenLanguages, type CourseLanguage } from './language.ts';

export interface BookLanguage extends CourseLanguage {
  /** The course's language where the book is not written in it; `und` when nothing tells which it is. */
  insteadOf: string | null;
  /** Whose words the book copies: a rehearsal takes the course's own, in whatever languages they are. */
  copies: 'nothing' | 'course';
}

export function bookLanguage(course: Course, { isRehearsal }: { isRehearsal: boolean }): BookLanguage {
  const own = courseLanguage(course);
  if (!isRehearsal) return { ...own, insteadOf: null, copies: 'nothing' };
  if (REHEARSAL_LANGUAGES.includes(tableLanguage(own.language))) return { ...own, insteadOf: null, copies: 'course' };
  return { language: ENGLISH_TAG, direction: 'ltr', insteadOf: own.language, copies: 'course' };
}

/** Languages that the rehearsal model has phrases for. */
export const REHEARSAL_LANGUAGES: readonly string[] = ['ar', 'en', 'es', 'zh'];

/** Compares a text with the language of its book, and with those of the words that the book copies. */
export function checkBookLanguage(
  text: string,
  { language, copies, course }: Pick<BookLanguage, 'language' | 'copies'> & { course: Course },
): LanguageCheck {
  const own = checkLanguage(text, language);
  if (own.status !== 'wrong' || copies === 'nothing') return own;
  const others = [courseLanguage(course).language, ...spokenLanguages(course)].map((other) =>
    checkLanguage(text, other),
  );
  return others.find(({ status }) => status !== 'wrong') ?? own;
}

/** What a reader must know of a book that is not in its course's language; in English, as that book is. */
export const framedNotice = (insteadOf: string): string =>
  insteadOf === 'und'
    ? 'The language of this course could not be told. What this book adds to the course’s own words is in English.'
    : `This course is in ${languageName(insteadOf)}, in which the rehearsal model cannot write. What this book adds to the course’s own words is in English.`;
