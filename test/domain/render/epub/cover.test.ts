import { describe, expect, it } from '@jest/globals';
import { epubCover } from '../../../../domain/render/epub/cover.ts';
import { aManuscript } from '../../../fixtures/manuscripts/a-manuscript.ts';

const lines = (title: string): string[] =>
  [...epubCover(aManuscript({ title, subtitle: null })).matchAll(/font-size="(\d+)" font-weight="bold"[^>]*>([^<]*)</g)]
    .filter(([, size]) => size !== '54')
    .map(([, , line = '']) => line);

describe('the cover of an EPUB', () => {
  it('breaks a title between words', () => {
    expect(lines('Introduction to Python Programming').join(' ')).toBe('Introduction to Python Programming');
    expect(lines('มาเรียนรู้ภาษาโปรแกรมแบบง่ายๆกันเถอะ').length).toBeGreaterThan(1);
  });

  it('breaks a word that is wider than the cover, and says that a title goes on', () => {
    for (const line of lines('Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'))
      expect(line.length).toBeLessThanOrEqual(28);
    const long = lines('Wörterbuch '.repeat(60));
    expect(long).toHaveLength(9);
    expect(long.at(-1)).toMatch(/…$/);
  });
});
