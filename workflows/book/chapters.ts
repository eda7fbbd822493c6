/** The paid steps on a book's chapters: written part by part, then checked. Every one passes the gate. */
import type { ChapterPlan } from '../../activities/outline.ts';
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

/** The waves one after another, each knowing those before it; the parts of a wave side by side. */
export async function writeChapter(gate: Gate, step: ChapterStep, waves: string[][]): Promise<void> {
  const { bookId, chapter, revision } = step;
  const writePart = (part: string) =>
    gate.pass(() =>
      authoring.writePart.executeWithOptions({ ...AUTHORING, summary: describePart(step, part) }, [
        { bookId, chapter: chapter.number, part, revision },
      ]),
    );
  for (const wave of waves) await inParallel(wave, writePart);
}

/** Puts the chapter together and checks it. */
export const checkChapter = (gate: Gate, { bookId, chapter, total, revision }: ChapterStep) =>
  gate.pass(() =>
    authoring.checkChapter.executeWithOptions(
      { ...AUTHORING, summary: `Check chapter ${chapter.number} of ${total}: ${chapter.title}`.slice(0, SHOWN) },
      [{ bookId, chapter: chapter.number, revision }],
    ),
  );

/** Names of the weak parts by chapter. */
export function weakChapters(weakParts: { chapter: number; part: string }[]): Map<number, Set<string>> {
  const chapters = new Map<number, Set<string>>();
  for (const { chapter, part } of weakParts) chapters.set(chapter, (chapters.get(chapter) ?? new Set()).add(part));
  return chapters;
}

/** The weak parts in the waves of the plan; what the plan does not know is written after it. */
export function weakWaves({ waves }: ChapterPlan, weak: Set<string>): string[][] {
  const planned = new Set(waves.flat());
  return [...waves, [...weak].filter((part) => !planned.has(part))]
    .map((wave) => wave.filter((part) => weak.has(part)))
    .filter((wave) => wave.length > 0);
}

/** Characters of a step that the Web UI shows. */
const SHOWN = 200;

function describePart({ chapter, total, revision }: ChapterStep, part: string): string {
  const place = `Chapter ${chapter.number} of ${total}: ${chapter.title} · ${part.replace(':', ' ')}`;
  return `${place}${revision > 0 ? ` · revision ${revision}` : ''}`.slice(0, SHOWN);
}
