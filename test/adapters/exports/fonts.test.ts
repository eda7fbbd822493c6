import { describe, expect, it } from '@jest/globals';
import { selectFonts } from '../../../adapters/exports/fonts.ts';

describe('the fonts of a PDF', () => {
  it.each([
    ['ܡܠܬܐ', 'Noto Sans Syriac'],
    ['שלום', 'Noto Serif Hebrew'],
    ['ሰላም', 'Noto Sans Ethiopic'],
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
