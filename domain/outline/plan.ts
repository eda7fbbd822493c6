/**
 * The plan of a book: from the course's own modules and lectures, in order, none lost and none invented; or from the
 * model's draft, for a course that has too little of its own.
 */
import type { Course, CourseModule, Lecture } from '../course/course.ts';
import { plainTitle } from '../course/title.ts';
import type { BookLanguage } from '../course/book-language.ts';
import { courseLanguage } from '../course/language.ts';
import type { Finding } from '../finding.ts';
import { countWords } from '../language/words.ts';
import type { Standard } from '../standard/standard.ts';
import type { Outline, OutlineChapter, OutlineDraft, OutlineSection } from './outline.ts';
import { checkOutline } from './rules.ts';
import { sliceCount } from './slices.ts';
import { lectureTitle, moduleTitles, titleKey, uniqueTitles } from './titles.ts';

export { checkOutline } from './rules.ts';

/** A slice must carry this share of a full section's notes to be worth a section of its own. */
const SMALLEST_SLICE_SHARE = 0.1;

/** One lecture, or a module without lectures: what one or several sections are made from. */
interface Unit {
  lecture: Lecture | null;
  title: string;
  brief: string | null;
  words: number;
  slices: number;
  /** Its notes give no more slices. */
  isFinest: boolean;
}

/** One module, or several that must share a chapter: what one or several chapters are made from. */
interface Group {
  moduleIds: string[];
  title: string;
  units: Unit[];
  parts: number;
}

/**
 * Modules become chapters and lectures sections. Long lectures are sliced, modules with many lectures split; where the
 * chapters are still too few, the largest modules are split further, then the longest notes.
 * @returns null when all of that does not give the standard's number of chapters: then the model plans
 */
export function outlineFromCourse(course: Course, standard: Standard): Outline | null {
  const { chapters, sectionsPerChapter } = standard.lengths;
  const groups = courseGroups(course, standard);
  for (const group of groups) group.parts = Math.ceil(sectionCount(group) / sectionsPerChapter.max);
  while (sum(groups.map(({ parts }) => parts)) < chapters.min) {
    if (!splitLargestGroup(groups) && !sliceLongestNotes(groups, standard)) return null;
  }
  const planned = groups.flatMap(groupChapters);
  return { title: plainTitle(course.title), origin: 'course', chapters: planned.map(withNumber) };
}

/** The plan that the course itself gives, with what the plan gate finds in it; null when the model must plan. */
export function planCourse({
  course,
  standard,
  language,
}: {
  course: Course;
  standard: Standard;
  language: BookLanguage;
}): { outline: Outline; findings: Finding[] } | null {
  const outline = outlineFromCourse(course, standard);
  return outline && { outline, findings: checkOutline(outline, { course, standard, language }) };
}

/** The model's plan, with the course's modules and lectures tied to the chapters and sections that carry their titles. */
export function outlineFromDraft(course: Course, draft: OutlineDraft, standard: Standard): Outline {
  const modules = moduleGroups(course, standard);
  const waiting = modules.flatMap(({ units, moduleIds }) => units.map((unit) => ({ unit, moduleId: moduleIds[0] })));
  // Several lectures may bear one title: the first that waits is meant, of the chapter's own module before all others.
  const take = (title: string, moduleId: string | undefined): (typeof waiting)[number] | null => {
    const named = waiting.filter(({ unit }) => titleKey(unit.title) === titleKey(title));
    const found = named.find((entry) => entry.moduleId === moduleId) ?? named[0];
    if (found) waiting.splice(waiting.indexOf(found), 1);
    return found ?? null;
  };
  const chapters = draft.chapters.map(({ title, sections }) => {
    const [own] = modules.find((module) => titleKey(module.title) === titleKey(title))?.moduleIds ?? [];
    const entries = sections.map((section) => ({ section, found: take(section.title, own) }));
    const moduleIds = [own, ...entries.map(({ found }) => found?.moduleId)];
    return {
      title: plainTitle(title),
      moduleIds: [...new Set(moduleIds.filter((id) => id !== undefined))],
      part: null,
      sections: entries
        .flatMap(({ section, found }) =>
          found?.unit.lecture ? unitSections(found.unit) : [plannedSection(section.title, section.brief)],
        )
        .map(withNumber),
    };
  });
  return { title: plainTitle(course.title), origin: 'planned', chapters: chapters.map(withNumber) };
}

/** The printed titles of the course's modules and lectures, in order: a planned outline must carry them. */
export const requiredTitles = (course: Course, standard: Standard): { title: string; lectures: string[] }[] =>
  moduleGroups(course, standard).map(({ title, units }) => ({
    title,
    lectures: units.filter(({ lecture }) => lecture !== null).map((unit) => unit.title),
  }));

