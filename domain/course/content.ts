/** What can be said of a course before a book is begun: its content's hash, and whether it may be written at all. */
import { createHash } from 'node:crypto';
import { LibraryError } from '../failure.ts';
import { plainProse } from '../language/plain-prose.ts';
import { matchesAny } from '../standard/patterns.ts';
import type { Standard } from '../standard/standard.ts';
import type { Course } from './course.ts';
import { cutAtWord, isTitle, plainTitle } from './title.ts';

/**
 * Hex SHA-256 over what a book is made from. Ids, code, enrolment and counters are left out, so that importing the same
 * content again does not make a book outdated.
 */
export function courseHash(course: Course): string {
  const content = {
    title: course.title,
    description: course.description,
    subject: course.subject,
    level: course.level,
    language: course.language,
    licence: course.licence,
    attribution: course.attribution,
    modules: course.modules.map(({ title, summary, lectures }) => ({
      title,
      summary,
      lectures: lectures.map(withoutId),
    })),
    resources: course.resources.map(withoutId),
  };
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

/**
 * Refuses a course that no book may be made of.
 * @throws LibraryError CourseRefused, saying what to change
 */
export function refuseCourse(course: Course, standard: Standard): void {
  if (!isTitle(course.title)) {
    throw refused(course, 'its title has no letter or digit that could be printed. Give the course a title.');
  }
  const placeholders = placeholderTitles(course, standard);
  if (placeholders.length > 0 && placeholders.length * 2 >= course.modules.length) {
    throw refused(
      course,
      `${placeholders.length} of its ${course.modules.length} modules carry placeholder titles (“${placeholders[0]}”). Give the modules their real titles.`,
    );
  }
  const unfinished = findUnfinished(course, standard);
  if (unfinished) {
    throw refused(
      course,
      `${unfinished.place} is not finished: it holds “${unfinished.text}”. Complete it, or take the paragraph out.`,
    );
  }
  // A course without a stated licence is the university's own.
  if (!courseHasNotes(course) || course.licence === null) return;
  const licence = course.licence;
  const refusal = standard.refusedLicences.find(({ pattern }) => new RegExp(pattern, 'iu').test(licence));
  if (refusal) {
    throw refused(
      course,
      `its notes are under “${licence}”: ${refusal.reason} Replace the notes or remove them from the course.`,
    );
  }
}

/** What is needed of a course to begin its book. @throws LibraryError CourseRefused, saying what to change */
export function admitCourse({ course, standard }: { course: Course; standard: Standard }): { hash: string } {
  refuseCourse(course, standard);
  return { hash: courseHash(course) };
}

/** True when some lecture has notes to rest a section on. */
export const courseHasNotes = (course: Course): boolean =>
  course.modules.some((module) => module.lectures.some((lecture) => (lecture.notes ?? '').trim() !== ''));

const placeholderTitles = (course: Course, standard: Standard): string[] =>
  course.modules.map(({ title }) => plainTitle(title)).filter((title) => matchesAny(standard.placeholders, title));

/** The first paragraph that only holds a place for what is to be written: a book would print it, or something made of it. */
function findUnfinished(course: Course, standard: Standard): { place: string; text: string } | null {
  const texts = [
    { place: 'its description', text: course.description },
    ...course.modules.flatMap((module) => [
      { place: `the summary of its module “${plainTitle(module.title)}”`, text: module.summary },
      ...module.lectures.flatMap(({ title, summary, notes }) => [
        { place: `the summary of its lecture “${plainTitle(title)}”`, text: summary },
        { place: `its lecture “${plainTitle(title)}”`, text: notes },
      ]),
    ]),
  ];
  for (const { place, text } of texts) {
    const found = paragraphs(text ?? '').find((paragraph) => matchesAny(standard.unfinished, paragraph));
    if (found !== undefined) return { place, text: cutAtWord(found, MAX_QUOTED_CHARS) };
  }
  return null;
}

const MAX_QUOTED_CHARS = 80;

const paragraphs = (markdown: string): string[] =>
  plainProse(markdown)
    .split(/\n\s*\n/u)
    .map((paragraph) => paragraph.trim());

/** In a fixed order: rows come with their columns in any. */
const withoutId = (value: object): [string, unknown][] =>
  Object.entries(value)
    .filter(([key]) => key !== 'id')
    .sort(([a], [b]) => (a < b ? -1 : 1));

const refused = (course: Course, reason: string): LibraryError =>
  new LibraryError(
    'CourseRefused',
    `The course “${plainTitle(course.title)}” (${course.code ?? course.id}) is refused: ${reason}`,
  );
