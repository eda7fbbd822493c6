/** From whatever a file holds to courses, with every problem found on the way. */
import {
  CatalogueCourseSchema,
  CatalogueLectureSchema,
  CatalogueModuleSchema,
  CatalogueResourceSchema,
  CatalogueStudentSchema,
  type CatalogueCourse,
} from './catalogue-file.ts';
import { fieldName, issueMessages, type FieldPath, type Problem } from './problem.ts';

export interface ParsedCatalogue {
  /** The sound courses, in the order of the file; worth importing only when there are no problems. */
  courses: CatalogueCourse[];
  problems: Problem[];
  /** Keys that we do not know, and how often: left out, not refused. */
  ignoredKeys: { field: string; count: number }[];
}

/** Where a value stands in its source: a table names lines and columns. */
export type Locate = (course: number, path: FieldPath) => { record: string; field: string };

/** The catalogue is an array of courses, or an object with the array under `courses`. */
export function parseCatalogue(value: unknown, locate: Locate = locateInArray): ParsedCatalogue {
  const records = courseRecords(value);
  if (!records) {
    return onlyProblem('expected a list of courses, or an object with a list under "courses"');
  }
  if (records.length === 0) return onlyProblem('expected at least one course, found none');

  const courses: CatalogueCourse[] = [];
  const problems: Problem[] = [];
  const ignored = new Map<string, number>();
  const firstWithCode = new Map<string, number>();

  records.forEach((given, index) => {
    const record = spellKeys(given, COURSE_KEYS);
    const at = (path: FieldPath): Omit<Problem, 'message'> => {
      const place = locate(index, path);
      return { ...place, record: `${place.record}${nameOf(record)}` };
    };
    countUnknownKeys(record, COURSE_KEYS, '', ignored);
    const parsed = CatalogueCourseSchema.safeParse(record);
    if (!parsed.success) {
      const found = parsed.error.issues.flatMap((issue) => issueMessages(issue, record));
      problems.push(...found.map(({ path, message }) => ({ ...at(path), message })));
      return;
    }
    const { code } = parsed.data;
    const earlier = code === null ? undefined : firstWithCode.get(code);
    if (earlier !== undefined) {
      problems.push({
        ...at(['code']),
        message: `expected a code of its own, found that of ${locate(earlier, ['code']).record}`,
      });
      return;
    }
    if (code !== null) firstWithCode.set(code, index);
    courses.push(parsed.data);
  });
  return { courses, problems, ignoredKeys: [...ignored].map(([field, count]) => ({ field, count })) };
}

const onlyProblem = (message: string): ParsedCatalogue => ({
  courses: [],
  problems: [{ record: 'file', field: '', message }],
  ignoredKeys: [],
});

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

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

/** The other spelling of our words is theirs to use. */
const OTHER_SPELLING: readonly (readonly [string, string])[] = [
  ['license', 'licence'],
  ['enrollment', 'enrolment'],
  ['enrollmentisinvented', 'enrolmentIsInvented'],
];

interface KnownKeys {
  own: ReadonlySet<string>;
  /** Our key by its letters, whatever their case and what stands between them. */
  byLetters: ReadonlyMap<string, string>;
  below: Record<string, KnownKeys>;
}

const isSaid = (value: unknown): boolean => value !== undefined && value !== null;
const lettersOf = (key: string): string => key.replace(/[\s_-]/g, '').toLowerCase();

function known(schema: { shape: object }, below: Record<string, KnownKeys> = {}): KnownKeys {
  const own = new Set(Object.keys(schema.shape));
  const others = OTHER_SPELLING.filter(([, ours]) => own.has(ours));
  return { own, byLetters: new Map([...[...own].map((key) => [lettersOf(key), key] as const), ...others]), below };
}

const COURSE_KEYS = known(CatalogueCourseSchema, {
  modules: known(CatalogueModuleSchema, { lectures: known(CatalogueLectureSchema) }),
  resources: known(CatalogueResourceSchema),
  enrolment: known(CatalogueStudentSchema),
});

/**
 * The record with our keys as we spell them, at every depth: `Licence`, `license` and `created_at` are meant as ours, and
 * a licence that is overlooked would not be obeyed. Of two that mean the same the second is left under its own name.
 */
function spellKeys(record: unknown, { own, byLetters, below }: KnownKeys): unknown {
  if (!isObject(record)) return record;
  const spelled = new Map<string, unknown>();
  for (const [key, value] of Object.entries(record)) {
    const ours = own.has(key) ? undefined : byLetters.get(lettersOf(key));
    if (ours !== undefined && !isSaid(record[ours]) && !isSaid(spelled.get(ours))) spelled.set(ours, value);
    else if (!spelled.has(key)) spelled.set(key, value);
  }
  for (const [key, keys] of Object.entries(below)) {
    const list = spelled.get(key);
    if (!Array.isArray(list)) continue;
    const children = list.map((child) => spellKeys(child, keys));
    spelled.set(key, children);
  }
  return Object.fromEntries(spelled);
}

function countUnknownKeys(record: unknown, keys: KnownKeys, prefix: string, counts: Map<string, number>): void {
  if (!isObject(record)) return;
  for (const [key, value] of Object.entries(record)) {
    const field = `${prefix}${key}`;
    if (!keys.own.has(key)) counts.set(field, (counts.get(field) ?? 0) + 1);
    // Every object has a `constructor`; only what we named ourselves counts.
    const below = Object.hasOwn(keys.below, key) ? keys.below[key] : undefined;
    if (!below || !Array.isArray(value)) continue;
    for (const child of value) countUnknownKeys(child, below, `${field}[].`, counts);
  }
}
