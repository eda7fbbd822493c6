/** From whatever a file holds to courses, with every problem found on the way. */
import { blankWordRemarks, withoutBlankWords, type BlankWord } from './blank-words.ts';
import { CatalogueCourseSchema, type CatalogueCourse } from './catalogue-file.ts';
import { courseContent } from './course-content.ts';
import { COURSE_KEYS, countUnknownKeys, isObject, spellKeys } from './known-keys.ts';
import { fieldName, issueMessages, type FieldPath, type Problem } from './problem.ts';
import { mergeSections, repeatedCourses, sectionRemarks, type Repeat, type Sections } from './sections.ts';
import { spoiledTexts } from './spoiled-text.ts';
import { isWithdrawn, withoutWithdrawn, type WithdrawnCourse } from './withdrawn.ts';

export interface ParsedCatalogue {
  /** The sound courses, in the order of the file; worth importing only when there are no problems. */
  courses: CatalogueCourse[];
  problems: Problem[];
  /** Keys that we do not know, and how often: left out, not refused. */
  ignoredKeys: { field: string; count: number }[];
  /** What the person who brought the file should know of it, a line each: what was taken for empty, what repeats. */
  remarks: string[];
  /** Courses that the file itself marks as deleted: not among the sound ones. */
  withdrawn: WithdrawnCourse[];
}

/** Where a value stands in its source: a table names lines and columns. */
export type Locate = (course: number, path: FieldPath) => { record: string; field: string };

export interface ParseOptions {
  locate?: Locate;
  /** What becomes of class sections and runs of one course. */
  sections?: Sections;
  /** What the reader of a table took for empty already. */
  blankWords?: readonly BlankWord[];
}

/** The catalogue is an array of courses, or an object with the array under `courses`. */
export function parseCatalogue(
  value: unknown,
  { locate = locateInArray, sections = 'keep', blankWords: before = [] }: ParseOptions = {},
): ParsedCatalogue {
  const records = courseRecords(value);
  if (!records) {
    return onlyProblem('expected a list of courses, or an object with a list under "courses"');
  }
  if (records.length === 0) return onlyProblem('expected at least one course, found none');

  const courses: CatalogueCourse[] = [];
  const problems: Problem[] = [];
  const withdrawn: WithdrawnCourse[] = [];
  const blankWords: BlankWord[] = [...before];
  const repeats: Repeat[] = [];
  const ignored = new Map<string, number>();
  const firstWithCode = new Map<string, { index: number; course: CatalogueCourse }>();

  records.forEach((given, index) => {
    const spelled = spellKeys(given, COURSE_KEYS);
    if (isWithdrawn(spelled)) {
      withdrawn.push(spelled);
      return;
    }
    const { record, removed } = withoutWithdrawn(spelled);
    const at = (path: FieldPath): Omit<Problem, 'message'> => {
      const place = locate(index, removed(path));
      return { ...place, record: `${place.record}${nameOf(record)}` };
    };
    countUnknownKeys(record, COURSE_KEYS, '', ignored);
    const said = withoutBlankWords(record, (path, word) => blankWords.push({ ...at(path), word }));
    const unsound = [...said.problems, ...spoiledTexts(said.record)];
    problems.push(...unsound.map(({ path, message }) => ({ ...at(path), message })));
    const parsed = CatalogueCourseSchema.safeParse(said.record);
    if (!parsed.success) {
      const isKnown = new Set(unsound.map(({ path }) => fieldName(path)));
      const found = parsed.error.issues.flatMap((issue) => issueMessages(issue, said.record));
      const others = found.filter(({ path }) => !isKnown.has(fieldName(path)));
      problems.push(...others.map(({ path, message }) => ({ ...at(path), message })));
      return;
    }
    if (unsound.length > 0) return;
    const { code } = parsed.data;
    const earlier = code === null ? undefined : firstWithCode.get(code);
    if (earlier) {
      const place = { ...at(['code']), first: locate(earlier.index, ['code']).record };
      if (courseContent(earlier.course) === courseContent(parsed.data)) repeats.push(place);
      else problems.push({ ...at(['code']), message: `expected a code of its own, found that of ${place.first}` });
      if (repeats.at(-1) !== place || sections === 'keep') return;
    } else if (code !== null) firstWithCode.set(code, { index, course: parsed.data });
    courses.push(parsed.data);
  });
  if (sections === 'keep') problems.push(...repeatedCourses(repeats));
  const merged = sections === 'merge' ? mergeSections(courses) : null;
  return {
    courses: merged?.courses ?? courses,
    problems,
    ignoredKeys: [...ignored].map(([field, count]) => ({ field, count })),
    remarks: [...blankWordRemarks(blankWords), ...(merged ? merged.remarks : sectionRemarks(courses))],
    withdrawn,
  };
}

const onlyProblem = (message: string): ParsedCatalogue => ({
  courses: [],
  problems: [{ record: 'file', field: '', message }],
  ignoredKeys: [],
  remarks: [],
  withdrawn: [],
});

function courseRecords(value: unknown): readonly unknown[] | undefined {
  const records: unknown = isObject(value) ? value.courses : value;
  return Array.isArray(records) ? records : undefined;
}

const locateInArray: Locate = (course, path) => ({ record: `course ${course + 1}`, field: fieldName(path) });

function nameOf(record: unknown): string {
  if (!isObject(record)) return '';
  const name = [record.code, record.title].find((value) => typeof value === 'string' && value.trim() !== '');
  return typeof name === 'string' ? ` (${name.length > 60 ? `${name.slice(0, 60)}…` : name})` : '';
}
