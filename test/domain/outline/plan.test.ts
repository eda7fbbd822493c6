import { checkOutline, outlineFromCourse, outlineFromDraft } from '../../../domain/outline/plan.ts';
import type { Finding } from '../../../domain/finding.ts';
import type { Outline } from '../../../domain/outline/outline.ts';
import type { Course } from '../../../domain/course/course.ts';
import { aBookLanguage, aCourse, aLecture, aModule, aStandard, someModules } from '../../fixtures/builders.ts';

const standard = aStandard('scroll');

const planned = (outline: Outline | null): Outline => {
  if (!outline) throw new Error('no outline');
  return outline;
};
const fromModules = (modules: ReturnType<typeof someModules>): Outline =>
  planned(outlineFromCourse(aCourse({ modules }), standard));
const gate = (outline: Outline, course: Course, by = standard): Finding[] =>
  checkOutline(outline, { course, standard: by, language: aBookLanguage() });
const shape = ({ chapters }: Outline): number[] => chapters.map(({ sections }) => sections.length);
const words = (count: number): string => Array.from({ length: count }, (_, index) => `word${index}.`).join(' ');

describe('outlineFromCourse', () => {
  it('makes modules chapters and lectures sections, in order', () => {
    const course = aCourse({ modules: someModules(12, 4) });

    const outline = planned(outlineFromCourse(course, standard));

    expect(shape(outline)).toEqual(Array(12).fill(4));
    expect(outline.chapters.flatMap(({ sections }) => sections.flatMap(({ lectureIds }) => lectureIds))).toEqual(
      course.modules.flatMap(({ lectures }) => lectures.map(({ id }) => id)),
    );
    expect(gate(outline, course)).toEqual([]);
  });

  it('splits the largest modules evenly until there are chapters enough', () => {
    const outline = fromModules([...someModules(1, 20), ...someModules(7, 3).slice(1)]);

    expect(shape(outline)).toEqual([5, 5, 5, 5, 3, 3, 3, 3, 3, 3]);
    expect(outline.chapters[1]?.part).toEqual({ index: 2, count: 4 });
  });

  it('splits a module with more lectures than a chapter takes', () => {
    const [large] = someModules(1, 107);
    const outline = fromModules([large ?? aModule()]);

    expect(shape(outline)).toEqual([11, 11, 11, 11, 11, 11, 11, 10, 10, 10]);
    expect(gate(outline, aCourse({ modules: large ? [large] : [] }))).toEqual([]);
  });

  it('makes a chapter with one section of a module that has no lectures, resting on its summary', () => {
    const modules = someModules(12, 0).map((module, index) => ({
      ...module,
      summary: index === 0 ? 'All about flour.' : null,
    }));
    const outline = fromModules(modules);

    expect(outline.chapters[0]?.sections).toEqual([
      { number: 1, title: 'Flour 1', lectureIds: [], slice: null, brief: 'All about flour.' },
    ]);
    expect(outline.chapters[1]?.sections[0]?.brief).toBe('Water 2');
    expect(gate(outline, aCourse({ modules }))).toEqual([]);
  });

  it('slices lectures whose notes are longer than a section may rest on', () => {
    const modules = someModules(10, 1).map((module, index) =>
      index === 0
        ? {
            ...module,
            lectures: [aLecture({ title: 'Long', notes: words(2.5 * standard.lengths.notesWordsPerSection) })],
          }
        : module,
    );
    const outline = fromModules(modules);

    expect(outline.chapters[0]?.sections.map(({ slice }) => slice)).toEqual(
      [1, 2, 3].map((index) => ({ index, count: 3 })),
    );
    expect(gate(outline, aCourse({ modules }))).toEqual([]);
  });

  it('slices long notes where lectures are too few for the chapters', () => {
    const modules = [
      aModule({ lectures: [1, 2].map((number) => aLecture({ title: `Lecture ${number}`, notes: words(2500) })) }),
    ];
    const outline = fromModules(modules);

    expect(outline.chapters).toHaveLength(10);
    expect(gate(outline, aCourse({ modules }))).toEqual([]);
  });

  it.each([
    ['a bare title', []],
    [
      'three modules with five short lectures',
      [...someModules(2, 2), aModule({ title: 'Last', lectures: [aLecture()] })],
    ],
    ['four modules without lectures', someModules(4, 0)],
  ])('leaves the plan to the model for %s', (_name, modules) => {
    expect(outlineFromCourse(aCourse({ modules }), standard)).toBeNull();
  });

  it('lets modules share chapters when there are more of them than chapters', () => {
    const modules = someModules(200, 1);
    const outline = fromModules(modules);

    expect(outline.chapters).toHaveLength(80);
    expect(outline.chapters[0]?.title).toBe('Flour 1 – Yeast 3');
    expect(gate(outline, aCourse({ modules }))).toEqual([]);
  });

  it('prints titles that are empty, placeholders or double without inventing any', () => {
    const lectures = [
      aLecture({ title: '?', notes: '**1. WHAT is the sense of this word, infinity?**\n\nIt has no bounds.' }),
      aLecture({ title: '', notes: null }),
      aLecture({ title: 'Introduction', notes: null }),
      aLecture({ title: 'introduction&rlm;', notes: null }),
      aLecture({ title: 'Key takeaway 1', notes: null }),
    ].map((lecture, index) => ({ ...lecture, id: someModules(1, 5)[0]?.lectures[index]?.id ?? lecture.id }));
    const modules = [aModule({ title: 'God', lectures }), ...someModules(10, 2).slice(1)];
    const outline = fromModules(modules);

    expect(outline.chapters[0]?.sections.map(({ title }) => title)).toEqual([
      'WHAT is the sense of this word, infinity?',
      'God · 2',
      'Introduction',
      'introduction · 4',
      'God · 5',
    ]);
    expect(gate(outline, aCourse({ modules }))).toEqual([]);
  });

  it('tells two modules of one name apart', () => {
    const [first, second, ...others] = someModules(10, 2);
    const modules = [
      { ...(first ?? aModule()), title: 'Review' },
      { ...(second ?? aModule()), title: 'Review' },
      ...others,
    ];

    expect(
      fromModules(modules)
        .chapters.slice(0, 2)
        .map(({ title }) => title),
    ).toEqual(['Review', 'Review · 2']);
  });
});

