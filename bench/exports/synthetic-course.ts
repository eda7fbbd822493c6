/** Courses that a seed makes: notes with formulas, tables, code, lists, footnotes and pictures in the share of real ones, or of one shape. */
import { CatalogueCourseSchema, type CatalogueCourse } from '../../domain/catalogue/catalogue-file.ts';

const WORDS_A_LECTURE = 1_800;
const LECTURES_A_MODULE = 8;

export function syntheticCourse(words: number): CatalogueCourse {
  const random = seeded(words);
  const lectures = Array.from({ length: Math.ceil(words / WORDS_A_LECTURE) }, (_, index) =>
    lectureNotes(random, Math.min(WORDS_A_LECTURE, words - index * WORDS_A_LECTURE)),
  );
  const modules = Array.from({ length: Math.ceil(lectures.length / LECTURES_A_MODULE) }, (_, index) =>
    lectures.slice(index * LECTURES_A_MODULE, (index + 1) * LECTURES_A_MODULE),
  );
  return courseOf(`Synthetic ${words}`, modules);
}

/** One shape, so often or so long as is asked; the size is what every book must bear. */
export const SHAPES = {
  'words in one chapter': shape(60_000, (size) => {
    const random = seeded(size);
    const lectures = Array.from({ length: Math.ceil(size / WORDS_A_LECTURE) }, () =>
      lectureNotes(random, WORDS_A_LECTURE),
    );
    return courseOf('One chapter', [lectures]);
  }),
  sections: shape(1_000, (size) => {
    const random = seeded(size);
    const lectures = Array.from({ length: size }, () => paragraph(random, 40));
    return courseOf('Many sections', inParts(lectures, 100));
  }),
  'rows of one table': shape(1_000, (size) => {
    const random = seeded(size);
    return one(
      ['| Name | Measure | Remark |\n| --- | ---: | --- |', ...Array.from({ length: size }, () => row(random))].join(
        '\n',
      ),
    );
  }),
  'lines of one code block': shape(2_000, (size) => {
    const random = seeded(size);
    return one(['```python', ...Array.from({ length: size }, () => codeLine(random)), '```'].join('\n'));
  }),
  'words in one paragraph': shape(20_000, (size) => one(paragraph(seeded(size), size))),
  formulas: shape(3_000, (size) => {
    const random = seeded(size);
    return one(Array.from({ length: size }, () => `${sentence(random, 9)} $${formula(random)}$.`).join('\n\n'));
  }),
  'items of one list': shape(2_000, (size) => {
    const random = seeded(size);
    return one(Array.from({ length: size }, () => `- ${sentence(random, 12)}`).join('\n'));
  }),
};

interface Shape {
  size: number;
  make: (size: number) => CatalogueCourse;
}

function shape(size: number, make: Shape['make']): Shape {
  return { size, make };
}

function lectureNotes(random: Random, words: number): string {
  const blocks: string[] = [];
  const notes: string[] = [];
  for (let written = 0; written < words;) {
    const block = pick(random, BLOCKS)(random, notes);
    written += block.split(/\s+/u).length;
    blocks.push(block);
  }
  return [...blocks, ...notes].join('\n\n');
}

type Random = () => number;

/** Blocks in the share in which textbooks have them; `notes` takes the definitions of footnotes. */
const BLOCKS: ((random: Random, notes: string[]) => string)[] = [
  ...Array.from({ length: 12 }, () => (random: Random) => paragraph(random, 90)),
  (random) => `## ${sentence(random, 5)}`,
  (random) => `### ${sentence(random, 5)}`,
  (random, notes) => {
    notes.push(`[^${notes.length}]: ${sentence(random, 14)}.`);
    return `${paragraph(random, 60)}[^${notes.length - 1}]`;
  },
  (random) => `${paragraph(random, 40)} It is $${formula(random)}$, where $x_${count(random, 9)}$ is known.`,
  (random) => `So we have:\n\n$$\n${formula(random)}\n$$`,
  (random) => times(count(random, 6) + 2, () => `- ${sentence(random, 12)}`).join('\n'),
  (random) => times(count(random, 5) + 2, (at) => `${at + 1}. ${sentence(random, 15)}`).join('\n'),
  (random) =>
    ['| Name | Measure | Remark |\n| --- | ---: | --- |', ...times(count(random, 8) + 2, () => row(random))].join('\n'),
  (random) => ['```python', ...times(count(random, 14) + 3, () => codeLine(random)), '```'].join('\n'),
  (random) => `![A picture that shows ${sentence(random, 12)}](figure.png)`,
  (random) => `> ${paragraph(random, 40)}`,
];

const row = (random: Random): string =>
  `| ${sentence(random, 2)} | ${count(random, 9999)} | ${sentence(random, 7)}, $${formula(random)}$ |`;

const codeLine = (random: Random): string =>
  `${'    '.repeat(count(random, 3))}${word(random)} = ${word(random)}(${word(random)}, ${count(random, 99)})  # ${word(random)}`;

const formula = (random: Random): string =>
  pick(random, [
    () =>
      String.raw`\sum_{i=1}^{${count(random, 99)}} x_i^{${count(random, 9)}} \le \frac{a_{${count(random, 99)}}}{b + ${count(random, 99)}}`,
    () =>
      String.raw`\int_0^{${count(random, 99)}} e^{-${count(random, 99)} t} \, dt = \sqrt{\alpha_{${count(random, 99)}}}`,
    () => String.raw`E_{${count(random, 999)}} = m c^2`,
    () =>
      String.raw`A_{${count(random, 99)}} = \begin{pmatrix} ${count(random, 9)} & 2 \\ 3 & ${count(random, 9)} \end{pmatrix}`,
  ])();

const paragraph = (random: Random, words: number): string =>
  times(Math.max(1, Math.round(words / 15)), () => `${sentence(random, 15)}.`).join(' ');

function sentence(random: Random, words: number): string {
  const text = times(words, () => word(random)).join(' ');
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}

const SYLLABLES = 'ka le mi nor tes ver dan sol per in ra tum ble shi ter ful com pre ance ing'.split(' ');
const SMALL = 'the of and to in is that it as for with by on be are this from at or which'.split(' ');
const word = (random: Random): string =>
  random() < 0.45 ? pick(random, SMALL) : times(count(random, 3) + 1, () => pick(random, SYLLABLES)).join('');

const times = <Item>(length: number, make: (index: number) => Item): Item[] =>
  Array.from({ length }, (_, index) => make(index));

/** 0 to `below` - 1. */
const count = (random: Random, below: number): number => Math.floor(random() * below);

function pick<Item>(random: Random, items: readonly Item[]): Item {
  const item = items[count(random, items.length)];
  if (item === undefined) throw new Error('Expected something to pick from.');
  return item;
}

/** Mulberry32: the same numbers for the same seed. */
function seeded(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const inParts = <Item>(items: readonly Item[], size: number): Item[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));

const one = (notes: string): CatalogueCourse => courseOf('One thing', [[`Before it.\n\n${notes}\n\nAfter it.`]]);

const courseOf = (title: string, modules: string[][]): CatalogueCourse =>
  CatalogueCourseSchema.parse({
    title,
    subject: 'Measures',
    language: 'en',
    modules: modules.map((lectures, at) => ({
      title: `Module of measures ${at + 1}`,
      lectures: lectures.map((notes, index) => ({ title: `Lecture of measures ${at + 1}.${index + 1}`, notes })),
    })),
  });
