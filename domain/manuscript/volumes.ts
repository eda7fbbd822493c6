/**
 * A book that is too long for one file of pages, in volumes: cut between chapters, each complete with what stands before
 * and after the chapters. Chapters keep their numbers; one of another volume is named with it.
 */
import { createHash } from 'node:crypto';
import type { Nodes } from 'mdast';
import { blockProses } from '../blocks/registry.ts';
import { fillLabel, labelsFor } from '../language/labels.ts';
import type { Manuscript, ManuscriptChapter } from './manuscript.ts';

/** A manuscript or a volume of one. */
export interface PrintedManuscript extends Manuscript {
  /** What names the volume of a chapter that is not in this one. */
  elsewhere?: ReadonlyMap<number, string>;
}

/**
 * What one volume holds, in characters. Measured (`npm run bench:exports`): the PDF of so much takes 1.6 GB of the 2 GB
 * that an export may take, and 40 of 60 seconds of a processor; both grow with the length.
 */
export const VOLUME_CHARS = 5_000_000;

/** One, the manuscript itself, unless it is longer than `most`. */
export function volumesOf(manuscript: Manuscript, most = VOLUME_CHARS): PrintedManuscript[] {
  const parts = inParts(manuscript.chapters, most);
  if (parts.length === 1) return [manuscript];
  const { labels } = labelsFor(manuscript.language);
  const names = parts.map((_, index) =>
    fillLabel(labels.volume, { number: String(index + 1), count: String(parts.length) }),
  );
  const places = parts.flatMap((chapters, index) =>
    chapters.map(({ number }): [number, string] => [number, names[index] ?? '']),
  );
  return parts.map((chapters, index) => ({
    ...manuscript,
    bookId: volumeId(manuscript.bookId, index + 1),
    title: `${manuscript.title}, ${names[index] ?? ''}`,
    chapters,
    elsewhere: new Map(places),
  }));
}

/** Consecutive chapters, in parts of like length. */
function inParts(chapters: ManuscriptChapter[], most: number): ManuscriptChapter[][] {
  const lengths = chapters.map(chapterChars);
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const count = Math.min(chapters.length, Math.ceil(total / most));
  const parts: ManuscriptChapter[][] = [[]];
  let before = 0;
  for (const [index, chapter] of chapters.entries()) {
    const length = lengths[index] ?? 0;
    const [left, waiting] = [chapters.length - index, count - parts.length];
    const isBeyond = (before + length / 2) * count > total * parts.length || left <= waiting;
    if (waiting > 0 && (parts.at(-1)?.length ?? 0) > 0 && isBeyond) parts.push([]);
    parts.at(-1)?.push(chapter);
    before += length;
  }
  return parts;
}

const chapterChars = ({ sections }: ManuscriptChapter): number =>
  sections
    .flatMap(({ blocks }) => blocks)
    .flatMap(blockProses)
    .reduce((sum, prose) => sum + nodeChars(prose), 0);

/** Formulas and items take the typesetter more than their signs. */
const nodeChars = (node: Nodes): number =>
  (EXTRA_CHARS[node.type] ?? 0) +
  ('value' in node ? node.value.length : 0) +
  ('children' in node ? node.children.reduce((sum, child) => sum + nodeChars(child), 0) : 0);

const EXTRA_CHARS: Partial<Record<string, number>> = { inlineMath: 100, math: 100, listItem: 100, heading: 200 };

/** Two books of one id would be one to whoever reads them. */
function volumeId(bookId: string, number: number): string {
  const hex = createHash('sha256').update(`${bookId} volume ${number}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
