/** Scripture that a chapter may choose from: the course's own references first, then the standard's that fit best. */
import type { Course } from '../../course/course.ts';
import { lecturesById } from '../../outline/briefing.ts';
import { foldWords } from '../../course/ground.ts';
import type { OutlineChapter } from '../../outline/outline.ts';
import { formatOsis, osisExists } from '../../scripture/osis.ts';
import type { Standard } from '../../standard/standard.ts';

interface Reading {
  reference: string;
  theme: string;
}

const MAX_OWN = 16;
const MAX_OFFERED = 32;

export function chapterReadings(course: Course, plan: OutlineChapter, standard: Standard): Reading[] {
  if (standard.counts.scripture.max === 0) return [];
  const own = ownReadings(course, plan);
  const taken = new Set(own.map(({ reference }) => reference));
  const offered = byFitness(course, plan, standard).filter(({ reference }) => !taken.has(reference));
  return [...own, ...offered].slice(0, MAX_OFFERED);
}

/** References of the chapter's lectures, each with the lecture that names it. */
function ownReadings(course: Course, { sections }: OutlineChapter): Reading[] {
  const found = new Map<string, Reading>();
  for (const lecture of lecturesById(
    course,
    sections.flatMap(({ lectureIds }) => lectureIds),
  )) {
    for (const osis of lecture.references) {
      const reference = osisExists(osis) ? formatOsis(osis) : null;
      if (reference && !found.has(reference)) found.set(reference, { reference, theme: lecture.title });
    }
  }
  return [...found.values()].slice(0, MAX_OWN);
}

/** By words that the theme shares with the chapter's titles; the rest turns with the chapter's number, so that chapters differ. */
function byFitness(course: Course, plan: OutlineChapter, { scripture, counts }: Standard): Reading[] {
  const titles = [course.title, course.subject, plan.title, ...plan.sections.map(({ title }) => title)];
  const words = new Set(titles.flatMap((title) => foldWords(title ?? '').split(' ')).filter((word) => word.length > 3));
  const { readings } = scripture;
  const turn = readings.length === 0 ? 0 : ((plan.number - 1) * counts.scripture.max) % readings.length;
  return [...readings.slice(turn), ...readings.slice(0, turn)]
    .map((reading) => ({
      reading,
      fit: foldWords(reading.theme)
        .split(' ')
        .filter((word) => words.has(word)).length,
    }))
    .sort((a, b) => b.fit - a.fit)
    .map(({ reading }) => reading);
}
