/** The catalogue as a person asks for it: a course by its id or code, and the words that runs are narrowed by. */
import {
  countCourses as countRows,
  findCourse as findRow,
  knownCodes,
  knownLevels,
  knownSubjects,
  type FoundCourse,
} from '../adapters/postgres/catalogue/catalogue-queries.ts';
import type { Library } from './library.ts';

export type { FoundCourse };

/** Words of the catalogue, as most of its courses spell them. */
export interface Vocabulary {
  subjects: readonly string[];
  levels: readonly string[];
  codes: readonly string[];
}

export const countCourses = ({ database }: Pick<Library, 'database'>): Promise<number> => countRows(database);

/** By id or by code, whatever its capitals; null when there is none. */
export const findCourse = ({ database }: Library, idOrCode: string): Promise<FoundCourse | null> =>
  findRow(database, idOrCode);

export async function readVocabulary({ database }: Library): Promise<Vocabulary> {
  const [subjects, levels, codes] = await Promise.all([
    knownSubjects(database),
    knownLevels(database),
    knownCodes(database),
  ]);
  return { subjects, levels, codes };
}
