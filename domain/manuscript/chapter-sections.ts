/** A chapter's sections in the order in which a student meets them. */
import type { Chapter } from '../chapter/chapter.ts';
import { contentsOf } from '../chapter/assemble.ts';
import { CHAPTER_PARTS, type PartRegistry } from '../chapter/parts/registry.ts';
import { inPlace } from '../chapter/rules/field.ts';
import { plainTitle } from '../course/title.ts';
import type { Labels } from '../language/labels.ts';
import type { Standard } from '../standard/standard.ts';
import { parseProse } from '../text/markdown.ts';
import { isEmptyBlock } from '../blocks/registry.ts';
import type { ManuscriptSection } from './manuscript.ts';

/** Chapters are headings of the first level, their sections of the second. */
const SECTION_DEPTH = 2;

export const chapterId = (number: number): string => `chapter-${number}`;

/** Sections without content are left out, but for numbered ones: a standard may ask for fewer parts. */
export function chapterSections(
  chapter: Chapter,
  { standard, labels, language }: { standard: Standard; labels: Labels; language: string },
  registry: PartRegistry = CHAPTER_PARTS,
): ManuscriptSection[] {
  const printing = {
    standard,
    labels,
    language,
    chapter,
    read: (markdown: string) => parseProse(markdown, { baseDepth: SECTION_DEPTH, figureLabel: labels.figure }),
  };
  return inPlace(registry.flatMap((definition) => definition.print(contentsOf(definition, chapter), printing)))
    .map(({ key, kind, title, number, blocks }) => ({
      id: `${chapterId(chapter.number)}-${key}`,
      kind,
      title: printableTitle(title),
      number,
      blocks: blocks.filter((block) => !isEmptyBlock(block)),
    }))
    .filter(({ number, blocks }) => number !== null || blocks.length > 0);
}

/** A title as catalogues and models write it, printable; as written when nothing of it would be left. */
export const printableTitle = (title: string): string => plainTitle(title) || title.trim() || '—';
