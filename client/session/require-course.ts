import { findCourse, readVocabulary, type FoundCourse } from '../../library/courses.ts';
import type { Library } from '../../library/library.ts';
import { nearest, UsageError } from '../typed/usage.ts';

/**
 * The course that a person named by id or code.
 * @throws UsageError with the nearest code, when there is none
 */
export async function requireCourse(library: Library, idOrCode: string): Promise<FoundCourse> {
  const course = await findCourse(library, idOrCode);
  if (course) return course;
  const near = nearest(idOrCode, (await readVocabulary(library)).codes);
  throw new UsageError(`No course has the id or code "${idOrCode}".${near ? ` Did you mean "${near}"?` : ''}`);
}
