import { parseCatalogue } from '../../../domain/catalogue/parse-catalogue.ts';
import { recordsOfTable } from '../../../domain/catalogue/table.ts';

const readTable = (header: string, ...rows: string[]) => {
  const table = recordsOfTable(
    header.split(';'),
    rows.map((row, index) => ({ line: index + 2, cells: row.split(';') })),
  );
  const { locate, blankWords } = table;
  return parseCatalogue(table.records, { locate, blankWords });
};

describe('a word that stands for no value', () => {
  it.each([
    'NULL',
    'null',
    ' None ',
    'nan',
    'NaN',
    'N/A',
    'n/a',
    'undefined',
    'TBA',
    'tbd',
    'T.B.A.',
    '-',
    '—',
    '(null)',
    '\\N',
  ])('is taken for empty where nothing may stand, and refused for a title: %j', (word) => {
    const { courses, problems, remarks } = parseCatalogue([
      { code: 'A-1', title: 'Ethics', description: word, level: word, language: word, enrolment: word },
      { code: 'B-2', title: word },
    ]);

    expect(courses).toMatchObject([{ description: null, level: null, language: null, enrolment: null }]);
    expect(problems).toEqual([
      {
        record: `course 2 (B-2)`,
        field: 'title',
        message: expect.stringContaining(`expected a title, found ${word.trim()}, which stands for no value`) as string,
      },
    ]);
    expect(remarks).toEqual([expect.stringContaining(`${word.trim()} in description (course 1 (A-1))`)]);
  });

  it('is a word in a sentence, a title or a name', () => {
    const course = {
      title: 'None but Christ',
      description: 'Enrolment is N/A for guests; None of them pays.',
      subject: 'Nan Studies',
      modules: [{ title: 'Null hypotheses', lectures: [{ title: 'NaN and undefined', notes: 'TBA is a word.\n\n-' }] }],
    };
    const { courses, problems, remarks } = parseCatalogue([course]);

    expect(courses).toMatchObject([course]);
    expect([problems, remarks]).toEqual([[], []]);
  });

  it('is named by line and column of a table', () => {
    const { problems, remarks } = readTable(
      'code;title;subject;module_title;lecture_title;lecture_summary;lecture_objectives',
      'H-7;Trade in Bruges;NULL;Wool;None;nan;Say why|N/A',
      ';;;Cloth;Dyes;nan;',
      'null;Guilds;History;;;;',
    );

    expect(problems.map(({ record, field }) => `${record} ${field}`)).toEqual([
      'line 2 (H-7) lecture_title',
      'line 4 (null) code',
    ]);
    expect(remarks).toEqual([
      'Taken for empty, because the word stands for no value: NULL in subject (line 2 (H-7)); nan in lecture_summary (line 2 (H-7), line 3 (H-7)); N/A in lecture_objectives (line 2 (H-7)).',
    ]);
  });

  it('makes no module and no lecture of a row in which a database joined nothing', () => {
    const { courses, problems, remarks } = readTable(
      'code;title;module_title;lecture_title',
      'A-1;Ethics;One;a',
      'B-2;Logic;NULL;NULL',
      ';;NULL;NULL',
      'C-3;Art;One;b',
    );

    expect(problems).toEqual([]);
    expect(courses.map(({ code, modules }) => [code, modules.length])).toEqual([
      ['A-1', 1],
      ['B-2', 0],
      ['C-3', 1],
    ]);
    expect(remarks).toEqual([expect.stringContaining('NULL in lecture_title (line 3, line 4)')]);
  });

  it("is asked about as a licence of notes: it may say that nobody allowed their use, or that they are the university's own", () => {
    const modules = [{ title: 'M', lectures: [{ title: 'L', notes: 'Text.' }] }];
    const { problems } = parseCatalogue([{ title: 'Ethics', licence: 'None', modules }]);

    expect(problems).toMatchObject([{ field: 'licence', message: expect.stringContaining('found None') as string }]);
    expect(parseCatalogue([{ title: 'Ethics', licence: 'None' }]).problems).toEqual([]);
  });
});
