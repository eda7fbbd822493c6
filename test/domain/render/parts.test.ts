import { describe, expect, it } from '@jest/globals';
import { describeManuscript } from '../../../domain/render/description.ts';
import { headingLevels } from '../../../domain/render/heading-levels.ts';
import { listedSections } from '../../../domain/render/listed-sections.ts';
import { scriptRuns } from '../../../domain/render/script-runs.ts';
import { webAddress } from '../../../domain/blocks/sources.ts';
import { shortened } from '../../../domain/render/text.ts';
import { aManuscript, aManuscriptChapter, aSection } from '../../fixtures/manuscripts/a-manuscript.ts';

describe('levels of headings in prose', () => {
  it('begin below the section, skip none and never pass six', () => {
    const level = headingLevels(2);

    expect([4, 6, 6, 4, 2, 3, 4, 5, 6].map(level)).toEqual([3, 4, 4, 3, 3, 4, 5, 6, 6]);
  });
});

describe('runs of another script', () => {
  const runs = (text: string, language: string) => scriptRuns(text, language).map((run) => [run.text, run.language]);

  it.each([
    ['مقدمة في تاريخ العرب', 'ar'],
    ['درآمدی بر تاریخ ایران', 'fa'],
    ['تاریخ پاکستان کا تعارف', 'ur'],
    ['د افغانستان د تاریخ پېژندنه', 'ps'],
    ['دەروازەیەک بۆ مێژووی کوردستان', 'ckb'],
    ['שלום עולם', 'he'],
    ['ייִדישע װערטער', 'yi'],
    ['ދިވެހި ބަސް', 'dv'],
    ['བོད་ཡིག', 'bo'],
  ])('name the language of %s in an English book', (text, language) => {
    expect(runs(text, 'en')).toEqual([[text, language]]);
  });

  it('keep words of one script together and give the text back whole', () => {
    const text = 'In בְּרֵאשִׁ֖ית בָּרָ֣א we read λόγος, 起初 and はじめに神.';

    expect(runs(text, 'en')).toEqual([
      ['In ', null],
      ['בְּרֵאשִׁ֖ית בָּרָ֣א', 'he'],
      [' we read ', null],
      ['λόγος', 'el'],
      [', ', null],
      ['起初', 'zh'],
      [' and ', null],
      ['はじめに神', 'ja'],
      ['.', null],
    ]);
  });

  it('do not name the book’s own script, in any of its languages', () => {
    expect(runs('متن فارسی', 'fa')).toEqual([['متن فارسی', null]]);
    expect(runs('漢字かな', 'ja-JP')).toEqual([['漢字かな', null]]);
    expect(runs('한국어', 'not a language')).toEqual([['한국어', 'ko']]);
  });
});

describe('addresses of sources', () => {
  it('are pages of the web, or none', () => {
    expect(webAddress('https://example.org/a b')).toBe('https://example.org/a%20b');
    expect(
      ['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', '//host', 'no', null].map(webAddress),
    ).toEqual(Array(6).fill(null));
  });
});

describe('short titles', () => {
  it('end at a word', () => {
    expect(shortened('A title of some length', 12)).toBe('A title of…');
    expect(shortened('short', 12)).toBe('short');
  });
});

describe('what exports say of a book', () => {
  it('puts the rehearsal mark first', () => {
    const { description, keywords } = describeManuscript(aManuscript());

    expect(description).toMatch(/^Rehearsal edition\. This is a rehearsal edition/);
    expect(keywords[0]).toBe('Rehearsal edition');
  });

  it('says nothing of a rehearsal in a real edition', () => {
    expect(JSON.stringify(describeManuscript(aManuscript({ isRehearsal: false, notices: [] })))).not.toMatch(
      /rehearsal/i,
    );
  });
});

describe('sections in the contents', () => {
  it('are the numbered ones, or all where none is numbered', () => {
    const numbered = aSection('a', 'section', 'A', { number: '1.1' });
    const step = aSection('b', 'ignition', 'B');

    expect(listedSections(aManuscriptChapter(1, { sections: [step, numbered] }))).toEqual([numbered]);
    expect(listedSections(aManuscriptChapter(1, { sections: [step] }))).toEqual([step]);
  });
});
