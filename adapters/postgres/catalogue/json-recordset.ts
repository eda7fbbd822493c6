/** Thousands of rows in one statement: they travel as one JSON document, which PostgreSQL turns into rows. */
import type pg from 'pg';

/** Columns that an import writes, with their types. */
const COLUMNS = {
  courses: {
    id: 'uuid',
    code: 'text',
    import_key: 'text',
    title: 'text',
    description: 'text',
    subject: 'text',
    level: 'text',
    language: 'text',
    licence: 'text',
    attribution: 'text',
    kind: 'text',
    enrolment_count: 'integer',
    enrolment_is_invented: 'boolean',
    provenance: 'jsonb',
    created_at: 'timestamptz',
  },
  course_modules: {
    id: 'uuid',
    course_id: 'uuid',
    position: 'integer',
    title: 'text',
    summary: 'text',
    unit: 'text',
    pack: 'json',
  },
  lectures: {
    id: 'uuid',
    module_id: 'uuid',
    position: 'integer',
    title: 'text',
    summary: 'text',
    kind: 'text',
    notes: 'text',
    objectives: 'text[]',
    scripture_references: 'text[]',
    pack: 'json',
  },
  course_resources: {
    id: 'uuid',
    course_id: 'uuid',
    position: 'integer',
    title: 'text',
    author: 'text',
    kind: 'text',
    url: 'text',
    licence: 'text',
    attribution: 'text',
  },
} as const;

type Table = keyof typeof COLUMNS;

/** Rows that all have the same columns, those of the first. */
export async function insertRows(client: pg.Client, table: Table, rows: readonly object[]): Promise<void> {
  const columns = columnsOf(table, rows);
  if (columns.length === 0) return;
  const names = columns.map(({ name }) => `"${name}"`).join(', ');
  await client.query(`INSERT INTO ${table} (${names}) SELECT ${names} FROM ${recordset(columns)}`, [
    JSON.stringify(rows),
  ]);
}

/** Sets the given columns of the rows with these ids. @param also one more assignment, with the row as `t` */
export async function updateRows(
  client: pg.Client,
  table: Table,
  rows: readonly object[],
  also?: string,
): Promise<void> {
  const columns = columnsOf(table, rows);
  if (columns.length === 0) return;
  const set = columns.flatMap(({ name }) => (name === 'id' ? [] : [`"${name}" = r."${name}"`]));
  if (also !== undefined) set.push(also);
  await client.query(`UPDATE ${table} t SET ${set.join(', ')} FROM ${recordset(columns)} WHERE t.id = r.id`, [
    JSON.stringify(rows),
  ]);
}

interface Column {
  name: string;
  type: string;
}

const columnsOf = (table: Table, rows: readonly object[]): Column[] => {
  const given = new Set(Object.keys(rows[0] ?? {}));
  return Object.entries(COLUMNS[table]).flatMap(([name, type]) => (given.has(name) ? [{ name, type }] : []));
};

const recordset = (columns: readonly Column[]): string =>
  `json_to_recordset($1::json) AS r(${columns.map(({ name, type }) => `"${name}" ${type}`).join(', ')})`;
