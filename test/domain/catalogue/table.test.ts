import { parseCatalogue } from '../../../domain/catalogue/parse-catalogue.ts';
import { recordsOfTable } from '../../../domain/catalogue/table.ts';

const read = (header: string, ...rows: string[]) => {
  const cells = (row: string): string[] => row.split(';');
  const table = recordsOfTable(
    cells(header),
    rows.map((row, index) => ({ line: index + 2, cells: cells(row) })),
  );
  const parsed = parseCatalogue(table.records, { locate: table.locate });
  return { courses: parsed.courses, problems: [...table.problems, ...parsed.problems], ignored: table.ignoredColumns };
};

const shapeOf = ({ courses }: ReturnType<typeof read>) =>
  courses.map(({ title, modules }) => [title, modules.map((m) => [m.title, m.lectures.map((l) => l.title)])]);

describe('a catalogue as a table', () => {
  it('reads one course a row', () => {
    const { courses, problems } = read('Code;Title;Enrollment;Created At', 'A-1;Ethics;40;2026-09-01', ';Logic;;');

    expect(problems).toEqual([]);
    expect(courses).toMatchObject([
      { code: 'A-1', title: 'Ethics', enrolment: 40, createdAt: '2026-09-01T00:00:00.000Z' },
      { code: null, title: 'Logic', enrolment: null, createdAt: null },
    ]);
  });

  it('leaves out a column that is named as something that every object has', () => {
    const { courses, problems, ignored } = read('title;constructor;valueOf', 'Ethics;1;2');

    expect(problems).toEqual([]);
    expect(courses).toHaveLength(1);
    expect(ignored).toEqual(['constructor', 'valueOf']);
  });

  it.each([
    ['blank', ['A-1;Ethics;One;a', ';;;b', ';;Two;c', 'B-2;Logic;;']],
    ['repeated', ['A-1;Ethics;One;a', 'A-1;Ethics;One;b', 'A-1;Ethics;Two;c', 'B-2;Logic;;']],
  ])('reads one lecture a row, with what stands above left %s', (_how, rows) => {
    expect(shapeOf(read('course_code;course_title;module_title;lecture_title', ...rows))).toEqual([
      [
        'Ethics',
        [
          ['One', ['a', 'b']],
          ['Two', ['c']],
        ],
      ],
      ['Logic', []],
    ]);
  });

  it('takes the same title twice for two courses unless the second row brings a part of the first', () => {
    expect(shapeOf(read('title;module_title', 'Git;', 'Git;', 'SQL;One', 'SQL;Two'))).toEqual([
      ['Git', []],
      ['Git', []],
      [
        'SQL',
        [
          ['One', []],
          ['Two', []],
        ],
      ],
    ]);
  });

  it('reads lists with bars between their items', () => {
    const { courses } = read(
      'title;module_title;lecture_title;lecture_references',
      'Ethics;One;a;Isa.44.6 | Rom.8.28|',
    );

    expect(courses[0]?.modules[0]?.lectures[0]?.references).toEqual(['Isa.44.6', 'Rom.8.28']);
  });

  it('names line and column of every problem', () => {
    const { problems } = read(
      'code;title;enrolment;module_title;lecture_title;lecture_summary',
      'A-1;Ethics;many;One;a;',
      'A-1;Ethics II;;;b;',
      ';;;;;a summary alone',
      'A-1;Ethics;;;;',
      'B-2;Logic;;;lecture without a module;',
      'C-3;;;;;',
      'D-4;Art;1;;;;one cell too many',
    );

    expect(problems.map(({ record, field, message }) => `${record} | ${field} | ${message}`)).toEqual([
      'line 3 | title | expected what line 2 says, or nothing; found another value',
      'line 6 | module_title | expected the module of the lecture, found nothing',
      'line 8 |  | expected 6 cells as in the first row, found 7; text with the delimiter in it needs quotes',
      'line 2 (A-1) | enrolment | expected a whole number of students or a list of students [{"id": "…", "name": "…"}], found "many"',
      'line 4 (A-1) | lecture_title | expected text, found nothing',
      'line 7 (C-3) | title | expected text, found nothing',
    ]);
  });

  it('names a code that is used again, with the line that used it first', () => {
    const { problems } = read('code;title', 'A-1;Ethics', 'B-2;Logic', 'A-1;Ethics');

    expect(problems).toEqual([
      {
        record: 'line 4 (A-1)',
        field: 'code',
        message: expect.stringMatching(
          /^expected a code of its own, found that of line 2 .*--merge-sections$/,
        ) as string,
      },
    ]);
  });

  it('asks for the column title, and for each column once', () => {
    expect(read('name;code;code', 'Ethics;A;B').problems).toMatchObject([
      { record: 'line 1', field: 'code', message: 'expected each column once' },
      { record: 'line 1', field: 'title' },
      { record: 'file' },
    ]);
  });

  it("takes a spreadsheet's error for no value, in a column that it reads", () => {
    const { problems } = read('code;title;room', 'A-1;#REF!;#N/A', '#N/A;#1 Hits of Bach;', 'B-2;C#!;', 'C-3;#BEZUG!;');

    expect(problems.map(({ record, field, message }) => `${record} | ${field} | ${message}`)).toEqual([
      "line 2 (A-1) | title | expected a value, found the spreadsheet's error #REF!",
      "line 3 (#N/A) | code | expected a value, found the spreadsheet's error #N/A",
      "line 5 (C-3) | title | expected a value, found the spreadsheet's error #BEZUG!",
    ]);
  });

  it('passes over rows of nothing but delimiters', () => {
    expect(shapeOf(read('code;title', 'A-1;Ethics', ';', ' ; '))).toEqual([['Ethics', []]]);
  });

  it('names the columns that it does not read', () => {
    expect(read('title;room', 'Ethics;5').ignored).toEqual(['room']);
  });
});
