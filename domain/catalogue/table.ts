/**
 * A catalogue as a table: one row for a course, a module or a lecture.
 *
 * A row belongs to the course above it when its course columns are blank or the same, and to the module above it when
 * its `module_title` is blank or the same; so both a sparse table and one that repeats everything are read.
 * Resources and lists of students have no columns: such a catalogue is JSON. A row with `tobedeleted` under `status` is left out.
 */
import { fieldName, type FieldPath, type Problem } from './problem.ts';
import { isBlankWord, type BlankWord } from './blank-words.ts';
import type { Locate } from './parse-catalogue.ts';
import { saysActive, saysWithdrawn } from './withdrawn.ts';

interface Column {
  of: 'course' | 'module' | 'lecture';
  /** The key of the JSON catalogue. */
  key: string;
  holds: string;
  reads?: (cell: string) => unknown;
}

const readCount = (cell: string): unknown => (/^\d+$/.test(cell.trim()) ? Number(cell) : cell);
const readClaim = (cell: string): unknown =>
  /^(true|yes|1)$/i.test(cell.trim()) ? true : /^(false|no|0)$/i.test(cell.trim()) ? false : cell;
const readList = (cell: string): string[] =>
  cell
    .split('|')
    .map((item) => item.trim())
    .filter((item) => item !== '');

/** Every column that is read, by its name in the first row; blanks, hyphens and capitals in the name do not matter. */
export const TABLE_COLUMNS: Readonly<Record<string, Column>> = {
  code: { of: 'course', key: 'code', holds: 'the code of the course, unlike any other' },
  title: { of: 'course', key: 'title', holds: 'the title of the course; the only column that must be there' },
  description: { of: 'course', key: 'description', holds: 'text' },
  subject: { of: 'course', key: 'subject', holds: 'the subject, as --subjects names it' },
  level: { of: 'course', key: 'level', holds: 'the level, as --levels names it' },
  language: { of: 'course', key: 'language', holds: 'a language tag: en, pt-BR' },
  licence: { of: 'course', key: 'licence', holds: 'the licence of the notes: CC BY 4.0' },
  attribution: { of: 'course', key: 'attribution', holds: 'whom to name, and how' },
  kind: { of: 'course', key: 'kind', holds: 'text' },
  created_at: { of: 'course', key: 'createdAt', holds: 'a date: 2026-09-01' },
  enrolment: { of: 'course', key: 'enrolment', holds: 'the number of students', reads: readCount },
  enrolment_is_invented: { of: 'course', key: 'enrolmentIsInvented', holds: 'true or false', reads: readClaim },
  module_title: { of: 'module', key: 'title', holds: 'the title of the module that the row belongs to' },
  module_summary: { of: 'module', key: 'summary', holds: 'text' },
  module_unit: { of: 'module', key: 'unit', holds: 'the part of the course that the module stands in' },
  lecture_title: { of: 'lecture', key: 'title', holds: 'the title of the lecture' },
  lecture_summary: { of: 'lecture', key: 'summary', holds: 'text' },
  lecture_kind: { of: 'lecture', key: 'kind', holds: 'text' },
  lecture_notes: { of: 'lecture', key: 'notes', holds: 'CommonMark' },
  lecture_objectives: { of: 'lecture', key: 'objectives', holds: 'objectives, with | between them', reads: readList },
  lecture_references: {
    of: 'lecture',
    key: 'references',
    holds: 'references such as Isa.44.6, with | between them',
    reads: readList,
  },
};

/** Every object has a `constructor`: only a column that stands above is one. */
const columnOf = (name: string): Column | undefined =>
  Object.hasOwn(TABLE_COLUMNS, name) ? TABLE_COLUMNS[name] : undefined;

const OTHER_NAMES = new Map([
  ['course_code', 'code'],
  ['course_title', 'title'],
  ['license', 'licence'],
  ['enrollment', 'enrolment'],
  ['enrollment_is_invented', 'enrolment_is_invented'],
]);

export interface TableRow {
  /** Where the row begins in the file, from 1. */
  line: number;
  cells: readonly string[];
}

interface Part {
  line: number;
  cells: Map<string, string>;
}
interface ModulePart extends Part {
  lectures: Part[];
}
interface CoursePart extends Part {
  modules: ModulePart[];
  /** Every row of it says so. */
  isWithdrawn: boolean;
}

/**
 * Puts rows together to the records of a JSON catalogue, which the schema then judges.
 * @param header names of the columns, as the first row has them
 */
export function recordsOfTable(
  header: readonly string[],
  rows: readonly TableRow[],
): { records: unknown[]; locate: Locate; problems: Problem[]; ignoredColumns: string[]; blankWords: BlankWord[] } {
  const columns = header.map(columnName);
  const problems = headerProblems(columns);
  const ignoredColumns = header.filter(
    (name, index) => name.trim() !== '' && !columnOf(columns[index] ?? '') && !isStatus(columns[index], index, rows),
  );
  const courses: CoursePart[] = [];
  const blankWords: BlankWord[] = [];
  if (problems.length === 0) {
    for (const row of rows) {
      if (row.cells.length > columns.length) {
        const message = `expected ${columns.length} cells as in the first row, found ${row.cells.length}; text with the delimiter in it needs quotes`;
        problems.push({ record: `line ${row.line}`, field: '', message });
      } else if (row.cells.some((cell) => cell.trim() !== '')) {
        const part = withoutBlankParts(partOf(columns, row), blankWords);
        if (part.cells.size > 0) addRow(courses, part, problems);
      }
    }
  }
  return { records: courses.map(courseRecord), locate: locateIn(courses), problems, ignoredColumns, blankWords };
}

