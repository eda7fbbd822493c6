/** The paid steps on a book's chapters: written part by part, then checked. Every one passes the gate. */
import type { ChapterPlan } from '../../activities/outline.ts';
import type { PartName } from '../../domain/chapter/chapter.ts';
import { AUTHORING, authoring } from '../activity-proxies.ts';
import type { Gate } from './gate.ts';
import { inParallel } from './in-parallel.ts';

export interface ChapterStep {
  bookId: string;
  chapter: ChapterPlan;
  /** Chapters of the book, for what the Web UI shows. */
  total: number;
  revision: number;
}

/** Sections in order, each knowing those before it; then what is written over all of them. */
export async function writeChapter(gate: Gate, step: ChapterStep, parts: PartName[]): Promise<void> {
  const { bookId, chapter, revision } = step;
  const writePart = (part: PartName) =>
    gate.pass(() =>
      authoring.writePart.executeWithOptions({ ...AUTHORING, summary: describePart(step, part) }, [
        { bookId, chapter: chapter.number, part, revision },
      ]),
    );
  for (const part of parts.filter(isSection)) await writePart(part);
  await inParallel(
    parts.filter((part) => !isSection(part)),
    writePart,
  );
}

/** Puts the chapter together and checks it. */
export const checkChapter = (gate: Gate, { bookId, chapter, total, revision }: ChapterStep) =>
  gate.pass(() =>
    authoring.checkChapter.executeWithOptions(
      { ...AUTHORING, summary: `Check chapter ${chapter.number} of ${total}: ${chapter.title}`.slice(0, SHOWN) },
      [{ bookId, chapter: chapter.number, revision }],
    ),
  );

export const allParts = ({ sections }: ChapterPlan): PartName[] => [
  ...Array.from({ length: sections }, (_, index): PartName => `section:${index + 1}`),
  'frame',
  'study',
];

/** Weak parts by chapter, in the order in which they are written. */
export function weakChapters(weakParts: { chapter: number; part: string }[]): Map<number, PartName[]> {
  const chapters = new Map<number, PartName[]>();
  for (const { chapter, part } of weakParts)
    if (isPartName(part)) chapters.set(chapter, [...(chapters.get(chapter) ?? []), part]);
  return chapters;
}

/** Characters of a step that the Web UI shows. */
const SHOWN = 200;

const isSection = (part: PartName): boolean => part.startsWith('section:');

const isPartName = (part: string): part is PartName =>
  part === 'frame' || part === 'study' || /^section:\d+$/.test(part);

function describePart({ chapter, total, revision }: ChapterStep, part: PartName): string {
  const what = isSection(part) ? `section ${part.slice('section:'.length)} of ${chapter.sections}` : part;
  const place = `Chapter ${chapter.number} of ${total}: ${chapter.title} · ${what}`;
  return `${place}${revision > 0 ? ` · revision ${revision}` : ''}`.slice(0, SHOWN);
}
