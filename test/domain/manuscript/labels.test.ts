import { LABEL_LANGUAGES, fillLabel, labelsFor } from '../../../domain/manuscript/labels.ts';

describe('labelsFor', () => {
  it.each(LABEL_LANGUAGES)('has every label in %s, with its places to fill', (language) => {
    const { labels, language: given } = labelsFor(language);

    expect(given).toBe(language);
    expect(Object.values(labels).filter((label) => label.trim() === '')).toEqual([]);
    expect(labels.madeFor).toContain('{course}');
    expect(labels.standard).toMatch(/\{standard\}.*\{version\}|\{version\}.*\{standard\}/u);
    expect(labels.writtenByModel).toContain('{model}');
  });

  it('takes the language of a region', () => {
    expect(labelsFor('pt-BR').language).toBe('pt');
  });

  it.each(['sw', 'und', 'zh-TW'])('falls back to English for %s and says so', (language) => {
    expect(labelsFor(language)).toEqual(labelsFor('en'));
  });
});

describe('fillLabel', () => {
  it('fills what it knows and leaves the rest', () => {
    expect(fillLabel('{a} and {b} and $&', { a: '$1 {b}' })).toBe('$1 {b} and {b} and $&');
  });
});