/** The column by which OneRoster says which rows are gone; one that says more is another column. */
const isStatus = (column: string | undefined, index: number, rows: readonly TableRow[]): boolean =>
  column === 'status' &&
  rows.every(({ cells }) => {
    const cell = cells[index] ?? '';
    return cell.trim() === '' || saysActive(cell) || saysWithdrawn(cell);
  });

function columnName(written: string): string {
  const name = written
    .trim()
    .replace(/(?<=[a-z])(?=[A-Z])/g, '_')
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
  return OTHER_NAMES.get(name) ?? name;
}

function headerProblems(columns: readonly string[]): Problem[] {
  const twice = columns.filter((name, index) => columnOf(name) && columns.indexOf(name) !== index);
  const problems = twice.map((field) => ({ record: 'line 1', field, message: 'expected each column once' }));
  if (columns.includes('title')) return problems;
  const message = `expected the names of the columns in the first row, "title" among them; found ${columns.join(', ') || 'nothing'}`;
  return [...problems, { record: 'line 1', field: 'title', message }];
}

const partOf = (columns: readonly string[], { line, cells }: TableRow): Part => ({
  line,
  cells: new Map(columns.flatMap((column, index) => (cells[index]?.trim() ? [[column, cells[index]]] : []))),
});

const holdsAny = (part: Part, of: Column['of']): boolean =>
  [...part.cells.keys()].some((column) => columnOf(column)?.of === of);

/** A database that joins its tables writes NULL for every part that a course does not have: such a row has no part. */
function withoutBlankParts(row: Part, blankWords: BlankWord[]): Part {
  const parts = [...row.cells].filter(([column]) => ['module', 'lecture'].includes(columnOf(column)?.of ?? ''));
  if (!parts.every(([, cell]) => isBlankWord(cell))) return row;
  const blank = new Set(parts.map(([column]) => column));
  blankWords.push(...parts.map(([field, word]) => ({ record: `line ${row.line}`, field, word: word.trim() })));
  return { ...row, cells: new Map([...row.cells].filter(([column]) => !blank.has(column))) };
}

function addRow(courses: CoursePart[], row: Part, problems: Problem[]): void {
  let course = courses.at(-1);
  const isNew = !course || !continues(course, row);
  const status = row.cells.get('status');
  // A row that says nothing of itself goes with its course.
  const isWithdrawn = status === undefined && !isNew ? course?.isWithdrawn === true : saysWithdrawn(status);
  if (!course || isNew) courses.push((course = { ...row, modules: [], isWithdrawn }));
  else problems.push(...disagreements(course, row, 'course'));
  if (isWithdrawn) return;
  course.isWithdrawn = false;

  const moduleTitle = row.cells.get('module_title');
  let module = course.modules.at(-1);
  if (moduleTitle !== undefined && moduleTitle !== module?.cells.get('module_title')) {
    course.modules.push((module = { ...row, lectures: [] }));
  } else if (module) {
    problems.push(...disagreements(module, row, 'module'));
  }

  if (!holdsAny(row, 'lecture')) return;
  if (module) module.lectures.push(row);
  else
    problems.push({
      record: `line ${row.line}`,
      field: 'module_title',
      message: 'expected the module of the lecture, found nothing',
    });
}

/** The same title without a code or a module is another course: real catalogues have such. */
function continues(course: CoursePart, row: Part): boolean {
  const [code, title] = [row.cells.get('code'), row.cells.get('title')];
  if (!holdsAny(row, 'module') && !holdsAny(row, 'lecture')) return false;
  if (code === undefined && title === undefined) return true;
  return code === undefined ? title === course.cells.get('title') : code === course.cells.get('code');
}

const disagreements = (above: Part, row: Part, of: Column['of']): Problem[] =>
  [...row.cells].flatMap(([column, cell]) => {
    const isSame = columnOf(column)?.of !== of || above.cells.get(column) === cell;
    const message = `expected what line ${above.line} says, or nothing; found another value`;
    return isSame ? [] : [{ record: `line ${row.line}`, field: column, message }];
  });

const valuesOf = (part: Part, of: Column['of']): [string, unknown][] =>
  [...part.cells].flatMap(([name, cell]) => {
    const column = columnOf(name);
    return column?.of === of ? [[column.key, column.reads ? column.reads(cell) : cell]] : [];
  });

const courseRecord = (course: CoursePart): unknown => ({
  ...(course.isWithdrawn ? { status: 'tobedeleted' } : {}),
  ...Object.fromEntries(valuesOf(course, 'course')),
  modules: course.modules.map((module) => ({
    ...Object.fromEntries(valuesOf(module, 'module')),
    lectures: module.lectures.map((lecture) => Object.fromEntries(valuesOf(lecture, 'lecture'))),
  })),
});

const locateIn =
  (courses: readonly CoursePart[]): Locate =>
  (index, path) => {
    const course = courses[index];
    const [, moduleAt, , lectureAt] = path;
    const module = typeof moduleAt === 'number' ? course?.modules[moduleAt] : undefined;
    const lecture = typeof lectureAt === 'number' ? module?.lectures[lectureAt] : undefined;
    return { record: `line ${(lecture ?? module ?? course)?.line ?? 1}`, field: columnAt(path) };
  };

/** `modules[0].lectures[2].title` is the column `lecture_title`. */
function columnAt(path: FieldPath): string {
  const of = path.includes('lectures') ? 'lecture' : path.includes('modules') ? 'module' : 'course';
  const key = path.filter((step) => typeof step === 'string').at(-1);
  const found = Object.entries(TABLE_COLUMNS).find(([, column]) => column.of === of && column.key === key);
  return found?.[0] ?? fieldName(path);
}
