import { parseCatalogue } from '../../../domain/catalogue/parse-catalogue.ts';

const problemsOf = (...courses: unknown[]) => parseCatalogue(courses).problems;

describe('parseCatalogue', () => {
  it('takes an array, or an object with the array under courses', () => {
    const course = { title: 'Ethics' };

    expect(parseCatalogue({ courses: [course] })).toEqual(parseCatalogue([course]));
    expect(parseCatalogue([course]).courses).toHaveLength(1);
  });

  it.each([[null], ['courses'], [{ books: [] }], [{ courses: 'all' }]])(
    'says what a catalogue is when it is given %j',
    (value) => {
      expect(parseCatalogue(value).problems).toEqual([
        { record: 'file', field: '', message: expect.stringContaining('expected a list of courses') as string },
      ]);
    },
  );

  it('calls an empty catalogue a problem', () => {
    expect(problemsOf()).toEqual([{ record: 'file', field: '', message: 'expected at least one course, found none' }]);
  });

  it('makes null or empty what is absent or blank', () => {
    const [course] = parseCatalogue([{ title: 'Ethics', description: ' ', modules: null }]).courses;

    expect(course).toEqual({
      code: null,
      title: 'Ethics',
      description: null,
      subject: null,
      level: null,
      language: null,
      licence: null,
      attribution: null,
      kind: null,
      createdAt: null,
      enrolment: null,
      enrolmentIsInvented: false,
      provenance: null,
      modules: [],
      resources: [],
    });
  });

  it.each([['C++ &rlm;تراكيب&amp; 🇧🇷'], [' \u200fאלגוריתמים '], ['e\u0301t\u00e9 | \u202bx\u202c']])(
    'keeps the title %j as it stands',
    (title) => {
      expect(parseCatalogue([{ title }]).courses[0]?.title).toBe(title);
    },
  );

  it('lists every problem of every course with its record, its field and what was expected', () => {
    const problems = problemsOf(
      {
        code: 'PH-1',
        title: 'Ethics',
        licence: 4,
        modules: [{ title: 'M', lectures: [{ title: 'L' }, { title: 7, objectives: 'many' }] }],
      },
      { title: '\u200f \u00a0' },
      { code: 'PH-3', description: 'no title' },
      'a title alone',
    );

    expect(problems).toEqual([
      { record: 'course 1 (PH-1)', field: 'licence', message: 'expected text, found 4' },
      { record: 'course 1 (PH-1)', field: 'modules[0].lectures[1].title', message: 'expected text, found 7' },
      {
        record: 'course 1 (PH-1)',
        field: 'modules[0].lectures[1].objectives',
        message: 'expected a list, found "many"',
      },
      { record: 'course 2 (\u200f \u00a0)', field: 'title', message: 'expected a title, found only blanks' },
      { record: 'course 3 (PH-3)', field: 'title', message: 'expected text, found nothing' },
      { record: 'course 4', field: '', message: 'expected an object, found "a title alone"' },
    ]);
  });

  it('names the course whose code is used again', () => {
    const problems = problemsOf(
      { code: 'PH-1', title: 'Ethics' },
      { title: 'Logic' },
      { code: ' PH-1 ', title: 'Ethics II' },
    );

    expect(problems).toEqual([
      { record: 'course 3 ( PH-1 )', field: 'code', message: 'expected a code of its own, found that of course 1' },
    ]);
  });

  it.each([
    [{ enrolment: 'many' }, 'enrolment', /whole number of students or a list of students.*found "many"/],
    [{ enrolment: -1 }, 'enrolment', /at least 0, found -1/],
    [{ enrolment: 2.5 }, 'enrolment', /whole number of students/],
    [{ enrolment: 1e15 }, 'enrolment', /at most 1,000,000,000/],
    [{ enrolment: [{ id: 'a' }, { name: 'B' }] }, 'enrolment[1].id', /expected text, found nothing/],
    [{ enrolment: [{ id: ' ' }] }, 'enrolment[0].id', /student's id, found only blanks/],
    [{ language: 'Klingon (old)' }, 'language', /language tag such as en or pt-BR/],
    [{ createdAt: 'last year' }, 'createdAt', /a date such as/],
    [{ createdAt: '2026-13-40' }, 'createdAt', /a date such as/],
    [{ title: 'x'.repeat(501) }, 'title', /at most 500 characters, found 501/],
    [{ description: 'a\u0000b' }, 'description', /NUL/],
    [{ description: 'half \ud83d' }, 'description', /surrogate/],
    [
      { modules: Array.from({ length: 1_001 }, () => ({ title: 'M' })) },
      'modules',
      /at most 1,000 entries, found 1,001/,
    ],
    [{ provenance: 'somewhere' }, 'provenance', /expected an object, found "somewhere"/],
    [{ resources: [{ title: 'Book', url: 5 }] }, 'resources[0].url', /expected text, found 5/],
  ])('refuses %j', (fields, field, message) => {
    expect(problemsOf({ title: 'Ethics', ...fields })).toEqual([
      {
        record: expect.stringContaining('course 1') as string,
        field,
        message: expect.stringMatching(message) as string,
      },
    ]);
  });

  it('brings languages and dates to one form', () => {
    const { courses } = parseCatalogue([
      { title: 'A', language: 'pt_BR', createdAt: '2026-02-02T20:06:10+01:00' },
      { title: 'B', language: 'ZH-tw', createdAt: '2026-09-01' },
      { title: 'C', createdAt: '2026-09-01 08:00' },
    ]);

    expect(courses.map(({ language, createdAt }) => [language, createdAt])).toEqual([
      ['pt-BR', '2026-02-02T19:06:10.000Z'],
      ['zh-TW', '2026-09-01T00:00:00.000Z'],
      [null, '2026-09-01T08:00:00.000Z'],
    ]);
  });

  it('reads the names of languages, and refuses words that name none', () => {
    const { courses, problems } = parseCatalogue([
      { title: 'A', language: 'English' },
      { title: 'B', language: 'Español' },
      { title: 'C', language: 'und' },
      { title: 'D', language: 'Klingon' },
    ]);

    expect(courses.map(({ language }) => language)).toEqual(['en', 'es', 'und']);
    expect(problems).toMatchObject([{ record: 'course 4 (D)', field: 'language' }]);
  });

  it.each(['2026-02-31', '2026-13-01', '2026-04-31T08:00:00Z'])('refuses %s, which is no day', (createdAt) => {
    expect(problemsOf({ title: 'A', createdAt })).toMatchObject([{ record: 'course 1 (A)', field: 'createdAt' }]);
  });

  it.each([
    ['a NUL', { path: 'a\u0000b' }],
    ['half a character in a key', { '\ud800': 1 }],
    ['half a character far below', { a: [{ b: ['\udc00'] }] }],
    ['thousands of levels', { a: JSON.parse('['.repeat(20_000) + ']'.repeat(20_000)) as unknown }],
  ])('names a provenance with %s, which nothing could store', (_what, provenance) => {
    expect(problemsOf({ title: 'A', provenance })).toMatchObject([{ record: 'course 1 (A)', field: 'provenance' }]);
  });

  it('knows its keys at every depth in other capitals, with other marks between the words, and as others spell them', () => {
    const { courses, ignoredKeys, problems } = parseCatalogue([
      {
        Title: 'A',
        created_at: '2026-09-01',
        licence: null,
        License: 'CC BY-NC 4.0',
        Modules: [{ title: 'M', Lectures: [{ title: 'L', Notes: 'Text.' }] }],
        resources: [{ title: 'R', license: 'CC0' }],
        'Enrolment-is invented': true,
      },
    ]);

    expect([problems, ignoredKeys]).toEqual([[], []]);
    expect(courses).toMatchObject([
      {
        title: 'A',
        createdAt: '2026-09-01T00:00:00.000Z',
        licence: 'CC BY-NC 4.0',
        modules: [{ lectures: [{ notes: 'Text.' }] }],
        resources: [{ licence: 'CC0' }],
        enrolmentIsInvented: true,
      },
    ]);
  });

  it('leaves out the second of two keys that mean the same, and says so', () => {
    const { courses, ignoredKeys } = parseCatalogue([{ title: 'A', License: 'CC0', licence: 'CC BY 4.0' }]);

    expect(courses[0]?.licence).toBe('CC BY 4.0');
    expect(ignoredKeys).toEqual([{ field: 'License', count: 1 }]);
  });

  it('takes enrolment as a number or as students, in either spelling', () => {
    const { courses, ignoredKeys } = parseCatalogue([
      { title: 'A', enrollment: 12, license: 'CC0' },
      { title: 'B', enrolment: [{ id: ' s1 ', name: 'Ada' }] },
    ]);

    expect(courses.map(({ enrolment }) => enrolment)).toEqual([12, [{ id: 's1', name: 'Ada' }]]);
    expect(courses[0]?.licence).toBe('CC0');
    expect(ignoredKeys).toEqual([]);
  });

  it('takes no key for one of its own because every object has it', () => {
    const { courses, problems, ignoredKeys } = parseCatalogue([
      { title: 'A', constructor: [{ title: 'B' }], toString: 5, valueOf: [1] },
    ]);

    expect(problems).toEqual([]);
    expect(courses).toHaveLength(1);
    expect(ignoredKeys).toEqual(['constructor', 'toString', 'valueOf'].map((field) => ({ field, count: 1 })));
  });

  it('leaves out the keys that it does not know, and counts them', () => {
    const { courses, problems, ignoredKeys } = parseCatalogue([
      {
        title: 'A',
        year: 1695,
        modules: [
          {
            title: 'M',
            lectures: [
              { title: 'L', room: 5 },
              { title: 'N', room: 6 },
            ],
          },
        ],
      },
      { title: 'B', year: 1696 },
    ]);

    expect(problems).toEqual([]);
    expect(courses[0]).not.toHaveProperty('year');
    expect(ignoredKeys).toEqual([
      { field: 'year', count: 2 },
      { field: 'modules[].lectures[].room', count: 2 },
    ]);
  });
});
