import { fileURLToPath } from 'node:url';
import { readCourseFolder } from '../../../../adapters/catalogue/read-course-folder.ts';
import { readCatalogue } from '../../../../adapters/catalogue/read-catalogue.ts';
import { importCatalogue } from '../../../../adapters/postgres/catalogue/catalogue-store.ts';
import type { CatalogueCourse } from '../../../../domain/catalogue/catalogue-file.ts';
import { parseCatalogue } from '../../../../domain/catalogue/parse-catalogue.ts';
import { createTestDatabase, type TestDatabase } from '../../../services.ts';
import { rowsOf } from '../database.ts';

const file = (path: string): string => fileURLToPath(new URL(`../../../../${path}`, import.meta.url));

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.drop());

const query = (sql: string, ...values: unknown[]) => rowsOf(database.url, sql, values);
const importOf = async (...records: unknown[]) => {
  const summary = await importCatalogue(database.url, coursesOf(...records));
  return { ...summary, durationMs: 0 };
};
const coursesOf = (...records: unknown[]): CatalogueCourse[] => {
  const { courses, problems } = parseCatalogue(records);
  expect(problems).toEqual([]);
  return courses;
};
const events = () =>
  query(`SELECT c.code, e.kind FROM course_events e JOIN courses c ON c.id = e.course_id ORDER BY e.id`);

const NONE = { created: 0, changed: 0, detailsChanged: 0, unchanged: 0, lectures: 0, durationMs: 0 };
const ETHICS = {
  code: 'PH-1',
  title: 'Ethics',
  level: 'Beginner',
  enrolment: 40,
  provenance: { z: 1, a: [1, { y: null, b: 'ü' }] },
  modules: [
    {
      title: 'One',
      lectures: [
        { title: 'a', notes: 'Notes of *a*', objectives: ['Know a'], references: ['Isa.44.6'] },
        { title: 'b' },
      ],
    },
    { title: 'Two', summary: 'Second', unit: 'Part I', lectures: [{ title: 'c' }] },
  ],
  resources: [{ title: 'A Book', author: 'N. N.' }],
};
const lectureRows = () =>
  query(
    `SELECT l.id, m.title AS module, l.title FROM lectures l JOIN course_modules m ON m.id = l.module_id ORDER BY m.position, l.position`,
  );

