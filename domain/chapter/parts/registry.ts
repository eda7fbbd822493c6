/** The parts of a chapter. A new part is its own file and its line here. */
import { LibraryError } from '../../failure.ts';
import type { Standard } from '../../standard/standard.ts';
import type { ChapterPart } from './definition.ts';
import { framePart } from './frame.ts';
import { sectionPart } from './section.ts';
import { studyPart } from './study.ts';

export type PartRegistry = readonly ChapterPart[];

/** The parts that a chapter has under this standard. @throws LibraryError StandardInvalid for a part that nobody knows */
export function partsOf({ id, parts }: Pick<Standard, 'id' | 'parts'>, registry: PartRegistry): PartRegistry {
  if (!parts) return registry;
  const unknown = parts.filter((name) => !registry.some((definition) => definition.name === name));
  if (unknown.length === 0) return registry.filter(({ name }) => parts.includes(name));
  throw new LibraryError(
    'StandardInvalid',
    `Expected parts of the standard ${id} to be of ${registry.map(({ name }) => name).join(', ')}, got ${unknown.join(', ')}.`,
  );
}

export const CHAPTER_PARTS: PartRegistry = [sectionPart, framePart, studyPart];
