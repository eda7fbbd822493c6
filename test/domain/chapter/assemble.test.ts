import { assembleChapter, chapterText, countChapterWords } from '../../../domain/chapter/assemble.ts';
import { aChapter, aFrame, anOutlineChapter, aSection, aStudy } from '../../fixtures/builders.ts';

const parts = [
  { part: 'study', content: aStudy() },
  { part: 'section:2', content: aSection({ keyTerms: [] }) },
  { part: 'frame', content: aFrame() },
  { part: 'section:1', content: aSection() },
];

describe('assembleChapter', () => {
  it('puts the parts in the order of the plan, under printed titles', () => {
    const plan = anOutlineChapter({ part: { index: 2, count: 3 } });
    const [first] = plan.sections;
    if (first) first.slice = { index: 1, count: 2 };

    const chapter = assembleChapter(plan, parts);

    expect(chapter.title).toBe('Why dough rises (2/3)');
    expect(chapter.sections.map(({ number, title }) => [number, title])).toEqual([
      [1, 'Yeast at work (1/2)'],
      [2, 'Gas in the dough'],
    ]);
    expect(chapter.sections[0]?.keyTerms).toHaveLength(2);
  });

  it('says which part is missing or broken', () => {
    expect(() => assembleChapter(anOutlineChapter(), parts.slice(1))).toThrow(
      'Expected part study of chapter 1 to be written, got none.',
    );
    expect(() =>
      assembleChapter(anOutlineChapter(), [...parts.slice(1), { part: 'study', content: { exercises: 3 } }]),
    ).toThrow(/Expected part study of chapter 1 to have the shape of its schema version 1/);
  });
});

describe('chapterText', () => {
  it('holds everything that is printed, without marks', () => {
    const text = chapterText(
      aChapter({ frame: aFrame({ summary: 'So **warmth** decides, as `heat()` shows:\n\n- cold\n- hot' }) }),
    );

    expect(text).toContain('So warmth decides, as heat() shows:\ncold\nhot');
    expect(text).toContain('gluten: The net of proteins in kneaded dough.');
    expect(text).toContain('Proverbs 6:6-11: Small creatures');
    expect(countChapterWords(aChapter(), 'en')).toBeGreaterThan(300);
  });
});
