import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { selectFonts } from '../../../../adapters/exports/pdf/fonts.ts';
import { SCRIPTS } from '../../../../domain/language/scripts.ts';

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

describe('the workspace of the fonts', () => {
  const folder = join(import.meta.dirname, '..', '..', '..', '..', 'fonts');
  const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));
  const table = read('fonts.json') as { files: string; styles: string[]; scripts: string[] }[];
  const { dependencies } = read('package.json') as { dependencies: Record<string, string> };
  const packageOf = (files: string): string => files.split('/').slice(0, 2).join('/');

  it('has the packages of the table and no others, and each file is found from it', () => {
    const files = table.flatMap((row) => row.styles.map((style) => row.files.replaceAll('{style}', style)));
    const found = (file: string): boolean =>
      (createRequire(join(folder, 'fonts.json')).resolve.paths(file) ?? []).some((path) =>
        existsSync(join(path, file)),
      );

    expect([...new Set(table.map((row) => packageOf(row.files)))].sort()).toEqual(Object.keys(dependencies).sort());
    expect(files.filter((file) => !found(file))).toEqual([]);
  });

  it('has a font for every script that a book may be in, beside those that the first one holds', () => {
    const shown = table.flatMap(({ scripts }) => scripts);
    const names = SCRIPTS.flatMap((script) => (script === 'Kana' ? ['Hiragana', 'Katakana'] : [script]));

    expect(names.filter((name) => !shown.includes(name))).toEqual(['Latin', 'Cyrillic', 'Greek']);
  });
});
