/** The plan gate: what a plan must hold before a word of the book is written. */
import type { Course } from '../course/course.ts';
import { checkBookLanguage, type BookLanguage } from '../course/book-language.ts';
import type { Finding } from '../finding.ts';
import type { Standard } from '../standard/standard.ts';
import type { Outline, OutlineChapter, OutlineSection } from './outline.ts';
import { isUsableTitle, moduleTitles, titleWithPart, titleKey } from './titles.ts';

interface PlanCheck {
  course: Course;
  standard: Standard;
  language: BookLanguage;
}

/** Every finding is a veto: a plan is sound or it is made again. */
export function checkOutline(outline: Outline, { course, standard, language }: PlanCheck): Finding[] {
  return [
    ...countFindings(outline, standard),
    ...titleFindings(outline, standard),
    ...lectureFindings(outline, course),
    ...moduleFindings(outline, course),
    ...placeFindings(outline, course, standard),
    ...languageFindings(outline, { ...language, course }),
  ];
}

const finding = (rule: string, chapter: number | null, detail: string): Finding => ({
  rule,
  severity: 'veto',
  chapter,
  part: null,
  detail,
});

function countFindings({ origin, chapters }: Outline, { lengths }: Standard): Finding[] {
  const { min, max } = lengths.chapters;
  const inOrder = (numbers: number[]): boolean => numbers.every((number, index) => number === index + 1);
  // The course's own modules may be small: a section is not invented to fill a chapter.
  const fewestOf = ({ moduleIds }: OutlineChapter): number =>
    origin === 'planned' && moduleIds.length === 0 ? lengths.sectionsPerChapter.min : 1;
  const most = lengths.sectionsPerChapter.max;
  return [
    ...(chapters.length < min || chapters.length > max
      ? [finding('chapter-count', null, `${chapters.length} chapters, expected ${min} to ${max}.`)]
      : []),
    ...(inOrder(chapters.map(({ number }) => number))
      ? []
      : [finding('chapter-numbers', null, 'Chapters are not numbered 1, 2, 3 …')]),
    ...chapters.flatMap((chapter) => {
      const { number, sections } = chapter;
      const fewest = fewestOf(chapter);
      return [
        ...(sections.length < fewest || sections.length > most
          ? [
              finding(
                'section-count',
                number,
                `${sections.length} sections in chapter ${number}, expected ${fewest} to ${most}.`,
              ),
            ]
          : []),
        ...(inOrder(sections.map((section) => section.number))
          ? []
          : [finding('section-numbers', number, `The sections of chapter ${number} are not numbered 1, 2, 3 …`)]),
      ];
    }),
  ];
}

function titleFindings({ chapters }: Outline, standard: Standard): Finding[] {
  const places = [
    chapters.map(({ number, title, part }) => ({ number, title: titleWithPart(title, part) })),
    ...chapters.map(({ number, sections }) =>
      sections.map(({ title, slice }) => ({ number, title: titleWithPart(title, slice) })),
    ),
  ];
  return places.flatMap((titles) => {
    const seen = new Set<string>();
    return titles.flatMap(({ number, title }) => {
      if (!isUsableTitle(title, standard)) return [finding('title', number, `“${title}” is empty or a placeholder.`)];
      const isDouble = seen.has(titleKey(title));
      seen.add(titleKey(title));
      return isDouble ? [finding('title-twice', number, `The title “${title}” stands twice.`)] : [];
    });
  });
}

/** Each lecture exactly once and in order: whole, or by all its slices one after the other. */
function lectureFindings({ chapters }: Outline, course: Course): Finding[] {
  const lectures = course.modules.flatMap((module) => module.lectures);
  const titles = new Map(lectures.map(({ id, title }) => [id, title]));
  const rests = chapters.flatMap(({ number, sections }) =>
    sections.flatMap(({ lectureIds, slice }) => lectureIds.map((id) => ({ number, id, slice }))),
  );
  const unknown = rests.filter(({ id }) => !titles.has(id));
  const covered = rests.filter((rest, index) => !continuesSlice(rests[index - 1], rest)).map(({ id }) => id);
  const counts = new Map<string, number>();
  for (const id of covered) counts.set(id, (counts.get(id) ?? 0) + 1);
  const known = [...counts.keys()].filter((id) => titles.has(id));
  const isOrdered = lectures.filter(({ id }) => counts.has(id)).every(({ id }, index) => known[index] === id);
  return [
    ...unknown.map(({ number, id }) => finding('lecture-unknown', number, `The course has no lecture ${id}.`)),
    ...lectures.flatMap(({ id, title }) => {
      const times = counts.get(id) ?? 0;
      if (times === 1) return [];
      const detail = times === 0 ? 'is not covered by any section' : `is covered ${times} times`;
      return [finding(times === 0 ? 'lecture-missing' : 'lecture-twice', null, `The lecture “${title}” ${detail}.`)];
    }),
    ...(isOrdered ? [] : [finding('lecture-order', null, 'The lectures are not in the order of the course.')]),
    ...brokenSlices(rests),
  ];
}

