/**
 * Plans a book for a course that has too little of its own: its modules, and around them the sides from which any
 * subject can be looked at, as questions rather than claims.
 */
import { hashNumber } from '../text/pick.ts';
import type { Material } from '../text/material.ts';
import { distinctTitle, fill } from '../phrases/fill.ts';
import { phrasesFor } from '../phrases/phrases.ts';
import { countWords, sentences } from '../text/words.ts';

export interface OutlineDraft {
  chapters: { title: string; sections: { title: string; brief: string }[] }[];
}

type Angle = readonly [string, ...string[]];

export function writeOutline({ course, limits, modules }: Material): OutlineDraft {
  const phrases = phrasesFor(course.language);
  const { angles } = phrases;
  const fewestSections = within(limits['sectionsPerChapter'], 3);
  const own = modules.flatMap((module) => ownChapters(module, limits['sectionsPerChapter']?.max ?? Infinity, angles));
  const taken = new Set(own.map(({ title }) => title.toLowerCase()));
  const wanted = Math.max(0, within(limits['chapters'], angles.length) - own.length);
  const asked = [...angles, ...pairsOf(angles)]
    .filter(([title]) => !taken.has(title.toLowerCase()))
    .slice(0, wanted)
    .map(([title, ...sections], index) => ({
      title,
      sections: [...sections, ...borrowed(title, angles, index)]
        .slice(0, fewestSections)
        .map((section) => ({ title: section, brief: '' })),
    }));
  const description = sentences(course.description).slice(0, 3).join(' ');

  // What the course teaches stands in the middle: after what leads to it, before what follows from it.
  const middle = Math.ceil(asked.length / 2);
  const chapters = [...asked.slice(0, middle), ...own, ...asked.slice(middle)];
  return {
    chapters: chapters.map(({ title, sections }, index) => ({
      title,
      sections: sections.map((section, place) => {
        const where = { chapterTitle: title, chapterNumber: index + 1, sectionNumber: place + 1 };
        const filling = { title: course.title, chapter: title, section: distinctTitle(section.title, where) };
        // What the catalogue says is worth more than any phrase.
        const said = section.brief || (index === 0 && place === 0 && countWords(description) >= 8 ? description : '');
        return { title: section.title, brief: said || fill(phrases.brief, filling) };
      }),
    })),
  };
}

interface PlannedChapter {
  title: string;
  sections: { title: string; brief: string }[];
}

/** A module as a chapter: its lectures, or itself where it has none; as several where they are too many for one. */
function ownChapters(
  { title, summary, lectures }: Material['modules'][number],
  most: number,
  angles: readonly Angle[],
): PlannedChapter[] {
  const sections = (lectures.length > 0 ? lectures : [{ title, summary }]).map((one) => ({
    title: one.title,
    brief: one.summary,
  }));
  const count = Math.ceil(sections.length / most);
  return Array.from({ length: count }, (_, index) => ({
    title: index === 0 ? title : `${title} – ${angles[index % angles.length]?.[0]} ${index + 1}`,
    sections: sections.slice(
      Math.floor((index * sections.length) / count),
      Math.floor(((index + 1) * sections.length) / count),
    ),
  }));
}

const within = (range: { min?: number | undefined; max?: number | undefined } | undefined, usual: number): number =>
  Math.max(range?.min ?? 0, Math.min(range?.max ?? usual, usual));

/** More chapters than there are sides: two sides looked at together. */
function pairsOf(angles: readonly Angle[]): Angle[] {
  return angles.flatMap((one, index) =>
    angles.slice(index + 1).map((other): Angle => {
      const title = `${one[0]} – ${other[0]}`;
      return [title, ...other.slice(1).map((section) => `${one[0]} – ${section}`)];
    }),
  );
}

/** More sections than a side has of its own: this side, asked of the sections of another. */
function borrowed(title: string, angles: readonly Angle[], index: number): string[] {
  const other = angles[(index + 1 + (hashNumber(title) % (angles.length - 2))) % angles.length];
  return other?.[0] === title || !other ? [] : other.slice(1).map((section) => `${title}: ${section}`);
}
