import { sectionNotes, sliceText } from '../../../domain/outline/slices.ts';
import { aLecture } from '../../fixtures/builders.ts';

const squeezed = (text: string): string => text.replace(/\s+/g, '');

describe('sliceText', () => {
  it('cuts between paragraphs, in order, losing nothing', () => {
    const text = Array.from({ length: 12 }, (_, index) => `Paragraph ${index} says a thing. It says it well.`).join(
      '\n\n',
    );

    const slices = sliceText(text, 3);

    expect(slices).toHaveLength(3);
    expect(slices.join('\n\n')).toBe(text);
    expect(Math.max(...slices.map((slice) => slice.length))).toBeLessThan(text.length / 2);
  });

  it('keeps a heading with what follows it', () => {
    const text = [
      'This is said at some length, to fill the first half.',
      '### Next',
      'And this in its turn fills the other.',
    ].join('\n\n');

    expect(sliceText(text, 2)[1]).toMatch(/^### Next/);
  });

  it.each([
    ['sentences', 'A sentence that says little. '.repeat(7000)],
    ['words', 'word '.repeat(40_000)],
    ['characters', '愛'.repeat(200_000)],
    ['lines', 'line of text\n'.repeat(15_000)],
  ])('slices 200,000 characters without a paragraph break, by %s', (_name, text) => {
    const slices = sliceText(text, 40);

    expect(slices).toHaveLength(40);
    expect(squeezed(slices.join(''))).toBe(squeezed(text));
    expect(Math.max(...slices.map((slice) => slice.length))).toBeLessThan((text.length / 40) * 2);
  });

  it('fences each piece of a block of code that must be cut', () => {
    const text = [
      'Before.',
      '```python',
      ...Array.from({ length: 60 }, (_, index) => `print(${index})\n`),
      '```',
      '',
      'After.',
    ].join('\n');

    const slices = sliceText(text, 3);

    expect(slices).toHaveLength(3);
    for (const slice of slices) expect((slice.match(/^```/gm) ?? []).length % 2).toBe(0);
    expect(slices[1]).toMatch(/^```python\n/);
  });

  it('does not cut a short block of code at its blank lines', () => {
    const text = ['```', 'a', '', 'b', '```', '', 'One sentence. Two sentences. Three sentences. Four sentences.'].join(
      '\n',
    );

    expect(sliceText(text, 2)[0]).toContain('a\n\nb');
  });
});

describe('sectionNotes', () => {
  it('gives all notes, a slice of them, or null where there are none', () => {
    const lecture = aLecture({ notes: 'First half here.\n\nOther half here.' });

    expect(sectionNotes(lecture, null)).toBe('First half here.\n\nOther half here.');
    expect(sectionNotes(lecture, { index: 2, count: 2 })).toBe('Other half here.');
    expect(sectionNotes(aLecture({ notes: ' ' }), null)).toBeNull();
  });
});