describe('importCatalogue', () => {
  it('keeps what lectures and modules bring beside their notes, and finds it unchanged the second time', async () => {
    const brought = {
      ...ETHICS,
      modules: [
        {
          title: 'One',
          objectives: ['Judge a case.'],
          lectures: [
            {
              title: 'a',
              durationMinutes: 20,
              keyTerms: [{ term: 'virtue', definition: 'Virtue is a settled good habit.' }],
              questions: [{ kind: 'matching', stem: 'Match.', key: { zeal: 'too much', sloth: 'too little' } }],
              figures: [{ file: 'a.svg', alt: 'A scale', sha256: 'a'.repeat(64) }],
            },
            { title: 'b' },
          ],
        },
      ],
    };
    const figures = [{ sha256: 'a'.repeat(64), mediaType: 'image/svg+xml', bytes: new TextEncoder().encode('<svg/>') }];
    for (const [expected, change] of [
      [{ created: 1 }, brought],
      [{ unchanged: 1 }, brought],
      [{ changed: 1 }, ETHICS],
    ] as const) {
      expect(await importCatalogue(database.url, coursesOf(change), { figures })).toMatchObject(expected);
      if (change !== brought) continue;
      const rows = await query('SELECT pack FROM lectures ORDER BY position');
      expect(rows).toMatchObject([{ pack: { durationMinutes: 20, figures: [{ file: 'a.svg' }] } }, { pack: null }]);
      expect(JSON.stringify(rows)).toContain('{"zeal":"too much","sloth":"too little"}');
      expect(await query('SELECT pack FROM course_modules')).toMatchObject([
        { pack: { objectives: ['Judge a case.'] } },
      ]);
    }
    expect(await query('SELECT sha256, media_type FROM course_files')).toEqual([
      { sha256: 'a'.repeat(64), media_type: 'image/svg+xml' },
    ]);
  });

  it('stores a course with everything below it, and announces nothing', async () => {
    expect(await importOf(ETHICS)).toEqual({ ...NONE, created: 1, lectures: 3 });

    expect(await query('SELECT title, level, enrolment_count, content_revision::int, provenance FROM courses')).toEqual(
      [{ title: 'Ethics', level: 'Beginner', enrolment_count: 40, content_revision: 1, provenance: ETHICS.provenance }],
    );
    expect(
      await query('SELECT position, notes, objectives, scripture_references FROM lectures WHERE title = $1', 'a'),
    ).toEqual([{ position: 1, notes: 'Notes of *a*', objectives: ['Know a'], scripture_references: ['Isa.44.6'] }]);
    expect(await query('SELECT title, author FROM course_resources')).toEqual(ETHICS.resources);
    expect(await events()).toEqual([]);
  });

  it('changes nothing when the same file comes again', async () => {
    await importOf(ETHICS);
    const before = await query('SELECT c.*, c.xmin::text FROM courses c');

    expect(await importOf(ETHICS)).toEqual({ ...NONE, unchanged: 1 });
    expect(await query('SELECT c.*, c.xmin::text FROM courses c')).toEqual(before);
  });

  it('updates a changed course in place: one revision, one event, the same ids where the places stay', async () => {
    await importOf(ETHICS, { code: 'PH-2', title: 'Logic' });
    const before = await lectureRows();
    const changed = {
      ...ETHICS,
      title: 'Ethics, revised',
      modules: [
        { title: 'One', lectures: [{ title: 'a' }] },
        { title: 'Two', lectures: [{ title: 'c' }, { title: 'd' }] },
        { title: 'Three' },
      ],
      resources: [],
    };

    expect(await importOf(changed, { code: 'PH-2', title: 'Logic' })).toEqual({
      ...NONE,
      changed: 1,
      unchanged: 1,
      lectures: 3,
    });

    const after = await lectureRows();
    expect(after.map(({ module, title }) => [module, title])).toEqual([
      ['One', 'a'],
      ['Two', 'c'],
      ['Two', 'd'],
    ]);
    expect([after[0]?.id, after[1]?.id]).toEqual([before[0]?.id, before[2]?.id]);
    expect(await query('SELECT title, content_revision::int FROM courses ORDER BY code')).toEqual([
      { title: 'Ethics, revised', content_revision: 2 },
      { title: 'Logic', content_revision: 1 },
    ]);
    expect(await query('SELECT count(*)::int AS n FROM course_resources')).toEqual([{ n: 0 }]);
    expect(await events()).toEqual([{ code: 'PH-1', kind: 'changed' }]);
  });

  it('sees a change in a single reference of a single lecture', async () => {
    await importOf(ETHICS);
    const [one, two] = ETHICS.modules;
    const lectures = [{ ...one?.lectures[0], references: ['Isa.44.7'] }, one?.lectures[1]];

    expect(await importOf({ ...ETHICS, modules: [{ ...one, lectures }, two] })).toMatchObject({ changed: 1 });
  });

  it('brings enrolment, kind and provenance up to date without a new revision', async () => {
    await importOf(ETHICS);

    expect(await importOf({ ...ETHICS, enrolment: 41, kind: 'seminar' })).toEqual({ ...NONE, detailsChanged: 1 });
    expect(await query('SELECT enrolment_count, kind, content_revision::int FROM courses')).toEqual([
      { enrolment_count: 41, kind: 'seminar', content_revision: 1 },
    ]);
    expect(await events()).toEqual([]);
  });

  it('leaves alone what the file does not say: enrolment, date, other courses', async () => {
    await importOf({ ...ETHICS, createdAt: '2020-01-01' }, { code: 'PH-2', title: 'Logic' });

    expect(await importOf({ ...ETHICS, enrolment: null })).toEqual({ ...NONE, unchanged: 1 });
    expect(await query('SELECT code, enrolment_count FROM courses ORDER BY code')).toEqual([
      { code: 'PH-1', enrolment_count: 40 },
      { code: 'PH-2', enrolment_count: 0 },
    ]);
  });

  it('knows a course that plain SQL inserted, by its code', async () => {
    await query(`INSERT INTO courses (code, title) VALUES ('PH-1', 'Ethics')`);

    expect(await importOf(ETHICS)).toMatchObject({ created: 0, changed: 1 });
    expect(await query('SELECT content_revision::int FROM courses')).toEqual([{ content_revision: 2 }]);
  });

  it('dates courses without a date in the order of the file', async () => {
    await importOf(...['C', 'A', 'B'].map((title) => ({ title })));

    const rows = await query('SELECT title FROM courses ORDER BY created_at, id');
    expect(rows.map(({ title }) => title)).toEqual(['C', 'A', 'B']);
  });

  it('enrols the students of a list, and lets those go who are no longer on it', async () => {
    const course = (...ids: string[]) => ({
      code: 'PH-1',
      title: 'Ethics',
      enrolment: ids.map((id) => ({ id, name: `Name of ${id}` })),
    });
    const enrolled = () =>
      query(
        `SELECT s.external_id AS id, c.enrolment_count AS n FROM enrollments e JOIN students s ON s.id = e.student_id
           JOIN courses c ON c.id = e.course_id ORDER BY 1`,
      );
    await importOf(course('s1', 's2', 's2'));
    expect(await enrolled()).toEqual([
      { id: 's1', n: 2 },
      { id: 's2', n: 2 },
    ]);

    expect(await importOf(course('s2', 's3', 's4'))).toEqual({ ...NONE, detailsChanged: 1 });
    expect(await enrolled()).toEqual(['s2', 's3', 's4'].map((id) => ({ id, n: 3 })));
    expect(await importOf(course('s2', 's3', 's4'))).toEqual({ ...NONE, unchanged: 1 });
    expect(await query('SELECT count(*)::int AS n FROM students')).toEqual([{ n: 4 }]);
  });

  it("keeps a student's name that only one of the lists has", async () => {
    const course = (code: string, student: object) => ({ code, title: code, enrolment: [student] });
    await importOf(course('A-1', { id: 's1', name: 'Ada' }), course('B-2', { id: 's1' }));

    expect(await query('SELECT external_id AS id, name FROM students')).toEqual([{ id: 's1', name: 'Ada' }]);
  });

  it('keeps students whom no catalogue brought, and counts them', async () => {
    await importOf({ code: 'PH-1', title: 'Ethics', enrolment: 7 });
    await query(
      `WITH s AS (INSERT INTO students (name) VALUES ('Guest') RETURNING id)
       INSERT INTO enrollments (student_id, course_id) SELECT s.id, c.id FROM s, courses c`,
    );

    await importOf({ code: 'PH-1', title: 'Ethics', enrolment: [{ id: 's1' }] });

    expect(await query('SELECT enrolment_count AS n FROM courses')).toEqual([{ n: 2 }]);
  });

  it('imports nothing at all when one course fails', async () => {
    await query(`ALTER TABLE lectures ADD CONSTRAINT no_such_lecture CHECK (title <> 'impossible')`);
    const courses = coursesOf(
      { title: 'Sound' },
      { title: 'Broken', modules: [{ title: 'M', lectures: [{ title: 'impossible' }] }] },
    );

    await expect(importCatalogue(database.url, courses)).rejects.toThrow(/no_such_lecture/);
    expect(await query('SELECT count(*)::int AS n FROM courses')).toEqual([{ n: 0 }]);
  });

  it('lets two imports of one file run at once: the courses are there once', async () => {
    const courses = coursesOf(ETHICS, { title: 'Git' }, { title: 'Git' });

    const runs = await Promise.all([importCatalogue(database.url, courses), importCatalogue(database.url, courses)]);

    expect(runs.map(({ created }) => created).sort()).toEqual([0, 3]);
    expect(await query('SELECT count(*)::int AS n FROM courses')).toEqual([{ n: 3 }]);
  });

  it('takes real titles of 38 languages as they stand, twice', async () => {
    const { courses } = await readCatalogue(file('test/fixtures/catalogues/titles.json'));

    expect(await importCatalogue(database.url, courses)).toMatchObject({ created: 321 });
    const rows = await query('SELECT title, language, subject FROM courses ORDER BY created_at, id');
    expect(rows).toEqual(courses.map(({ title, language, subject }) => ({ title, language, subject })));
    expect(await importCatalogue(database.url, courses)).toMatchObject({ created: 0, changed: 0, unchanged: 321 });
  });

  it('takes the sample catalogue, and goes through more courses than one batch holds', async () => {
    const { courses, files: figures } = await readCourseFolder(file('samples'));
    const many = Array.from({ length: 1_100 }, (_, n) => ({ title: `Course ${n}`, enrolment: n }));
    const progress: number[] = [];

    const summary = await importCatalogue(database.url, [...courses, ...coursesOf(...many)], {
      ...{ figures, onProgress: (done) => progress.push(done) },
    });

    expect(summary).toMatchObject({ created: 1_104, lectures: 27 + 27 + 29 + 28 });
    expect(await importCatalogue(database.url, courses, { figures })).toMatchObject({ created: 0, changed: 0 });
    expect(progress.length).toBeGreaterThan(1);
    expect(progress.at(-1)).toBe(1_104);
  });
});
