import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parseProse } from '../../../../domain/text/markdown.ts';
import { typstProse } from '../../../../domain/render/typst/prose.ts';
import { manuscriptToTypst } from '../../../../domain/render/typst/typst.ts';
import { aManuscript } from '../../../fixtures/manuscripts/a-manuscript.ts';

const TEMPLATE = readFileSync(new URL('../../../../adapters/exports/pdf/template.typ', import.meta.url), 'utf8');
const FONTS = { text: ['Gentium Book Plus'], code: ['Source Code Pro'], fallback: 'none' as const };

const prose = (markdown: string): string =>
  typstProse(parseProse(markdown, { baseDepth: 2 }), {
    language: 'en',
    headingLevel: (depth) => depth,
    refusedMath: new Set(),
  });

describe('the cover', () => {
  it.each([
    ['საქართველოს ისტორია', 27],
    ['Foundations of Reading', 34],
    ['ประวัติศาสตร์ไทยเบื้องต้น', 34],
  ])('sets %s in a size at which no word is cut off', (title, size) => {
    const source = manuscriptToTypst(aManuscript({ title }), { fonts: FONTS, template: TEMPLATE });

    expect(/text\((\d+)pt, weight: "bold", hyphenate/u.exec(source)?.[1]).toBe(String(size));
  });
});

describe('prose for Typst', () => {
  it('gives a table whose heading row is empty none', () => {
    expect(prose('| | |\n|---|---|\n| a | b |')).not.toContain('table.header');
    expect(prose('| n | v |\n|---|---|\n| a | b |')).toContain(
      'table.header([#column-title[#"n"]], [#column-title[#"v"]])',
    );
  });

  it('writes out the caps of keys in code, and leaves other signs of several characters whole', () => {
    expect(prose('`press 1️⃣ 👨‍👩‍👧`')).toContain('#raw("press (1) 👨‍👩‍👧")');
    expect(prose('```\n#️⃣ 🇧🇷 👍🏿\n```')).toContain('"(#) 🇧🇷 👍🏿"');
  });

  it('lets a formula that is longer than the line break', () => {
    expect(prose('$$\nx = y\n$$')).toContain('math.equation(block: true');
    expect(prose(`$$\n${'a_1 x_1 + '.repeat(20)} b = 0\n$$`)).toContain('math.equation(block: false');
  });

  it('squeezes a table whose words do not fit side by side, and no other', () => {
    const table = (columns: number): string =>
      prose(`${'| 1.234567890123 '.repeat(columns)}|\n${'|---'.repeat(columns)}|`);
    expect(table(10)).toMatch(/^#squeezed\(6\.5pt, 6\)\[#table/);
    expect(table(3)).not.toContain('squeezed');
  });

  it('keeps a short paragraph with the table, code or quotation that it leads to', () => {
    expect(prose('Table: Keywords\n\n| n |\n|---|\n| a |')).toMatch(/^#lead-in\[#"Table: Keywords"\]/);
    expect(prose('Fill the gap:\n\n> A (?) bark.')).toMatch(/^#lead-in\[/);
    expect(prose('**4. Who made you?**\n\nGod.')).toMatch(/^#lead-in\[/);
    expect(prose('One.\n\nTwo.')).not.toContain('#lead-in');
    expect(prose(`${'A long paragraph. '.repeat(20)}\n\n> It ends.`)).not.toContain('#lead-in');
  });
});

describe('a book for Typst', () => {
  it('draws its bars where lines begin', () => {
    const valuesOf = (direction: 'ltr' | 'rtl') =>
      manuscriptToTypst(aManuscript({ direction }), { fonts: FONTS, template: '' });
    expect(valuesOf('ltr')).toContain('dir: ltr,');
    expect(valuesOf('rtl')).toContain('dir: rtl,');
    // The panel and the quotation; a listing runs from left to right in every book.
    expect(TEMPLATE.match(/stroke: at-start\(/g)).toHaveLength(2);
    expect(TEMPLATE.match(/stroke: \((left|right): /g)).toHaveLength(1);
  });

  it('begins every line at one height whatever its fonts, higher where letters carry marks above', () => {
    const top = (language: string): string | undefined =>
      /line-top: ([\d.]+em)/.exec(
        manuscriptToTypst(aManuscript({ language }), { fonts: FONTS, template: TEMPLATE }),
      )?.[1];
    expect(['en', 'he', 'ar', 'km'].map(top)).toEqual(['0.66em', '0.78em', '0.88em', '0.88em']);
  });
});
