/** A course as people keep one: a folder with course.yaml, a Markdown file a lecture, and figures. */
import { parseCourseFolder } from '../../../domain/catalogue/course-folder.ts';

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>A line</title><path d="M0 0h9"/></svg>';
const COURSE = `
code: WELL-1
title: Digging a well
language: en
modules:
  - title: Before the spade
    objectives: [Choose a place for a well.]
    lectures: [lectures/01-where.md, lectures/02-how-deep.md]
`;
const WHERE = `---
title: Where to dig
durationMinutes: 20
objectives: [Name three signs of water.]
keyTerms:
  - { term: aquifer, definition: An aquifer is a layer of rock or sand that holds water. }
figures:
  - { file: figures/layers.svg, alt: Three layers of soil over a layer that holds water., licence: CC-BY-4.0 }
questions:
  - { kind: multiple-choice, stem: Which layer holds water?, options: [sand, granite], key: sand, solution: Sand has gaps. }
  - { kind: numerical, stem: How deep is 3 m in cm?, key: { value: 300, unit: cm } }
  - { kind: matching, stem: Match., key: { wet: sand, dry: granite } }
  - { kind: true-false, stem: Clay is tight., key: true }
  - { kind: short, stem: What holds water?, key: aquifer }
---
Water gathers where the ground lets it.

![Three layers](figures/layers.svg)
`;
const files = (changes: Record<string, string | null> = {}) =>
  new Map(
    Object.entries({
      'course.yaml': COURSE,
      'lectures/01-where.md': WHERE,
      'lectures/02-how-deep.md': '# How deep to dig\n\nUntil the water stays.\n',
      'figures/layers.svg': SVG,
      ...changes,
    }).flatMap(([path, text]) => (text === null ? [] : [[path, new TextEncoder().encode(text)] as const])),
  );
const problemsOf = (changes: Record<string, string | null>): string[] =>
  parseCourseFolder(files(changes)).problems.map(({ record, field, message }) => `${record} | ${field} | ${message}`);

it('is read whole: modules, lectures, terms, questions of every kind, figures by their content', () => {
  const { courses, problems, ignoredKeys, files: kept } = parseCourseFolder(files());

  expect(problems).toEqual([]);
  expect(ignoredKeys).toEqual([]);
  const [module] = courses[0]?.modules ?? [];
  expect(module).toMatchObject({ title: 'Before the spade', objectives: ['Choose a place for a well.'] });
  expect(module?.lectures.map(({ title }) => title)).toEqual(['Where to dig', 'How deep to dig']);
  const [where, deep] = module?.lectures ?? [];
  expect(where).toMatchObject({
    durationMinutes: 20,
    keyTerms: [{ term: 'aquifer' }],
    figures: [{ file: 'figures/layers.svg', licence: 'CC-BY-4.0', sha256: kept[0]?.sha256 }],
  });
  expect(where?.questions.map(({ kind }) => kind)).toEqual([
    ...['multiple-choice', 'numerical', 'matching', 'true-false', 'short'],
  ]);
  expect(where?.notes?.trimStart()).toMatch(/^Water gathers where/);
  expect(deep?.notes?.trim()).toBe('Until the water stays.');
  expect(kept).toMatchObject([{ mediaType: 'image/svg+xml' }]);
});

it('without named modules has its folders for modules and their files for lectures, in the order of numbers', () => {
  const { courses, problems } = parseCourseFolder(
    new Map(
      Object.entries({
        'course.yaml': 'title: Wells\n',
        'README.md': 'Not a lecture.',
        '02-digging/10-rest.md': 'Rest.',
        '02-digging/2-the-spade.md': 'Dig.',
        '01-looking/01-signs.md': 'Look.',
      }).map(([path, text]) => [path, new TextEncoder().encode(text)]),
    ),
  );
  expect(problems).toEqual([]);
  expect(courses[0]?.modules.map(({ title, lectures }) => [title, lectures.map((lecture) => lecture.title)])).toEqual([
    ['looking', ['signs']],
    ['digging', ['the spade', 'rest']],
  ]);
});

it.each([
  [
    'a key that is no option',
    'lectures/01-where.md',
    WHERE.replace('key: sand', 'key: silt'),
    'questions[0].key, line 10',
  ],
  ['a figure that is not there', 'figures/layers.svg', null, 'figures[0].file, line 8'],
  [
    'a term without a definition',
    'lectures/01-where.md',
    WHERE.replace(/, definition: [^}]*/u, ' '),
    'keyTerms[0].definition, line 6',
  ],
  ['a lecture that is not there', 'lectures/02-how-deep.md', null, 'modules[0].lectures[1], line 8'],
  ['YAML that does not read', 'course.yaml', 'title: [Wells\ncode: W', 'line '],
  ['YAML that names what is nowhere', 'course.yaml', 'title: *Wells\ncode: W', 'line 1'],
  [
    'YAML that grows without measure',
    'course.yaml',
    ['a: &a [x,x,x,x,x]', 'b: &b [*a,*a,*a,*a,*a]', 'c: &c [*b,*b,*b,*b,*b]', 'title: [*c,*c,*c,*c,*c]'].join('\n'),
    'line 1',
  ],
  ['a picture without a description', 'lectures/02-how-deep.md', 'Deep.\n\n![](figures/layers.svg)', 'line 3'],
])('names file and line of %s', (_what, file, text, place) => {
  const found = problemsOf({ [file]: text });
  expect(found).toHaveLength(1);
  expect(found[0]).toContain(` | ${place}`);
});

it('refuses a file that is not what its name says, and one that is too large', () => {
  expect(problemsOf({ 'figures/layers.svg': '\u0089PNG' }).join()).toContain(
    'expected image/svg+xml, as its name says',
  );
  expect(problemsOf({ 'figures/layers.svg': SVG.replace('A line', 'x'.repeat(1_000_001)) }).join()).toContain(
    'expected at most 1,000,000 bytes',
  );
});

it('says what of the folder is not used', () => {
  const { ignoredKeys } = parseCourseFolder(files({ 'lectures/03-left-over.md': 'Left.' }));
  expect(ignoredKeys).toEqual([{ field: 'lectures/03-left-over.md', count: 1 }]);
});

it('takes a picture in code for code, and says why a drawing cannot be read', () => {
  expect(
    problemsOf({ 'lectures/02-how-deep.md': '# How deep\n\n`![](a.png)`\n\n```md\n![Two](b.png)\n```\n' }),
  ).toEqual([]);
  expect(problemsOf({ 'figures/layers.svg': '<svg><g></svg>' }).join()).toContain('Missing end tag for element g');
});
