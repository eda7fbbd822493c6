/** The rows of courses as an import reads and writes them: many at once, as one JSON document a statement. */
import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type {
  CatalogueCourse,
  CatalogueLecture,
  CatalogueModule,
  CatalogueResource,
} from '../../../domain/catalogue/catalogue-file.ts';
import {
  LecturePackSchema,
  lecturePackOf,
  ModulePackSchema,
  modulePackOf,
} from '../../../domain/catalogue/course-pack.ts';
import { insertRows, updateRows } from './json-recordset.ts';

export interface CourseRow {
  id: string;
  /** The code, or the import key of a course without one. */
  key: string;
  course: CatalogueCourse;
  importedAt: string;
}

/** A course as the database has it, with the ids of its rows in order. */
export interface StoredCourse {
  id: string;
  course: CatalogueCourse;
  modules: { id: string; lectures: { id: string }[] }[];
  resources: { id: string }[];
}

type Keyed = Pick<CourseRow, 'key' | 'course'>;

/** @returns the courses that the database already has, by key */
export async function findStoredCourses(
  client: pg.Client,
  wanted: readonly Keyed[],
): Promise<Map<string, StoredCourse>> {
  const codes = wanted.flatMap(({ key, course }) => (course.code === null ? [] : [key]));
  const importKeys = wanted.flatMap(({ key, course }) => (course.code === null ? [key] : []));
  const { rows } = await client.query<
    Omit<CatalogueCourse, 'modules' | 'resources' | 'createdAt'> & {
      id: string;
      importKey: string | null;
      createdAt: Date;
    }
  >(
    `SELECT id, import_key AS "importKey", code, title, description, subject, level, language, licence, attribution, kind,
            enrolment_count AS enrolment, enrolment_is_invented AS "enrolmentIsInvented", provenance, created_at AS "createdAt"
       FROM courses WHERE code = ANY ($1) OR import_key = ANY ($2)`,
    [codes, importKeys],
  );
  const isCode = new Set(codes);
  const ids = rows.map(({ id }) => id);
  const [modules, resources] = [await findModules(client, ids), await findResources(client, ids)];
  return new Map(
    rows.map(({ id, importKey, createdAt, ...columns }) => {
      const [below, works] = [modules.get(id) ?? [], resources.get(id) ?? []];
      const key = columns.code !== null && isCode.has(columns.code) ? columns.code : (importKey ?? '');
      const course = { ...columns, createdAt: createdAt.toISOString(), modules: below, resources: works };
      return [key, { id, course, modules: below, resources: works }];
    }),
  );
}

type ModuleRow = CatalogueModule & { id: string; lectures: (CatalogueLecture & { id: string })[] };

type PackRow<Column extends keyof Row, Row> = Pick<Row, Column> & { id: string; pack: unknown };

async function findModules(client: pg.Client, courseIds: string[]): Promise<Map<string, ModuleRow[]>> {
  const { rows } = await client.query<PackRow<'title' | 'summary' | 'unit', CatalogueModule> & { courseId: string }>(
    `SELECT id, course_id AS "courseId", title, summary, unit, pack FROM course_modules
      WHERE course_id = ANY ($1::uuid[]) ORDER BY position, id`,
    [courseIds],
  );
  const lectures = await client.query<
    PackRow<'title' | 'summary' | 'kind' | 'notes' | 'objectives' | 'references', CatalogueLecture> & {
      moduleId: string;
    }
  >(
    `SELECT id, module_id AS "moduleId", title, summary, kind, notes, objectives, scripture_references AS "references", pack
       FROM lectures WHERE module_id = ANY ($1::uuid[]) ORDER BY position, id`,
    [rows.map(({ id }) => id)],
  );
  const read = lectures.rows.map(({ pack, ...row }) => ({ ...row, ...LecturePackSchema.parse(pack ?? {}) }));
  const lecturesOf = groupBy(read, ({ moduleId }) => moduleId);
  const modules = rows.map(({ pack, ...row }) => ({
    ...row,
    ...ModulePackSchema.parse(pack ?? {}),
    lectures: lecturesOf.get(row.id) ?? [],
  }));
  return groupBy(modules, ({ courseId }) => courseId);
}