describe('outlineFromDraft', () => {
  const draft = (chapters: number, sections = 3) => ({
    chapters: Array.from({ length: chapters }, (_, chapter) => ({
      title: `Bread of region ${chapter + 1}`,
      sections: Array.from({ length: sections }, (_, section) => ({
        title: `Loaf ${chapter + 1}.${section + 1}`,
        brief: 'Describe the loaf and say how it is baked in that place.',
      })),
    })),
  });

  it('numbers the chapters and sections of the model, which rest on no lecture', () => {
    const course = aCourse({ modules: [] });
    const outline = outlineFromDraft(course, draft(10), standard);

    expect(outline.origin).toBe('planned');
    expect(gate(outline, course)).toEqual([]);
  });

  /** A plan with the course's modules as its first chapters, each with its lectures. */
  const withModules = (modules: ReturnType<typeof someModules>) => {
    const given = draft(10);
    const chapters = modules.map(({ title, lectures }) => ({
      title,
      sections: lectures.map((lecture) => ({ title: lecture.title, brief: 'As the course has it.' })),
    }));
    return { chapters: [...chapters, ...given.chapters] };
  };

  it('ties the course’s lectures to the sections that bear their titles, also where two bear one', () => {
    const modules = someModules(2, 2).map((module) => ({
      ...module,
      lectures: module.lectures.map((lecture, index) => (index === 0 ? { ...lecture, title: 'Opening' } : lecture)),
    }));
    const course = aCourse({ modules });

    const outline = outlineFromDraft(course, withModules(modules), standard);

    expect(gate(outline, course)).toEqual([]);
    expect(outline.chapters[1]?.moduleIds).toEqual([modules[1]?.id]);
  });

  it('keeps a lecture that bears the title of its module', () => {
    const modules = someModules(3, 1).map((module) => ({
      ...module,
      lectures: module.lectures.map((lecture) => ({ ...lecture, title: module.title })),
    }));
    const course = aCourse({ modules });

    const outline = outlineFromDraft(course, withModules(modules), standard);

    expect(gate(outline, course)).toEqual([]);
    expect(outline.chapters[0]?.sections[0]?.lectureIds).toEqual([modules[0]?.lectures[0]?.id]);
  });

  it('is refused by the gate when a module has no chapter, or a lecture stands in another chapter', () => {
    const modules = someModules(3, 2);
    const course = aCourse({ modules });
    const rules = (plan: ReturnType<typeof withModules>): string[] =>
      gate(outlineFromDraft(course, plan, standard), course).map(({ rule }) => rule);

    const renamed = withModules(modules);
    if (renamed.chapters[1]) renamed.chapters[1].title = 'Mistakes';
    expect(rules(renamed)).toEqual(['module-chapter']);

    const moved = withModules(modules);
    moved.chapters[2]?.sections.unshift(...(moved.chapters[1]?.sections.splice(1) ?? []));
    expect(rules(moved)).toEqual(['module-order', 'lecture-place']);
  });

  it('lets a module with more lectures than a chapter takes go on in the chapters after it', () => {
    const small = { ...standard, lengths: { ...standard.lengths, sectionsPerChapter: { min: 2, max: 3 } } };
    const modules = someModules(1, 5);
    const course = aCourse({ modules });
    const plan = withModules(modules);
    const [first] = plan.chapters;
    plan.chapters.splice(1, 0, { title: 'More of it', sections: first?.sections.splice(3) ?? [] });

    expect(gate(outlineFromDraft(course, plan, small), course, small)).toEqual([]);
  });

  it('is refused by the gate when it loses lectures or modules of the course', () => {
    const course = aCourse({ modules: someModules(2, 1) });

    expect(gate(outlineFromDraft(course, draft(10), standard), course).map(({ rule }) => rule)).toEqual([
      'lecture-missing',
      'lecture-missing',
      'module-missing',
      'module-missing',
      'module-chapter',
      'module-chapter',
    ]);
  });
});

