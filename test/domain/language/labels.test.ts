import { LABEL_LANGUAGES, fillLabel, labelsFor, numberedLabel, withEnglish } from '../../../domain/language/labels.ts';

describe('labelsFor', () => {
  it.each(LABEL_LANGUAGES)('has every label in %s, with its places to fill', (language) => {
    const { labels, language: given } = labelsFor(language);

    expect(given).toBe(language);
    expect(Object.values(labels).filter((label) => label.trim() === '')).toEqual([]);
    expect(labels.madeFor).toContain('{course}');
    expect(labels.standard).toMatch(/\{standard\}.*\{version\}|\{version\}.*\{standard\}/u);
    expect(labels.writtenByModel).toContain('{model}');
  });

  it('takes the language of a region, and Chinese by its script', () => {
    expect(['pt-BR', 'nb', 'zh-TW', 'zh-SG'].map((language) => labelsFor(language).language)).toEqual([
      'pt',
      'no',
      'zh-Hant',
      'zh',
    ]);
  });

  it.each(['sw', 'und'])('falls back to English for %s and says so', (language) => {
    expect(labelsFor(language)).toEqual(labelsFor('en'));
  });
});

describe('a language that lacks a label', () => {
  it('prints it in English, and knows no other label', () => {
    expect(withEnglish({ contents: 'Sommaire' })).toEqual({ ...labelsFor('en').labels, contents: 'Sommaire' });
    expect(() => withEnglish({ contnets: 'Sommaire' })).toThrow('contnets');
  });
});

describe('numberedLabel', () => {
  it('puts the number behind its word, or where the language wants it', () => {
    expect(numberedLabel(labelsFor('en').labels.chapter, 3)).toBe('Chapter 3');
    expect(numberedLabel(labelsFor('ja').labels.chapter, 3)).toBe('第3章');
    expect(numberedLabel(labelsFor('ko').labels.edition, 2)).toBe('제2판');
  });
});

describe('fillLabel', () => {
  it('fills what it knows and leaves the rest', () => {
    expect(fillLabel('{a} and {b} and $&', { a: '$1 {b}' })).toBe('$1 {b} and {b} and $&');
  });
});
