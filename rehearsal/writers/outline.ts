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

export function writeOutline({ course, limits, modules }: Material): OutlineDraft {
  const phrases = phrasesFor(course.language);
  const { angles } = phrases;
  const fewestSections = within(limits['sectionsPerChapter'], 3);
  const required = shareOut(requiredSections(modules), within(limits['chapters'], angles.length), limits);
  const description = sentences(course.description).slice(0, 3).join(' ');

  const chapters = [...angles, ...pairsOf(angles)].slice(0, required.length).map(([title, ...own], index) => {
    const given = required[index] ?? [];
    const asked = [...own, ...borrowed(title, angles, index)].map((section) => ({ title: section, brief: '' }));
    return { title, sections: [...given, ...asked.slice(0, Math.max(0, fewestSections - given.length))] };
  });
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

interface PlannedSection {
  title: string;
  brief: string;
}

/** Every lecture, and every module that has none, in order. */
const requiredSections = (modules: Material['modules']): PlannedSection[] =>
  modules
    .flatMap(({ title, summary, lectures }) => (lectures.length > 0 ? lectures : [{ title, summary }]))
    .map(({ title, summary }) => ({ title, brief: summary }));

/** Spreads the required sections evenly over at least `fewest` chapters, and more where a chapter would hold too many. */
function shareOut(required: readonly PlannedSection[], fewest: number, limits: Material['limits']): PlannedSection[][] {
  const most = limits['sectionsPerChapter']?.max ?? Infinity;
  const chapters = Math.max(fewest, Math.ceil(required.length / most));
  return Array.from({ length: chapters }, (_, index) =>
    required.slice(
      Math.floor((index * required.length) / chapters),
      Math.floor(((index + 1) * required.length) / chapters),
    ),
  );
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
