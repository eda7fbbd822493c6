import { parseCatalogue } from '../../../domain/catalogue/parse-catalogue.ts';
import { recordsOfTable } from '../../../domain/catalogue/table.ts';
import { withdrawnRemarks } from '../../../domain/catalogue/withdrawn.ts';

const readTable = (header: string, ...rows: string[]) => {
  const table = recordsOfTable(
    header.split(';'),
    rows.map((row, index) => ({ line: index + 2, cells: row.split(';') })),
  );
  return { ...parseCatalogue(table.records, { locate: table.locate }), ignored: table.ignoredColumns };
};

describe('a record that is marked as deleted', () => {
  it('is no course, whatever is wrong with it', () => {
    const { courses, problems, withdrawn, ignoredKeys } = parseCatalogue([
      { code: 'A-1', title: 'Ethics', status: 'active' },
      { code: 'B-2', title: 5, status: 'tobedeleted' },
      { code: 'C-3', title: 'Art', Status: 'To be deleted' },
    ]);

    expect(courses.map(({ code }) => code)).toEqual(['A-1']);
    expect([problems, ignoredKeys]).toEqual([[], []]);
    expect(withdrawn.map(({ code }) => code)).toEqual(['B-2', 'C-3']);
  });

  it('is left out of its course, and the places of the others are those of the file', () => {
    const { courses, problems } = parseCatalogue([
      {
        title: 'Ethics',
        modules: [
          { title: 'Gone', status: 'tobedeleted' },
          { title: 'Kept', lectures: [{ title: 'gone', status: 'tobedeleted' }, { title: 'kept' }] },
        ],
        enrolment: [{ id: 'a', status: 'tobedeleted' }, { id: 'b' }],
      },
      { title: 'Art', modules: [{ title: 'Gone', status: 'tobedeleted' }, { title: 7 }] },
    ]);

    expect(courses).toMatchObject([
      { modules: [{ title: 'Kept', lectures: [{ title: 'kept' }] }], enrolment: [{ id: 'b' }] },
    ]);
    expect(problems).toMatchObject([{ record: 'course 2 (Art)', field: 'modules[1].title' }]);
  });

  it('is a row of a table, with the rows that belong to it', () => {
    const { courses, withdrawn, ignored } = readTable(
      'status;courseCode;title;module_title;lecture_title',
      'active;A-1;Ethics;One;a',
      'tobedeleted;;;;b',
      'active;;;;c',
      'tobedeleted;B-2;Logic;One;d',
      ';;;Two;e',
      'tobedeleted;C-3;Art;One;f',
      'active;C-3;Art;One;g',
    );

    expect(
      courses.map(({ code, modules }) => [code, modules.flatMap(({ lectures }) => lectures.map((l) => l.title))]),
    ).toEqual([
      ['A-1', ['a', 'c']],
      ['C-3', ['g']],
    ]);
    expect(withdrawn.map(({ code }) => code)).toEqual(['B-2']);
    expect(ignored).toEqual([]);
    expect(readTable('status;title', 'draft;Ethics').ignored).toEqual(['status']);
  });

  it('is said in one line, with what the library has of it', () => {
    expect(withdrawnRemarks([], [])).toEqual([]);
    expect(withdrawnRemarks([{ code: 'B-2' }, { title: 'Art' }], ['B-2'])).toEqual([
      '2 courses are marked as deleted (status tobedeleted) and not imported. The library has B-2: nothing of them was changed or removed, their books stay.',
    ]);
  });
});
