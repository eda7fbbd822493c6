/** Which sections the contents list below their chapter. */
import type { ManuscriptChapter, ManuscriptSection } from '../manuscript/manuscript.ts';

/**
 * The numbered sections; all of them in a chapter that numbers none.
 *
 * Steps and study material stand in every chapter under the same names: listed, they would hide what the book is about.
 */
export function listedSections({ sections }: ManuscriptChapter): ManuscriptSection[] {
  const numbered = sections.filter(({ number }) => number !== null);
  return numbered.length === 0 ? sections : numbered;
}
