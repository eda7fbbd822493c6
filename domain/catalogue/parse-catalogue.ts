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
    const record = spellKeys(given);
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
const OTHER_SPELLING = new Map([
  ['license', 'licence'],
  ['enrollment', 'enrolment'],
  ['enrollmentIsInvented', 'enrolmentIsInvented'],
]);

function spellKeys(record: unknown): unknown {
  if (!isObject(record)) return record;
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => {
      const ours = OTHER_SPELLING.get(key);
      return [ours !== undefined && !Object.hasOwn(record, ours) ? ours : key, value];
    }),
  );
}

interface KnownKeys {
  own: ReadonlySet<string>;
  below: Record<string, KnownKeys>;
}

const known = (schema: { shape: object }, below: Record<string, KnownKeys> = {}): KnownKeys => ({
  own: new Set(Object.keys(schema.shape)),
  below,
});

const COURSE_KEYS = known(CatalogueCourseSchema, {
  modules: known(CatalogueModuleSchema, { lectures: known(CatalogueLectureSchema) }),
  resources: known(CatalogueResourceSchema),
  enrolment: known(CatalogueStudentSchema),
});

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
