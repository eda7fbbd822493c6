import { describe, expect, it } from '@jest/globals';
import { selectFonts } from '../../../../adapters/exports/pdf/fonts.ts';

describe('the fonts of a PDF', () => {
  it.each([
    ['ܡܠܬܐ', 'Noto Sans Syriac'],
    ['שלום', 'Noto Serif Hebrew'],
    ['ሰላም', 'Noto Sans Ethiopic'],
    ['ລາວ', 'Noto Sans Lao'],
    ['ଓଡ଼ିଆ', 'Noto Sans Oriya'],
    ['བོད་ཡིག', 'Noto Serif Tibetan'],
    ['ދިވެހި', 'Noto Sans Thaana'],
    ['𞤆𞤵𞤤𞤢𞤪', 'Noto Sans Adlam'],
    ['ꦧꦱꦗꦮ', 'Noto Sans Javanese'],
    ['ᱥᱟᱱᱛᱟᱲᱤ', 'Noto Sans Ol Chiki'],
    ['ꯃꯩꯇꯩꯂꯣꯟ', 'Noto Sans Meetei Mayek'],
    ['ᏣᎳᎩ', 'Noto Sans Cherokee'],
    ['ᐃᓄᒃᑎᑐᑦ', 'Noto Sans Canadian Aboriginal'],
    ['ᠮᠣᠩᠭᠣᠯ', 'Noto Sans Mongolian'],
    ['ߒߞߏ', 'Noto Sans NKo'],
    ['ⵜⴰⵎⴰⵣⵉⵖⵜ', 'Noto Sans Tifinagh'],
  ])('for %s hold %s, and its files are there', (text, family) => {
    const { fonts, blobs } = selectFonts(text, 'en');

    expect(fonts.text).toContain(family);
    expect(blobs.length).toBeGreaterThan(6);
    expect(blobs.every((blob) => blob.length > 1000)).toBe(true);
  });

  it('are only those that the text needs', () => {
    expect(selectFonts('plain words', 'en').fonts.text).toEqual(['Gentium Book Plus', 'Source Code Pro']);
  });
});
