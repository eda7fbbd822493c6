import { createTestDatabase, type TestDatabase } from '../../../services.ts';
import { rowsOf } from '../database.ts';

let database: TestDatabase;
let url: string;
beforeAll(async () => {
  database = await createTestDatabase();
  url = database.url;
});
afterAll(() => database.drop());

const insertCourse = async (title = 'Ethics'): Promise<string> => {
  const [row] = await rowsOf(
    url,
    `INSERT INTO courses (title, subject, level) VALUES ($1, 'Philosophy', 'beginner') RETURNING id`,
    [title],
  );
  return String(row?.id);
};
const insertModule = async (course: string): Promise<string> => {
  const [row] = await rowsOf(
    url,
    `INSERT INTO course_modules (course_id, position, title) VALUES ($1, 1, 'M') RETURNING id`,
    [course],
  );
  return String(row?.id);
};
const eventsOf = (course: string) =>
  rowsOf(url, 'SELECT kind, processed_at FROM course_events WHERE course_id = $1 ORDER BY id', [course]);
const revisionOf = async (course: string): Promise<number> =>
  Number((await rowsOf(url, 'SELECT content_revision FROM courses WHERE id = $1', [course]))[0]?.content_revision);
const enrolmentOf = async (course: string): Promise<unknown> =>
  (await rowsOf(url, 'SELECT enrolment_count FROM courses WHERE id = $1', [course]))[0]?.enrolment_count;

describe('a course inserted by plain SQL', () => {
  it('leaves one created event in the outbox', async () => {
    const course = await insertCourse();

    expect(await eventsOf(course)).toEqual([{ kind: 'created', processed_at: null }]);
    expect(await revisionOf(course)).toBe(1);
  });

  it('keeps that one open event while modules and lectures follow, each statement a revision', async () => {
    const course = await insertCourse();
    const module = await insertModule(course);
    await rowsOf(
      url,
      `INSERT INTO lectures (module_id, position, title) SELECT $1, n, 'Lecture ' || n FROM generate_series(1, 20) n`,
      [module],
    );

    expect(await eventsOf(course)).toEqual([{ kind: 'created', processed_at: null }]);
    expect(await revisionOf(course)).toBe(3);
  });

  it('opens a changed event once the first was read', async () => {
    const course = await insertCourse();
    await rowsOf(url, 'UPDATE course_events SET processed_at = now() WHERE course_id = $1', [course]);
    await rowsOf(url, `UPDATE courses SET title = 'Ethics, revised' WHERE id = $1`, [course]);

    expect((await eventsOf(course)).map(({ kind }) => kind)).toEqual(['created', 'changed']);
  });

  it('has no event and no revision for what is not content', async () => {
    const course = await insertCourse();
    await rowsOf(url, 'UPDATE course_events SET processed_at = now() WHERE course_id = $1', [course]);
    await rowsOf(url, `UPDATE courses SET enrolment_count = 7, kind = 'seminar' WHERE id = $1`, [course]);

    expect(await eventsOf(course)).toHaveLength(1);
    expect(await revisionOf(course)).toBe(1);
  });

  it('can be deleted with everything below it', async () => {
    const course = await insertCourse();
    const module = await insertModule(course);
    await rowsOf(url, `INSERT INTO lectures (module_id, position, title) VALUES ($1, 1, 'L')`, [module]);
    const [student] = await rowsOf(url, `INSERT INTO students (name) VALUES ('A') RETURNING id`);
    await rowsOf(url, 'INSERT INTO enrollments (student_id, course_id) VALUES ($1, $2)', [student?.id, course]);

    await rowsOf(url, 'DELETE FROM courses WHERE id = $1', [course]);

    const left = await rowsOf(
      url,
      `SELECT (SELECT count(*) FROM course_modules WHERE id = $1)::int AS modules,
              (SELECT count(*) FROM lectures WHERE module_id = $1)::int AS lectures,
              (SELECT count(*) FROM enrollments WHERE course_id = $2)::int AS enrolments`,
      [module, course],
    );
    expect(left).toEqual([{ modules: 0, lectures: 0, enrolments: 0 }]);
  });

  it('is revised when a module leaves it, and so is the course that the module joins', async () => {
    const from = await insertCourse('From');
    const to = await insertCourse('To');
    const module = await insertModule(from);
    await rowsOf(url, 'UPDATE course_modules SET course_id = $2 WHERE id = $1', [module, to]);

    expect([await revisionOf(from), await revisionOf(to)]).toEqual([3, 2]);
  });
});

describe('enrolments', () => {
  it('count themselves when students join, move and leave', async () => {
    const one = await insertCourse('One');
    const other = await insertCourse('Other');
    await rowsOf(
      url,
      `WITH s AS (INSERT INTO students (name) SELECT 'Student ' || n FROM generate_series(1, 5) n RETURNING id)
       INSERT INTO enrollments (student_id, course_id) SELECT id, $1::uuid FROM s`,
      [one],
    );
    expect(await enrolmentOf(one)).toBe(5);

    await rowsOf(
      url,
      `UPDATE enrollments SET course_id = $2 WHERE id IN (SELECT id FROM enrollments WHERE course_id = $1 LIMIT 2)`,
      [one, other],
    );
    expect([await enrolmentOf(one), await enrolmentOf(other)]).toEqual([3, 2]);

    await rowsOf(url, `DELETE FROM students WHERE id IN (SELECT student_id FROM enrollments WHERE course_id = $1)`, [
      one,
    ]);
    expect(await enrolmentOf(one)).toBe(0);
    expect(await revisionOf(one)).toBe(1);
  });
});
