import { findCourse, knownCodes, type FoundCourse } from '../../adapters/postgres/catalogue/catalogue-queries.ts';
import type { LibraryPrisma } from '../../adapters/postgres/client.ts';
import { nearest, UsageError } from '../typed/usage.ts';

/**
 * The course that a person named by id or code.
 * @throws UsageError with the nearest code, when there is none
 */
export async function requireCourse(prisma: LibraryPrisma, idOrCode: string): Promise<FoundCourse> {
  const course = await findCourse(prisma, idOrCode);
  if (course) return course;
  const near = nearest(idOrCode, await knownCodes(prisma));
  throw new UsageError(`No course has the id or code "${idOrCode}".${near ? ` Did you mean "${near}"?` : ''}`);
}