/** Modules as groups; more modules than chapters are allowed share chapters with their neighbours. */
function courseGroups(course: Course, standard: Standard): Group[] {
  const single = moduleGroups(course, standard);
  const { max } = standard.lengths.chapters;
  if (single.length <= max) return single;
  return evenly(single, max)
    .map(([first, ...others]) => joinGroups(first, others))
    .filter((group) => group !== null);
}

function moduleGroups(course: Course, standard: Standard): Group[] {
  const { language } = courseLanguage(course);
  const titles = moduleTitles(course, standard);
  return course.modules.map((module, index) => moduleGroup(module, titles[index] ?? '', language, standard));
}

function moduleGroup(module: CourseModule, title: string, language: string, standard: Standard): Group {
  const titles = uniqueTitles(
    module.lectures.map((lecture, index) => lectureTitle(lecture, { module: title, position: index + 1 }, standard)),
  );
  const lectures = module.lectures.map((lecture, index): Unit => {
    const words = countWords(lecture.notes ?? '', language);
    return {
      lecture,
      title: titles[index] ?? '',
      brief: words > 0 ? null : (lecture.summary ?? null),
      words,
      slices: sliceCount(lecture, Math.ceil(words / standard.lengths.notesWordsPerSection)),
      isFinest: false,
    };
  });
  const own: Unit = { lecture: null, title, brief: module.summary ?? title, words: 0, slices: 1, isFinest: true };
  return { moduleIds: [module.id], title, units: lectures.length > 0 ? lectures : [own], parts: 1 };
}

function joinGroups(first: Group | undefined, others: Group[]): Group | null {
  const last = others.at(-1);
  if (!first || !last) return first ?? null;
  const units = [first, ...others].flatMap((group) => group.units);
  const titles = uniqueTitles(units.map(({ title }) => title));
  return {
    moduleIds: [first, ...others].flatMap((group) => group.moduleIds),
    title: `${first.title} – ${last.title}`,
    units: units.map((unit, index) => ({ ...unit, title: titles[index] ?? unit.title })),
    parts: 1,
  };
}

function splitLargestGroup(groups: Group[]): boolean {
  const divisible = groups.filter((group) => group.parts < sectionCount(group));
  const largest = largestBy(divisible, (group) => sectionCount(group) / group.parts);
  if (largest) largest.parts += 1;
  return largest !== null;
}

function sliceLongestNotes(groups: Group[], standard: Standard): boolean {
  const smallest = standard.lengths.notesWordsPerSection * SMALLEST_SLICE_SHARE;
  const divisible = groups
    .flatMap(({ units }) => units)
    .filter(({ words, slices, isFinest }) => !isFinest && words / (slices + 1) >= smallest);
  const longest = largestBy(divisible, ({ words, slices }) => words / slices);
  if (longest === null) return false;
  const { lecture, slices } = longest;
  longest.isFinest = lecture === null || sliceCount(lecture, slices + 1) === slices;
  if (longest.isFinest) return sliceLongestNotes(groups, standard);
  longest.slices += 1;
  return true;
}

function groupChapters({ moduleIds, title, units, parts }: Group): Omit<OutlineChapter, 'number'>[] {
  return evenly(units.flatMap(unitSections), parts).map((sections, index) => ({
    title,
    moduleIds,
    part: parts === 1 ? null : { index: index + 1, count: parts },
    sections: sections.map(withNumber),
  }));
}

const unitSections = ({ lecture, title, brief, slices }: Unit): Omit<OutlineSection, 'number'>[] =>
  Array.from({ length: slices }, (_, index) => ({
    title,
    lectureIds: lecture ? [lecture.id] : [],
    slice: slices === 1 ? null : { index: index + 1, count: slices },
    brief,
  }));

const plannedSection = (title: string, brief: string): Omit<OutlineSection, 'number'> => ({
  title: plainTitle(title),
  lectureIds: [],
  slice: null,
  brief,
});

const sectionCount = ({ units }: Group): number => sum(units.map(({ slices }) => slices));
const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0);
const withNumber = <Item>(item: Item, index: number): Item & { number: number } => ({ ...item, number: index + 1 });

const largestBy = <Item>(items: Item[], size: (item: Item) => number): Item | null =>
  items.reduce<Item | null>((largest, item) => (largest === null || size(item) > size(largest) ? item : largest), null);

/** Consecutive groups of like size, the larger ones first. */
function evenly<Item>(items: Item[], count: number): Item[][] {
  const size = Math.floor(items.length / count);
  const larger = items.length % count;
  return Array.from({ length: count }, (_, index) => {
    const start = index * size + Math.min(index, larger);
    return items.slice(start, start + size + (index < larger ? 1 : 0));
  });
}