describe('checkOutline', () => {
  const course = aCourse({ modules: someModules(12, 3) });
  const sound = planned(outlineFromCourse(course, standard));
  const rules = (outline: Outline): string[] => gate(outline, course).map(({ rule }) => rule);
  const changed = (change: (outline: Outline) => void): Outline => {
    const copy = structuredClone(sound);
    change(copy);
    return copy;
  };

  it.each<[string, (outline: Outline) => void, string[]]>([
    [
      'too few chapters',
      ({ chapters }) => chapters.splice(3),
      ['chapter-count', ...Array<string>(27).fill('lecture-missing'), ...Array<string>(9).fill('module-missing')],
    ],
    ['a number left out', ({ chapters }) => void (chapters[4] && (chapters[4].number = 9)), ['chapter-numbers']],
    [
      'two chapters of one title',
      ({ chapters }) => void (chapters[4] && (chapters[4].title = 'flour 1')),
      ['title-twice'],
    ],
    [
      'a placeholder for a title',
      ({ chapters }) => void (chapters[4] && (chapters[4].title = 'Module 5: Core Concepts and Applications')),
      ['title'],
    ],
    [
      'a lecture covered twice',
      ({ chapters }) => void chapters[1]?.sections[0]?.lectureIds.push(...(chapters[0]?.sections[0]?.lectureIds ?? [])),
      ['lecture-twice'],
    ],
    [
      'a lecture out of order',
      ({ chapters }) => void chapters[0]?.sections.reverse().forEach((section, index) => (section.number = index + 1)),
      ['lecture-order'],
    ],
    [
      'a slice without its others',
      ({ chapters }) => void (chapters[0]?.sections[0] && (chapters[0].sections[0].slice = { index: 1, count: 2 })),
      ['lecture-slices'],
    ],
    [
      'modules out of order',
      ({ chapters }) =>
        void (
          chapters[0] &&
          chapters[1] &&
          ([chapters[0].moduleIds, chapters[1].moduleIds] = [chapters[1].moduleIds, chapters[0].moduleIds])
        ),
      ['module-order'],
    ],
  ])('refuses %s', (_name, change, expected) => {
    expect(rules(changed(change))).toEqual(expected);
  });

  it('refuses a planned outline in another language than the course', () => {
    const german = {
      title: 'Brot',
      sections: ['Der Ofen und seine Wärme', 'Das Mehl und die Mühle', 'Die Hefe und das Wasser'].map((title) => ({
        title,
        brief:
          'Dieser Abschnitt erklärt den Studierenden ausführlich, wie ein gutes Brot gebacken wird und warum es gelingt.',
      })),
    };
    const draft = {
      chapters: Array.from({ length: 10 }, (_, index) => ({ ...german, title: `Das gute Brot aus Gegend ${index}` })),
    };
    const bare = aCourse({ modules: [] });

    expect(gate(outlineFromDraft(bare, draft, standard), bare).map(({ rule }) => rule)).toEqual(['language']);
  });
});
