import { describe, expect, it } from '@jest/globals';
import { manuscriptToTypst } from '../../../../domain/render/typst/typst.ts';
import { shortened } from '../../../../domain/render/text.ts';
import { breakableCode, typstLanguage, typstString, typstText } from '../../../../domain/render/typst/text.ts';
import { aManuscript } from '../../../fixtures/manuscripts/a-manuscript.ts';

const FONTS = { text: ['Gentium Book Plus'], code: ['Source Code Pro'], fallback: 'none' as const };

describe('text for Typst', () => {
  it.each([
    '#panic("x")',
    '*_$@<label>',
    'back\\slash \\" \\u{41}',
    '// comment /* block */',
    '= heading',
    '+ plus - minus',
    '@ref example.org',
    `"double" 'single'`,
    '"] #panic() [#"',
  ])('stands in one string literal that Typst reads back as it was: %s', (text) => {
    const markup = typstText(text, 'en');

    expect(markup.startsWith('#"')).toBe(true);
    expect(JSON.parse(markup.slice(1))).toBe(text);
  });

  it('writes out the caps of keys, which no font of text draws', () => {
    expect(typstText('1\ufe0f\u20e3 Open, #\u20e3 close, A\u20e3.', 'en')).toBe('#"(1) Open, (#) close, (A)."');
  });

  it('writes out the other marks that stand around a sign, and those around none', () => {
    expect(typstText('x\u20dd y\u20de z\u20e0 \u20e3', 'en')).toBe('#"(x) [y] z 🚫 □"');
  });

  it('breaks long code between signs, never inside one', () => {
    const family = '👨‍👩‍👧‍👦';
    const code = breakableCode(`${family.repeat(70)}`);

    expect(code).toBe(`${family.repeat(64)}\u200b${family.repeat(6)}`);
    expect(shortened(`${family.repeat(30)} and more`, 20)).toBe(`${family.repeat(2)}…`);
  });

  it.each([
    ['བོད་ཡིག', 'bo'],
    ['ދިވެހި', 'dv'],
    ['ሰላም', 'am'],
    ['𞤆𞤵𞤤𞤢𞤪', 'ff'],
  ])('names the language of %s as Typst takes it', (text, language) => {
    expect(typstText(text, 'en')).toBe(`#text(lang: "${language}", "${text}")`);
  });

  it('never leaves a string open, whatever the manuscript holds', () => {
    const source = manuscriptToTypst(
      aManuscript({ title: '"; panic("title") //', publisher: '\\', subtitle: '#panic("s")', notices: ['"]#panic()'] }),
      { fonts: FONTS, template: '' },
    );
    const outside = source.replace(/"(?:[^"\\]|\\.)*"/gs, '""');

    expect(outside).not.toContain('panic');
    expect(outside).not.toContain('"'.repeat(3));
  });

  it('carries the language of words in another script, not of its own', () => {
    expect(typstText('the word שלום here', 'en')).toBe('#"the word "#text(lang: "he", "שלום")#" here"');
    expect(typstText('שלום', 'he')).toBe('#"שלום"');
  });

  it('keeps the signs of “C++” and “.NET” on their side in a right-to-left book', () => {
    expect(typstText('لغة C++ و.NET', 'ar')).toBe('#"لغة C++\u200e و\u200e.NET"');
    expect(typstText('C++ and .NET', 'en')).toBe('#"C++ and .NET"');
  });

  it('makes one space of line ends and drops what no page can hold', () => {
    expect(typstText('a\r\n\tb\u0000\ufeff\u202e c\ud800', 'en')).toBe('#"a b c\ufffd"');
  });

  it('escapes lines and tabs', () => {
    expect(typstString('a\n\tb')).toBe('"a\\n\\tb"');
  });

  it('lets endless tokens break and leaves words and code lines as they are', () => {
    expect(typstText(`https://example.org/${'a'.repeat(50)}`, 'en')).toContain('\u200b');
    expect(typstText('x'.repeat(40), 'en')).toContain('\u200b');
    expect(typstText('hauptbetriebsbeamtenversammlungsälteste', 'de')).toContain('\u200b');
    expect(typstText('internationalisation', 'en')).not.toContain('\u200b');
    expect(breakableCode('x'.repeat(64))).not.toContain('\u200b');
    expect(breakableCode('x'.repeat(65))).toBe(`${'x'.repeat(64)}\u200bx`);
  });

  it('neither hyphenates an address nor puts anything into it', () => {
    const address = 'https://openstax.org/details/books/introduction-python-programming';

    expect(typstText(`See (${address}).`, 'en')).toBe(`#"See ("#text(hyphenate: false, "${address}).")`);
    expect(typstText('https://a/"#panic()', 'en')).toBe('#text(hyphenate: false, "https://a/\\"#panic()")');
  });

  it('takes the language without its region', () => {
    expect(['pt-BR', 'zh-Hant', 'ceb', 'und', 'x-klingon', ''].map(typstLanguage)).toEqual([
      'pt',
      'zh',
      'ceb',
      'und',
      'und',
      'und',
    ]);
  });
});
