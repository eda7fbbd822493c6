import { concludeQuality, scoreChapter } from '../../../domain/quality/score.ts';
import type { Finding } from '../../../domain/finding.ts';
import type { ChapterReport } from '../../../domain/quality/report.ts';
import type { RubricItem } from '../../../domain/standard/standard.ts';
import { aChapter, aStandard } from '../../fixtures/builders.ts';

const item = (id: string, changes: Partial<RubricItem> = {}): RubricItem => ({
  id,
  question: `Is ${id} so?`,
  strand: 'depth',
  score: 'quality',
  weight: 1,
  veto: false,
  ...changes,
});
const standard = aStandard('scroll', {
  rubric: [item('a', { weight: 3 }), item('b'), item('c', { score: 'alignment', veto: true, strand: 'worldview' })],
});
const EVIDENCE = 'Yeast is a living thing of one cell';
const judge = (answers: Record<string, ['yes' | 'no', string?]>, name = 'one') => ({
  judge: name,
  answers: Object.entries(answers).map(([id, [answer, evidence = EVIDENCE]]) => ({ item: id, answer, evidence })),
});
const score = (...judgements: ReturnType<typeof judge>[]) =>
  scoreChapter({ chapter: aChapter(), standard, judgements });

describe('scoreChapter', () => {
  it('is the weighted share of yes', () => {
    expect(score(judge({ a: ['yes'], b: ['yes'], c: ['yes'] })).scores).toEqual({ quality: 1, alignment: 1 });
    expect(score(judge({ a: ['yes'], b: ['no'], c: ['yes'] })).scores.quality).toBe(0.75);
    expect(
      score(judge({ a: ['yes'], b: ['yes'], c: ['yes'] }), judge({ a: ['no'], b: ['yes'], c: ['yes'] }, 'two')).scores
        .quality,
    ).toBe(5 / 8);
  });

  it.each([
    ['evidence that does not stand in the chapter', 'Yeast is a kind of stone'],
    ['evidence of one word', 'yeast'],
    ['no evidence', ''],
  ])('voids an answer with %s, which counts as no', (_name, evidence) => {
    const { items, scores } = score(judge({ a: ['yes', evidence], b: ['yes'], c: ['yes'] }));

    expect(items[0]).toMatchObject({ item: 'a', answer: 'void' });
    expect(scores.quality).toBe(0.25);
  });

  it('finds evidence whatever its quotes and spaces', () => {
    expect(
      score(judge({ a: ['yes', '“yeast is a  living thing, of one cell”'], b: ['yes'], c: ['yes'] })).scores.quality,
    ).toBe(1);
  });

  it('counts an item that was left out as void, and a chapter that nobody judged as nothing', () => {
    expect(score(judge({ a: ['yes'], c: ['yes'] })).scores.quality).toBe(0.75);
    expect(score().scores).toEqual({ quality: 0, alignment: 0 });
    expect(score().findings.some(({ severity }) => severity === 'veto')).toBe(true);
  });

  it('gives 1 for a score of which the standard asks nothing', () => {
    const secular = aStandard('plain', { rubric: [item('a')] });

    expect(
      scoreChapter({ chapter: aChapter(), standard: secular, judgements: [judge({ a: ['yes'] })] }).scores,
    ).toEqual({ quality: 1, alignment: 1 });
  });

  it('blames the part that holds the evidence', () => {
    const { findings } = score(
      judge({ a: ['no', 'Kneading makes a net of gluten'], b: ['yes'], c: ['no', 'Bake one loaf this week'] }),
    );

    expect(findings.map(({ rule, severity, part }) => [rule, severity, part])).toEqual([
      ['a', 'weak', 'section:2'],
      ['c', 'veto', 'frame'],
    ]);
  });

  it('vetoes by one grounded no, but not by a void beside a grounded yes', () => {
    const yes = judge({ a: ['yes'], b: ['yes'], c: ['yes'] });

    expect(
      score(yes, judge({ a: ['yes'], b: ['yes'], c: ['no'] }, 'two')).findings.map(({ severity }) => severity),
    ).toContain('veto');
    expect(
      score(yes, judge({ a: ['yes'], b: ['yes'], c: ['yes', 'made up'] }, 'two')).findings.map(
        ({ severity }) => severity,
      ),
    ).not.toContain('veto');
  });
});

describe('concludeQuality', () => {
  const report = (chapter: number, changes: Partial<ChapterReport> = {}): ChapterReport => ({
    chapter,
    findings: [],
    items: [],
    scores: { quality: 1, alignment: 1 },
    ...changes,
  });
  const finding = (changes: Partial<Finding> = {}): Finding => ({
    rule: 'r',
    severity: 'veto',
    chapter: 1,
    part: 'frame',
    detail: 'd',
    ...changes,
  });
  const conclude = (chapterReports: ChapterReport[], bookFindings: Finding[] = []) =>
    concludeQuality({ chapterReports, bookFindings, standard, isRehearsal: false });

  it('accepts a book without vetoes whose chapters all reach the thresholds', () => {
    const weak = finding({ severity: 'weak' });

    expect(conclude([report(1, { scores: { quality: 0.9, alignment: 0.95 }, findings: [weak] }), report(2)])).toEqual({
      verdict: 'accept',
      isRehearsal: false,
      scores: { quality: 0.95, alignment: 0.975 },
      findings: [weak],
      weakParts: [],
    });
  });

  it('sends back the parts that vetoes name, in order, and gives no score where judges were not asked', () => {
    const result = conclude(
      [
        report(1, {
          scores: null,
          findings: [finding({ part: 'section:10' }), finding({ part: 'section:2' }), finding({ part: 'section:2' })],
        }),
        report(2),
      ],
      [finding({ chapter: 2, part: 'study' })],
    );

    expect(result.verdict).toBe('revise');
    expect(result.scores).toBeNull();
    expect(result.weakParts).toEqual([
      { chapter: 1, part: 'section:2' },
      { chapter: 1, part: 'section:10' },
      { chapter: 2, part: 'study' },
    ]);
  });

  it('does not let a good chapter pay for one below a threshold, whose weak parts are sent back', () => {
    const low = report(2, {
      scores: { quality: 0.89, alignment: 1 },
      findings: [finding({ chapter: 2, severity: 'weak', part: 'section:1' })],
    });
    const result = conclude([report(1, { findings: [finding({ severity: 'weak' })] }), low]);

    expect(result.verdict).toBe('revise');
    expect(result.findings).toContainEqual(
      expect.objectContaining({
        rule: 'quality-threshold',
        chapter: 2,
        detail: 'quality 0.890, expected at least 0.9.',
      }),
    );
    expect(result.weakParts).toEqual([{ chapter: 2, part: 'section:1' }]);
  });

  it('never accepts a book of which nothing was checked', () => {
    expect(conclude([])).toMatchObject({ verdict: 'revise', scores: null });
  });
});
