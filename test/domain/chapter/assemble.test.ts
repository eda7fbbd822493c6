import { assembleChapter, chapterText, completeChapter } from '../../../domain/chapter/assemble.ts';
import { aChapter, aFrame, anOutlineChapter, aSection, aStandard, aStudy } from '../../fixtures/builders.ts';

const standard = aStandard();
const parts = [
  { part: 'study', content: { schemaVersion: 1, ...aStudy() } },
  { part: 'section:2', content: aSection({ keyTerms: [] }) },
  { part: 'frame', content: { schemaVersion: 2, ...aFrame() } },
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
    expect(Object.keys(chapter.parts)).toEqual(['section:1', 'section:2', 'frame', 'study']);
    expect(chapter.parts['section:1']).toEqual(aSection());
  });

  it('leaves out a part that is not written, and refuses one that is broken', () => {
    expect(Object.keys(assembleChapter(anOutlineChapter(), parts.slice(1)).parts)).not.toContain('study');
    expect(() =>
      assembleChapter(anOutlineChapter(), [...parts.slice(1), { part: 'study', content: { exercises: 3 } }]),
    ).toThrow(/Expected part study of chapter 1 to have the shape of its schema version 1/);
  });

  it('reads a frame that an older release stored, with its steps beside its summary', () => {
    const { steps, ...frame } = aFrame();
    const older = parts.map((row) => (row.part === 'frame' ? { part: 'frame', content: { ...frame, ...steps } } : row));

    expect(assembleChapter(anOutlineChapter(), older)).toEqual(assembleChapter(anOutlineChapter(), parts));
  });
});

describe('chapterText', () => {
  it('holds everything that is printed, without marks', () => {
    const frame = aFrame({ summary: 'So **warmth** decides, as `heat()` shows:\n\n- cold\n- hot' });
    const text = chapterText(aChapter({ frame }), standard);

    expect(text).toContain('So warmth decides, as heat() shows:\ncold\nhot');
    expect(text).toContain('gluten: The net of proteins in kneaded dough.');
    expect(text).toContain('Proverbs 6:6-11: Small creatures');
    expect(
      completeChapter({ plan: anOutlineChapter(), stored: parts, standard, language: 'en' }).words,
    ).toBeGreaterThan(250);
  });
});
