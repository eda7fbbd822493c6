import { parseCatalogue } from '../../../domain/catalogue/parse-catalogue.ts';
import { stemOf } from '../../../domain/catalogue/sections.ts';

const section = (code: string | null, enrolment: unknown, given: object = {}) => ({
  code,
  title: 'Statics',
  description: 'Forces at rest.',
  enrolment,
  ...given,
});

describe('class sections and runs of one course', () => {
  it.each([
    ['ME210-01', 'ME210'],
    ['ME-210-01', 'ME-210'],
    ['ME 210.002 F25', 'ME 210'],
    ['ME210/2025-autumn', 'ME210'],
    ['ME-210', null],
    ['ME 210', null],
    ['ME210A', null],
    ['westminster_larger_catechism', null],
    [null, null],
  ])('have the stem of their code: %j has %j', (code, stem) => {
    expect(stemOf(code)).toBe(stem);
  });

  it('are said to be that in one line, with the way to merge them', () => {
    const { courses, problems, remarks } = parseCatalogue([
      section('ME210-01', 30),
      section('ME210-02', 28),
      section('ME215-01', 4, { title: 'Dynamics' }),
    ]);

    expect([courses.length, problems]).toEqual([3, []]);
    expect(remarks).toEqual([
      expect.stringMatching(
        /^2 records look like class sections or runs of one course: ME210-01 = ME210-02\..*--merge-sections$/,
      ),
    ]);
  });

  it('become one course where that is asked for, with their students together', () => {
    const { courses, remarks } = parseCatalogue(
      [
        section('ME210-01', 30, { createdAt: '2026-09-01' }),
        section('ME210-02', 28, { createdAt: '2026-02-01' }),
        section('ME215-01', [{ id: 'a' }, { id: 'b' }], { title: 'Dynamics' }),
        section('ME215-02', [{ id: 'b' }, { id: 'c' }], { title: 'Dynamics' }),
        section('ME300-01', 5, { title: 'Heat' }),
        section('ME300-02', 5, { title: 'Heat', description: 'Of another kind.' }),
      ],
      { sections: 'merge' },
    );

    expect(
      courses.map(({ code, enrolment }) => [
        code,
        Array.isArray(enrolment) ? enrolment.map(({ id }) => id) : enrolment,
      ]),
    ).toEqual([
      ['ME210', 58],
      ['ME215', ['a', 'b', 'c']],
      ['ME300-01', 5],
      ['ME300-02', 5],
    ]);
    expect(courses[0]?.createdAt).toBe('2026-02-01T00:00:00.000Z');
    expect(remarks).toEqual([
      expect.stringMatching(/^4 records were merged to 2 courses, .*ME210-01 = ME210-02, ME215-01 = ME215-02\.$/),
    ]);
  });

  it('with the same code are one problem however many they are, and one course when they are merged', () => {
    const runs = [section('ME210', 10), section('ME210', 20), section('ME210', 30)];
    const { problems } = parseCatalogue(runs);

    expect(problems).toEqual([
      {
        record: 'course 2 (ME210)',
        field: 'code',
        message: expect.stringMatching(
          /^expected a code of its own, found that of course 1 with the same content; so it is with course 3/,
        ) as string,
      },
    ]);
    expect(parseCatalogue(runs, { sections: 'merge' })).toMatchObject({
      problems: [],
      courses: [{ code: 'ME210', enrolment: 60 }],
    });
  });

  it('never take a code that another course has', () => {
    const { courses } = parseCatalogue(
      [section('ME210', 1, { title: 'Another' }), section('ME210-01', 30), section('ME210-02', 28)],
      { sections: 'merge' },
    );

    expect(courses.map(({ code }) => code)).toEqual(['ME210', 'ME210-01']);
  });

  it('are not seen in titles that are the same by themselves', () => {
    expect(parseCatalogue([{ title: 'Git' }, { title: 'Git' }]).remarks).toEqual([]);
    expect(
      parseCatalogue([
        { code: 'BIO-101', title: 'Biology' },
        { code: 'BIO-102', title: 'Biology' },
      ]).remarks,
    ).toEqual([]);
  });
});
