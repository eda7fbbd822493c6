/** What of a course makes its book outdated when it changes, and what does not. */
import type { CatalogueCourse } from './catalogue-file.ts';
import { lecturePackOf, modulePackOf } from './course-pack.ts';

/**
 * Canonical text of all that a book may be written from: two courses with the same text have the same content.
 * Lists keep their order; ids, positions and enrolment are no content,
 * and the code is who the course is.
 */
export const courseContent = (course: CatalogueCourse): string =>
  JSON.stringify([
    course.title,
    course.description,
    course.subject,
    course.level,
    course.language,
    course.licence,
    course.attribution,
    course.modules.map((module) => [
      module.title,
      module.summary,
      module.unit,
      modulePackOf(module),
      module.lectures.map((l) => [
        ...[l.title, l.summary, l.kind, l.notes, l.objectives, l.references],
        lecturePackOf(l),
      ]),
    ]),
    course.resources.map((r) => [r.title, r.author, r.kind, r.url, r.licence, r.attribution]),
  ]);

/** Canonical text of the rest: kept up to date, without a new revision. */
export const courseDetails = (course: CatalogueCourse): string =>
  JSON.stringify([course.kind, course.createdAt, course.enrolmentIsInvented, sorted(course.provenance)]);

/** Keys in order at every depth: the database does not keep the order of a JSON object. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([key, inner]) => [key, sorted(inner)]);
}
