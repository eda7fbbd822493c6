/** Plans a book about a bare title: twelve sides from which any subject can be looked at, as questions rather than claims. */
import { hashNumber } from '../pick.ts';
import type { Material } from '../material.ts';
import { distinctTitle, fill } from '../phrases/fill.ts';
import { phrasesFor } from '../phrases/languages.ts';
import { countWords, sentences } from '../text.ts';

export interface OutlineDraft {
  chapters: { title: string; sections: { title: string; brief: string }[] }[];
}

type Angle = readonly [string, ...string[]];

export function writeOutline({ course, limits }: Material): OutlineDraft {
  const phrases = phrasesFor(course.language);
  const angles = phrases.angles;
  const chapters = within(limits['chapters'], angles.length);
  const sections = within(limits['sectionsPerChapter'], 3);
  const planned = [...angles, ...pairsOf(angles)].slice(0, chapters);
  const description = sentences(course.description).slice(0, 3).join(' ');
  return {
    chapters: planned.map(([title, ...own], index) => ({
      title,
      sections: [...own, ...borrowed(title, angles, index)].slice(0, sections).map((section, place) => ({
        title: section,
        // What the catalogue says of the course is worth more than any phrase.
        brief:
          index === 0 && place === 0 && countWords(description) >= 8
            ? description
            : fill(phrases.brief, {
                title: course.title,
                chapter: title,
                section: distinctTitle(section, {
                  chapterTitle: title,
                  chapterNumber: index + 1,
                  sectionNumber: place + 1,
                }),
              }),
      })),
    })),
  };
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
