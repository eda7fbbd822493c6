/** Students and their enrolments, where a catalogue lists them; a catalogue that knows only a number has none. */
import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { CourseRow } from './catalogue-rows.ts';

/**
 * Makes the enrolments of each course those of its list. Students whom no catalogue brought (no external id) stay.
 * @returns ids of the courses whose enrolments changed
 */
export async function enrolStudents(client: pg.Client, rows: readonly CourseRow[]): Promise<Set<string>> {
  const lists = rows.flatMap(({ id, course }) =>
    Array.isArray(course.enrolment) ? [{ id, students: course.enrolment }] : [],
  );
  if (lists.length === 0) return new Set();
  await upsertStudents(
    client,
    lists.flatMap(({ students }) => students),
  );

  const courseIds = lists.map(({ id }) => id);
  const wanted = JSON.stringify(
    lists.flatMap(({ id, students }) => students.map((student) => ({ course_id: id, external_id: student.id }))),
  );
  const left = await client.query<{ course_id: string }>(
    `WITH wanted AS MATERIALIZED (SELECT w.course_id, s.id FROM json_to_recordset($1::json) AS w(course_id uuid, external_id text)
                                    JOIN students s USING (external_id))
     DELETE FROM enrollments e USING students s
      WHERE e.course_id = ANY ($2::uuid[]) AND s.id = e.student_id AND s.external_id IS NOT NULL
        AND (e.course_id, e.student_id) NOT IN (SELECT course_id, id FROM wanted)
     RETURNING e.course_id`,
    [wanted, courseIds],
  );
  const joined = await client.query<{ course_id: string }>(
    `INSERT INTO enrollments (student_id, course_id)
     SELECT s.id, w.course_id FROM json_to_recordset($1::json) AS w(course_id uuid, external_id text)
       JOIN students s USING (external_id)
     ON CONFLICT (student_id, course_id) DO NOTHING RETURNING course_id`,
    [wanted],
  );
  // A course whose catalogue knew only a number before has had that number.
  const recounted = await client.query<{ id: string }>(
    `UPDATE courses c SET enrolment_count = n.students
       FROM (SELECT i.id, count(e.id) AS students FROM unnest($1::uuid[]) AS i(id) LEFT JOIN enrollments e ON e.course_id = i.id GROUP BY i.id) n
      WHERE c.id = n.id AND c.enrolment_count <> n.students RETURNING c.id`,
    [courseIds],
  );
  return new Set(
    [...left.rows, ...joined.rows].map(({ course_id }) => course_id).concat(recounted.rows.map(({ id }) => id)),
  );
}

async function upsertStudents(
  client: pg.Client,
  students: readonly { id: string; name: string | null }[],
): Promise<void> {
  // The same student stands in many lists, with a name in some of them.
  const names = new Map<string, string | null>();
  for (const { id, name } of students) names.set(id, name ?? names.get(id) ?? null);
  const rows = [...names].map(([id, name]) => ({ id: randomUUID(), external_id: id, name }));
  await client.query(
    `INSERT INTO students (id, external_id, name)
     SELECT id, external_id, name FROM json_to_recordset($1::json) AS r(id uuid, external_id text, name text)
     ON CONFLICT (external_id) DO UPDATE SET name = EXCLUDED.name
      WHERE EXCLUDED.name IS NOT NULL AND students.name IS DISTINCT FROM EXCLUDED.name`,
    [JSON.stringify(rows)],
  );
}
