/** A formula that one format cannot set is found before publishing. */
import { CHAPTER_PARTS } from '../../../domain/chapter/parts/registry.ts';
import { chapterWork } from '../../../domain/quality/chapter-work.ts';
import {
  aBookLanguage,
  aChapter,
  aChapterDraft,
  aCourse,
  aLecture,
  aModule,
  anOutline,
  aSection,
  aStandard,
} from '../../fixtures/builders.ts';

const work = chapterWork(CHAPTER_PARTS);
const body = (formula: string): string =>
  aSection().body.replace('A warm kitchen', `As ${formula} says, a warm kitchen`);
const courseWith = (notes: string) => aCourse({ modules: [aModule({ lectures: [aLecture({ notes })] })] });
const base = (notes: string) => ({
  course: courseWith(notes),
  ...{ outline: anOutline(), standard: aStandard(), language: aBookLanguage() },
});

const draftFaults = (formula: string, notes = 'Dough.') =>
  work
    .checkPart({ ...base(notes), chapter: 1, part: 'section:1', stored: [], draft: aSection({ body: body(formula) }) })
    .filter(({ rule }) => rule === 'unset-formula');
const chapterFindings = (formula: string, notes: string) => {
  const [first, ...others] = aChapterDraft().sections;
  const sections = first ? [{ ...first, body: body(formula) }, ...others] : [];
  return work
    .checkChapter({ ...base(notes), chapter: aChapter({ sections }) })
    .filter(({ rule }) => rule === 'unset-formula');
};

it.each([
  ['$\\frac{a}{b}$', 0],
  ['$\\arg\\max_x f(x)$ and $x^\\top y$', 0],
  ['$\\nosuchcommand{x}$', 1],
  ['$\\frac{a}{$', 1],
])('a draft with %s has %i such faults, and is asked for again', (formula, count) => {
  expect(draftFaults(formula)).toHaveLength(count);
});

it('names the formula and the formats', () => {
  expect(draftFaults('$\\nosuchcommand{x}$')).toEqual([
    {
      rule: 'unset-formula',
      detail: expect.stringMatching(/section 1 .*HTML and EPUB and PDF cannot set: \\nosuchcommand/u) as string,
    },
  ]);
});

it("is no fault of the writer where the course has it so, and is named in the chapter's report", () => {
  const notes = 'The course writes $\\nosuchcommand{x}$ itself.';
  expect(draftFaults('$\\nosuchcommand{x}$', notes)).toEqual([]);
  expect(chapterFindings('$\\nosuchcommand{x}$', notes)).toMatchObject([{ severity: 'note', part: 'section:1' }]);
  expect(chapterFindings('$\\nosuchcommand{x}$', 'Dough.')).toMatchObject([{ severity: 'veto', part: 'section:1' }]);
});