type Rest = { number: number; id: string; slice: OutlineSection['slice'] };

const continuesSlice = (before: Rest | undefined, { id, slice }: Rest): boolean =>
  before !== undefined &&
  slice !== null &&
  before.id === id &&
  before.slice?.count === slice.count &&
  before.slice.index + 1 === slice.index;

const brokenSlices = (rests: Rest[]): Finding[] =>
  rests.flatMap((rest, index) => {
    const { slice, number } = rest;
    if (slice === null) return [];
    const next = rests[index + 1];
    const isStarted = slice.index === 1 || continuesSlice(rests[index - 1], rest);
    const isEnded = slice.index === slice.count || (next !== undefined && continuesSlice(rest, next));
    return isStarted && isEnded
      ? []
      : [
          finding(
            'lecture-slices',
            number,
            `Slice ${slice.index} of ${slice.count} of a lecture does not stand among its own.`,
          ),
        ];
  });

/** Modules keep their order; those of a course that gave the plan are all there. */
function moduleFindings({ origin, chapters }: Outline, course: Course): Finding[] {
  const positions = new Map(course.modules.map(({ id }, index) => [id, index]));
  const used = chapters.flatMap(({ number, moduleIds }) => moduleIds.map((id) => ({ number, id })));
  const order = used.map(({ id }) => positions.get(id) ?? -1).filter((position) => position >= 0);
  const present = new Set(used.map(({ id }) => id));
  // A planned book may treat a module that has no lectures in a section; it is then tied to that section's chapter.
  const missing = course.modules.filter(({ id }) => !present.has(id));
  return [
    ...used
      .filter(({ id }) => !positions.has(id))
      .map(({ number, id }) => finding('module-unknown', number, `The course has no module ${id}.`)),
    ...missing.map(({ title }) =>
      finding(
        'module-missing',
        null,
        `The module “${title}” is ${origin === 'course' ? 'not in the plan' : 'not named by any chapter or section'}.`,
      ),
    ),
    ...(order.every((position, index) => index === 0 || position >= (order[index - 1] ?? 0))
      ? []
      : [finding('module-order', null, 'The modules are not in the order of the course.')]),
  ];
}

/**
 * In a planned book a module with lectures has a chapter of its title, and its lectures stand from there on, before the
 * chapter of the next module.
 */
function placeFindings({ origin, chapters }: Outline, course: Course, standard: Standard): Finding[] {
  if (origin !== 'planned') return [];
  const titles = moduleTitles(course, standard);
  const modules = course.modules.map(({ id, lectures }, index) => ({ id, lectures, title: titles[index] ?? '' }));
  const byTitle = new Map(modules.map((module) => [titleKey(module.title), module]));
  const opened = new Set(chapters.map(({ title }) => byTitle.get(titleKey(title))));
  let current: (typeof modules)[number] | undefined;
  const strangers = chapters.flatMap(({ number, title, sections }) => {
    current = byTitle.get(titleKey(title)) ?? current;
    const own = new Set(current?.lectures.map(({ id }) => id));
    return [...new Set(sections.flatMap(({ lectureIds }) => lectureIds))]
      .filter((id) => !own.has(id))
      .map((id) => ({ number, id }));
  });
  return modules.flatMap((module) => {
    if (module.lectures.length === 0) return [];
    if (!opened.has(module))
      return [finding('module-chapter', null, `No chapter has exactly the title of the module “${module.title}”.`)];
    return module.lectures.flatMap((lecture) =>
      strangers
        .filter(({ id }) => id === lecture.id)
        .map(({ number }) =>
          finding(
            'lecture-place',
            number,
            `The lecture “${lecture.title}” does not stand in the chapter of its module “${module.title}”.`,
          ),
        ),
    );
  });
}

/** Only a planned outline is the model's wording; the course's own titles are what they are. */
function languageFindings({ origin, chapters }: Outline, language: BookLanguage & { course: Course }): Finding[] {
  if (origin !== 'planned') return [];
  const text = chapters
    .flatMap(({ title, sections }) => [title, ...sections.flatMap((section) => [section.title, section.brief ?? ''])])
    .join('. ');
  const { status, detected } = checkBookLanguage(text, language);
  return status === 'wrong'
    ? [
        finding(
          'language',
          null,
          `The plan is in ${detected ?? 'another language or in none'}, expected ${language.language}.`,
        ),
      ]
    : [];
}
