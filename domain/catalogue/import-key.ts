/** How a course of a file is known again when the file comes back. */
import { createHash } from 'node:crypto';
import type { CatalogueCourse } from './catalogue-file.ts';

/**
 * A key for each course, in order: its code; without one, its title, language and subject, and which of those that
 * share all three it is. A course without a code that is renamed is therefore a new course.
 */
export function importKeys(courses: readonly CatalogueCourse[]): string[] {
  const seen = new Map<string, number>();
  return courses.map(({ code, title, language, subject }) => {
    if (code !== null) return code;
    const identity = JSON.stringify([title, language, subject]);
    const nth = (seen.get(identity) ?? 0) + 1;
    seen.set(identity, nth);
    return `title:${createHash('sha256')
      .update(JSON.stringify([identity, nth]))
      .digest('hex')}`;
  });
}