async function findResources(
  client: pg.Client,
  courseIds: string[],
): Promise<Map<string, (CatalogueResource & { id: string })[]>> {
  const { rows } = await client.query<CatalogueResource & { id: string; courseId: string }>(
    `SELECT id, course_id AS "courseId", title, author, kind, url, licence, attribution FROM course_resources
      WHERE course_id = ANY ($1::uuid[]) ORDER BY position, id`,
    [courseIds],
  );
  return groupBy(rows, ({ courseId }) => courseId);
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

const courseColumns = ({ id, course }: CourseRow) => ({
  id,
  title: course.title,
  description: course.description,
  subject: course.subject,
  level: course.level,
  language: course.language,
  licence: course.licence,
  attribution: course.attribution,
});

export async function insertCourses(client: pg.Client, rows: readonly CourseRow[]): Promise<void> {
  await insertRows(
    client,
    'courses',
    rows.map((row) => ({
      ...courseColumns(row),
      code: row.course.code,
      kind: row.course.kind,
      provenance: row.course.provenance,
      import_key: row.course.code === null ? row.key : null,
      enrolment_count: typeof row.course.enrolment === 'number' ? row.course.enrolment : 0,
      enrolment_is_invented: row.course.enrolmentIsInvented,
      created_at: row.course.createdAt ?? row.importedAt,
    })),
  );
  const below = rows.map((row) => diffRows(row, null));
  await writeRowChanges(client, below);
}

/**
 * Writes the new content of courses that the database has: one new revision and one event each, made by the trigger.
 * Modules, lectures and resources keep their ids where the position stays.
 */
export async function updateContent(
  client: pg.Client,
  changes: readonly { row: CourseRow; stored: StoredCourse }[],
): Promise<void> {
  const rows = changes.map(({ row }) => row);
  await updateRows(client, 'courses', rows.map(courseColumns), 'content_revision = t.content_revision + 1');
  await updateDetails(client, rows);
  await writeRowChanges(
    client,
    changes.map(({ row, stored }) => diffRows(row, stored)),
  );
}

/** Writes what is no content; what the catalogue leaves open stays. */
export async function updateDetails(client: pg.Client, rows: readonly CourseRow[]): Promise<void> {
  if (rows.length === 0) return;
  const details = rows.map(({ id, course: { kind, provenance, createdAt, enrolment, enrolmentIsInvented } }) => ({
    id,
    kind,
    provenance,
    created_at: createdAt,
    enrolment_count: typeof enrolment === 'number' ? enrolment : null,
    enrolment_is_invented: enrolment === null ? null : enrolmentIsInvented,
  }));
  await client.query(
    `UPDATE courses t SET kind = r.kind, provenance = r.provenance, updated_at = clock_timestamp(),
            created_at = coalesce(r.created_at, t.created_at),
            enrolment_count = coalesce(r.enrolment_count, t.enrolment_count),
            enrolment_is_invented = coalesce(r.enrolment_is_invented, t.enrolment_is_invented)
       FROM json_to_recordset($1::json) AS r(id uuid, kind text, provenance jsonb, created_at timestamptz,
                                             enrolment_count int, enrolment_is_invented boolean)
      WHERE t.id = r.id`,
    [JSON.stringify(details)],
  );
}

interface RowChanges {
  insert: { course_modules: object[]; lectures: object[]; course_resources: object[] };
  update: { course_modules: object[]; lectures: object[]; course_resources: object[] };
  remove: { course_modules: string[]; lectures: string[]; course_resources: string[] };
}

/** Puts each module, lecture and resource on the row of the same place, a new row, or none. */
function diffRows({ id: courseId, course }: CourseRow, stored: StoredCourse | null): RowChanges {
  const placed: RowChanges = {
    insert: { course_modules: [], lectures: [], course_resources: [] },
    update: { course_modules: [], lectures: [], course_resources: [] },
    remove: { course_modules: [], lectures: [], course_resources: [] },
  };
  const place = (table: keyof RowChanges['insert'], columns: object, id: string | undefined): string => {
    const row = { id: id ?? randomUUID(), ...columns };
    placed[id === undefined ? 'insert' : 'update'][table].push(row);
    return row.id;
  };
  course.modules.forEach((module, index) => {
    const { title, summary, unit, lectures } = module;
    const known = stored?.modules[index];
    const columns = { position: index + 1, title, summary, unit, pack: modulePackOf(module) };
    const moduleId = place('course_modules', { course_id: courseId, ...columns }, known?.id);
    lectures.forEach((lecture, at) => {
      const { title, summary, kind, notes, objectives, references } = lecture;
      const row = { module_id: moduleId, position: at + 1, title, summary, kind, notes, objectives };
      const rest = { scripture_references: references, pack: lecturePackOf(lecture) };
      place('lectures', { ...row, ...rest }, known?.lectures[at]?.id);
    });
    placed.remove.lectures.push(...idsFrom(known?.lectures, lectures.length));
  });
  course.resources.forEach((columns, index) => {
    place('course_resources', { course_id: courseId, position: index + 1, ...columns }, stored?.resources[index]?.id);
  });
  placed.remove.course_modules.push(...idsFrom(stored?.modules, course.modules.length));
  placed.remove.course_resources.push(...idsFrom(stored?.resources, course.resources.length));
  return placed;
}

const idsFrom = (rows: { id: string }[] | undefined, start: number): string[] =>
  (rows ?? []).slice(start).map(({ id }) => id);

/** Parents before children; a removed module takes its lectures along. */
async function writeRowChanges(client: pg.Client, all: readonly RowChanges[]): Promise<void> {
  for (const table of ['course_modules', 'lectures', 'course_resources'] as const) {
    const ids = all.flatMap(({ remove }) => remove[table]);
    if (ids.length > 0) await client.query(`DELETE FROM ${table} WHERE id = ANY ($1::uuid[])`, [ids]);
    await updateRows(
      client,
      table,
      all.flatMap(({ update }) => update[table]),
    );
    await insertRows(
      client,
      table,
      all.flatMap(({ insert }) => insert[table]),
    );
  }
}
