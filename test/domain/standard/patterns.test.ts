import { matchesAny, patternsIn } from '../../../domain/standard/patterns.ts';

describe('patternsIn', () => {
  const patterns = ['\\btbd\\b', '\\bleft out\\b|\\bto come\\b', '^untitled$', '\\bkey \\d+\\b(?! of\\b)'];
  const found = (text: string): string[] => patternsIn(patterns, text).map(({ source }) => source);

  it('finds a pattern at a border of a word only, whatever the capitals', () => {
    expect(found('It is TBD.')).toEqual([patterns[0]]);
    expect(found('The outbd motor')).toEqual([]);
    expect(found('More is to come, key 3 often.')).toEqual([patterns[1], patterns[3]]);
    expect(found('Key 3 of 4')).toEqual([]);
    expect([matchesAny(patterns, 'Untitled'), matchesAny(patterns, 'Untitled works')]).toEqual([true, false]);
  });

  it('gives patterns that can be used again', () => {
    const [pattern] = patternsIn(patterns, 'tbd and tbd');
    expect(pattern && [...'tbd and tbd'.matchAll(pattern)].length).toBe(2);
    expect(found('tbd')).toEqual([patterns[0]]);
  });
});
