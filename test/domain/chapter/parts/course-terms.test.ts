/** Terms that a course defines itself: in the book with the course's own definitions, where a section uses them. */
import { checkPart } from '../../../../domain/chapter/waves.ts';
import {
  aBookLanguage,
  aCourse,
  aLecture,
  aModule,
  anId,
  anOutline,
  anOutlineChapter,
  aSection,
  aStandard,
} from '../../../fixtures/builders.ts';
import { rehearse } from '../../../fixtures/rehearse.ts';

const YEAST = { term: 'yeast', definition: 'Yeast is a fungus of one cell that lives on sugar.' };
const KILN = { term: 'kiln', definition: 'A kiln is an oven for clay.' };
const lecture = aLecture({ id: anId('lecture'), title: 'Yeast at work', notes: null, keyTerms: [YEAST, KILN] });
const course = aCourse({ language: 'en', modules: [aModule({ title: 'Why dough rises', lectures: [lecture] })] });
const section = { number: 1, title: 'Yeast at work', lectureIds: [lecture.id], slice: null, brief: null };
const outline = anOutline({ origin: 'course', chapters: [anOutlineChapter({ sections: [section] })] });
const faults = (keyTerms: { term: string; definition: string }[]): string[] =>
  checkPart({
    ...{ course, outline, standard: aStandard(), language: aBookLanguage(), chapter: 1, part: 'section:1', stored: [] },
    draft: aSection({ keyTerms }),
  })
    .filter(({ rule }) => rule === 'course-terms')
    .map(({ detail }) => detail);

it('a section lists those that it uses, as the course defines them, and no others', () => {
  expect(faults([])).toEqual([expect.stringContaining('“yeast”') as string]);
  expect(faults([{ ...YEAST, definition: 'Yeast is what bakers buy.' }])).toHaveLength(1);
  expect(faults([YEAST])).toEqual([]);
});

it('a rehearsal takes them from the course', async () => {
  const notes =
    'Dough rises because yeast eats sugar.\n\nIt gives off gas as it eats, and the gas lifts the dough in an hour or two.';
  const { chapters, vetoes } = await rehearse(
    aCourse({ language: 'en', modules: [aModule({ lectures: [aLecture({ notes, keyTerms: [YEAST, KILN] })] })] }),
  );
  expect(vetoes).toEqual([]);
  const listed = chapters
    .flatMap(({ parts }) => Object.values(parts))
    .flatMap((part) => ('keyTerms' in part ? part.keyTerms : []));
  expect(listed).toContainEqual(YEAST);
  expect(listed).not.toContainEqual(KILN);
});
