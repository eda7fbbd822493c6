import { describe, expect, it } from '@jest/globals';
import { studentVolumes, variantVolume } from '../../../domain/exports/definition.ts';
import { VOLUME_CHARS, volumesOf } from '../../../domain/manuscript/volumes.ts';
import { epubFiles } from '../../../domain/render/epub/epub.ts';
import { manuscriptToTypst } from '../../../domain/render/typst/typst.ts';
import { aManuscript, aManuscriptChapter, aSection } from '../../fixtures/manuscripts/a-manuscript.ts';

const FONTS = { text: ['A'], code: ['B'], fallback: 'none' as const };
const numbersOf = ({ chapters }: { chapters: { number: number }[] }): number[] => chapters.map(({ number }) => number);

/** Chapters of nothing but so many characters. */
const aLongBook = (...lengths: number[]) =>
  aManuscript({
    chapters: lengths.map((length, at) =>
      aManuscriptChapter(at + 1, {
        sections: [
          aSection(`chapter-${at + 1}-section-1`, 'section', 'A section', {
            blocks: [
              {
                type: 'prose',
                content: {
                  type: 'root',
                  children: [{ type: 'paragraph', children: [{ type: 'text', value: 'a'.repeat(length) }] }],
                },
              },
            ],
          }),
        ],
      }),
    ),
  });

describe('volumesOf', () => {
  it('leaves a book whole that is not too long', () => {
    const book = aManuscript();

    expect(volumesOf(book)).toEqual([book]);
  });

  it('cuts between chapters, into volumes of like length', () => {
    expect(volumesOf(aLongBook(10, 10, 10, 10, 10, 10), 25).map(numbersOf)).toEqual([
      [1, 2],
      [3, 4],
      [5, 6],
    ]);
    expect(volumesOf(aLongBook(50, 1, 1, 1), 27).map(numbersOf)).toEqual([[1], [2, 3, 4]]);
    expect(volumesOf(aLongBook(1, 1, 1, 50), 27).map(numbersOf)).toEqual([[1, 2, 3], [4]]);
  });

  it('never cuts a chapter', () => {
    expect(volumesOf(aLongBook(90), 10).map(numbersOf)).toEqual([[1]]);
    expect(volumesOf(aLongBook(90, 90), 10).map(numbersOf)).toEqual([[1], [2]]);
  });

  it('makes each volume a book of its own: title, identity, what stands before and after', () => {
    const [first, second] = volumesOf(aLongBook(30, 30), 40);

    expect(first?.title).toBe('Foundations of Reading: Method & Meaning, Volume 1 of 2');
    expect(second?.title).toBe('Foundations of Reading: Method & Meaning, Volume 2 of 2');
    expect(first?.bookId).not.toBe(second?.bookId);
    expect([first?.front, second?.back]).toEqual([aManuscript().front, aManuscript().back]);
  });

  it('names the volume of a chapter that stands in another one', () => {
    const [first] = volumesOf(aLongBook(30, 30), 40);
    if (!first) throw new Error('There are two volumes.');

    const typst = manuscriptToTypst(first, { fonts: FONTS, template: '' });
    const epub = [...epubFiles(first).values()].join('\n');

    expect(typst).toContain('#link(<chapter-1>)[#"1"]');
    expect(typst).toContain('#"2 (Volume 2 of 2)"');
    expect(epub).toContain('<span>2 (Volume 2 of 2)</span>');
    expect(epub).not.toContain('chapter-2.xhtml');
  });
});

describe('the volumes of an export', () => {
  it('are files of their own, each made of its chapters', () => {
    const book = aLongBook(VOLUME_CHARS / 2, VOLUME_CHARS / 2, VOLUME_CHARS / 2);

    expect(studentVolumes(book)).toEqual([
      { variant: 'volume-1', audience: 'student' },
      { variant: 'volume-2', audience: 'student' },
    ]);
    expect(numbersOf(variantVolume(book, 'volume-2'))).toEqual([3]);
    expect(() => variantVolume(book, 'volume-3')).toThrow('which has 2, got "volume-3"');
  });

  it('are the one file of a book that needs none', () => {
    expect(studentVolumes(aManuscript())).toEqual([{ variant: 'student', audience: 'student' }]);
    expect(variantVolume(aManuscript(), 'student')).toEqual(aManuscript());
  });
});
