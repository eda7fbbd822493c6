import { readFileSync } from 'node:fs';
import { extendedId, resolveStandard, standardHash } from '../../../domain/standard/resolve.ts';
import { parseReference } from '../../../domain/scripture/reference.ts';
import { aStandard } from '../../fixtures/builders.ts';

const file = (id: string): Record<string, unknown> =>
  JSON.parse(readFileSync(new URL(`../../../standards/${id}.json`, import.meta.url), 'utf8')) as Record<
    string,
    unknown
  >;
const files = { scroll: file('scroll'), 'scroll-rehearsal': file('scroll-rehearsal'), plain: file('plain') };

describe('resolveStandard', () => {
  it('merges objects deeply and replaces arrays whole', () => {
    const own = { extends: 'scroll', id: 'mine', lengths: { chapterWords: { min: 1000 } }, voice: ['Short.'] };

    const standard = resolveStandard({ ...files, mine: own }, 'mine');

    expect(standard.lengths.chapterWords).toEqual({ min: 1000, max: aStandard('scroll').lengths.chapterWords.max });
    expect(standard.voice).toEqual(['Short.']);
  });

  it('names every problem with its path', () => {
    const own = {
      extends: 'scroll',
      id: 'other',
      lengths: { chapters: { min: 9, max: 3 } },
      placeholders: ['(unclosed'],
      scripture: { readings: [{ reference: 'Hezekiah 3:16', theme: 'none' }] },
      thresholds: { quality: 7 },
    };

    expect(() => resolveStandard({ ...files, mine: own }, 'mine')).toThrow(
      expect.objectContaining({
        code: 'StandardInvalid',
        message: expect.stringMatching(
          /id: other.*\n.*lengths\.chapters: min 9.*\n.*placeholders\.0: .*\n.*readings\.0\.reference: Hezekiah 3:16.*\n.*thresholds\.quality: 7/,
        ) as string,
      }) as Error,
    );
  });

  it('refuses keys that it does not know and files that extend in a circle', () => {
    const typo = { extends: 'scroll', id: 'mine', maxRevision: 3 };
    const circle = { a: { extends: 'b' }, b: { extends: 'a' } };

    expect(() => resolveStandard({ ...files, mine: typo }, 'mine')).toThrow(/maxRevision/);
    expect(() => resolveStandard(circle, 'a')).toThrow(/a → b → a/);
  });

  it('says which standard wanted one that is not there', () => {
    expect(() => resolveStandard({ mine: { extends: 'gone' } }, 'mine')).toThrow(
      expect.objectContaining({ code: 'StandardNotFound', message: 'No standard gone, which mine extends.' }) as Error,
    );
    expect(extendedId({ extends: 'gone' })).toBe('gone');
  });

  it('hashes content, whatever the order of keys', () => {
    const standard = aStandard('scroll');
    const turned = Object.fromEntries(Object.entries(standard).reverse()) as typeof standard;

    expect(standardHash(turned)).toBe(standardHash(standard));
    expect(standardHash({ ...standard, maxRevisions: 1 })).not.toBe(standardHash(standard));
  });
});

describe('the standards of the project', () => {
  it('asks of scroll what the university asks', () => {
    const { lengths, thresholds, steps, scripture, counts, statementOfFaith, rubric } = aStandard('scroll');

    expect(lengths.chapters.min).toBeGreaterThanOrEqual(10);
    expect(lengths.notesWordsPerSection).toBeLessThanOrEqual(lengths.sectionWords.max);
    expect(lengths.chapterWords.min).toBeGreaterThanOrEqual(3000);
    expect(thresholds).toEqual({ quality: 0.9, alignment: 0.95 });
    expect(steps).toHaveLength(6);
    expect(scripture.required && counts.scripture.min > 0).toBe(true);
    expect(statementOfFaith).toHaveLength(8);
    expect(rubric.filter(({ strand, veto }) => veto && (strand === 'factual' || strand === 'safety'))).not.toHaveLength(
      0,
    );
  });

  it('lowers nothing but lengths in a rehearsal', () => {
    const { lengths, id, title, description, ...rehearsal } = aStandard('scroll-rehearsal');
    const { lengths: full, id: _id, title: _title, description: _description, ...scroll } = aStandard('scroll');

    expect(rehearsal).toEqual(scroll);
    expect({ id, isOther: title !== _title && description !== _description }).toEqual({
      id: 'scroll-rehearsal',
      isOther: true,
    });
    expect(_id).toBe('scroll');
    expect(lengths.chapters).toEqual(full.chapters);
    expect(lengths.chapterWords.min).toBeLessThan(full.chapterWords.min);
  });

  it('has a standard without any worldview, so that none is in the code', () => {
    const { rubric, statementOfFaith, scripture, counts, thresholds } = aStandard('plain');

    expect(rubric.filter(({ strand, score }) => strand === 'worldview' || score === 'alignment')).toEqual([]);
    expect([statementOfFaith, scripture.readings]).toEqual([[], []]);
    expect([scripture.required, counts.scripture.max, thresholds.alignment]).toEqual([false, 0, 0]);
  });

  it('offers readings that exist, none twice', () => {
    const references = aStandard('scroll').scripture.readings.map(({ reference }) => parseReference(reference)?.osis);

    expect(references.length).toBeGreaterThanOrEqual(60);
    expect(new Set(references).size).toBe(references.length);
  });
});
