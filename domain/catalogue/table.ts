/**
 * A catalogue as a table: one row for a course, a module or a lecture.
 *
 * A row belongs to the course above it when its course columns are blank or the same, and to the module above it when
 * its `module_title` is blank or the same; so both a sparse table and one that repeats everything are read.
 * Resources and lists of students have no columns: such a catalogue is JSON.
 */
import { fieldName, type FieldPath, type Problem } from './problem.ts';
import type { Locate } from './parse-catalogue.ts';

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
}

/**
 * Puts rows together to the records of a JSON catalogue, which the schema then judges.
 * @param header names of the columns, as the first row has them
 */
export function recordsOfTable(
  header: readonly string[],
  rows: readonly TableRow[],
): { records: unknown[]; locate: Locate; problems: Problem[]; ignoredColumns: string[] } {
  const columns = header.map(columnName);
  const problems = headerProblems(columns);
  const ignoredColumns = header.filter((name, index) => name.trim() !== '' && !columnOf(columns[index] ?? ''));
  const courses: CoursePart[] = [];
  if (problems.length === 0) {
    for (const row of rows) {
      if (row.cells.length > columns.length) {
        const message = `expected ${columns.length} cells as in the first row, found ${row.cells.length}; text with the delimiter in it needs quotes`;
        problems.push({ record: `line ${row.line}`, field: '', message });
      } else if (row.cells.some((cell) => cell.trim() !== '')) {
        addRow(courses, partOf(columns, row), problems);
      }
    }
  }
  return { records: courses.map(courseRecord), locate: locateIn(courses), problems, ignoredColumns };
}

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

/** What a spreadsheet shows where a formula has no value, in any language: `#REF!`, `#N/A`, `#BEZUG!`. */
const CELL_ERROR = /^#(?:\p{Lu}[\p{Lu}\d/]*[!?]|N\/A|NV)$/u;

const cellErrors = ({ line, cells }: Part): Problem[] =>
  [...cells].flatMap(([field, cell]) =>
    columnOf(field) && CELL_ERROR.test(cell.trim())
      ? [{ record: `line ${line}`, field, message: `expected a value, found the spreadsheet's error ${cell.trim()}` }]
      : [],
  );

function addRow(courses: CoursePart[], row: Part, problems: Problem[]): void {
  problems.push(...cellErrors(row));
  let course = courses.at(-1);
  if (course && continues(course, row)) problems.push(...disagreements(course, row, 'course'));
  else courses.push((course = { ...row, modules: [] }));

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
