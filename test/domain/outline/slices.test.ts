import { sectionNotes, sliceCount, sliceText } from '../../../domain/outline/slices.ts';
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

  it.each([
    ['code', ['```python', ...Array.from({ length: 60 }, (_, index) => `print(${index})\n`), '```']],
    ['a formula', ['$$', ...Array.from({ length: 60 }, (_, index) => `x_${index} = ${index} \\\\\n`), '$$']],
    ['a table', ['| a | b |', '| - | - |', ...Array.from({ length: 60 }, (_, index) => `| ${index} | It says. So. |`)]],
  ])('keeps %s whole that is longer than a slice, beside the words that lead to it', (_name, lines) => {
    const block = lines.join('\n');
    const text = `It begins with these words.\n\nThey lead on to this:\n\n${block}\n\nIt ends with these.`;

    const slices = sliceText(text, 3);

    expect(slices.filter((slice) => slice.includes(block))).toHaveLength(1);
    expect(slices.map((slice) => slice.replace(block, '').trim())).not.toContain('');
    expect(squeezed(slices.join(''))).toBe(squeezed(text));
  });

  it('cuts no formula inside a long paragraph', () => {
    const formula = String.raw`$f(x) = \text{if it is. Then it is} + 1$`;
    const text = `${formula} ends it. `.repeat(40).trim();

    const slices = sliceText(text, 5);

    expect(slices).toHaveLength(5);
    expect(slices.join(' ').split(formula)).toHaveLength(41);
  });

  it('gives each footnote to the slices that mark it, and one without a mark to the last', () => {
    const paragraphs = ['One is marked here.[^a]', 'Two is marked here.[^b]', 'One is marked again.[^a]'];
    const text = [...paragraphs, '[^a]: Said of one.', '[^b]: Said of two.', '[^c]: Said of nothing.'].join('\n\n');

    expect(sliceText(text, 3)).toEqual([
      'One is marked here.[^a]\n\n[^a]: Said of one.',
      'Two is marked here.[^b]\n\n[^b]: Said of two.',
      'One is marked again.[^a]\n\n[^a]: Said of one.\n\n[^c]: Said of nothing.',
    ]);
  });

  it('gives the address of a link to the slices that name it', () => {
    const text =
      'See [the one][one] here.\n\nSee [the other][] there.\n\n[one]: https://a.example\n[the other]: https://b.example';

    expect(sliceText(text, 2)).toEqual([
      'See [the one][one] here.\n\n[one]: https://a.example',
      'See [the other][] there.\n\n[the other]: https://b.example',
    ]);
  });

  it('begins a slice at a heading of the notes that is near', () => {
    const said = 'It is said at some length here, and said again.';
    const text = [said, said, said, '## Next', said, said, said, said].join('\n\n');

    expect(sliceText(text, 2)[1]).toMatch(/^## Next/);
  });

  it('makes no slice of a heading, a picture or a formula alone', () => {
    const text = [
      '## One',
      'Words.',
      '## Two',
      '![A picture that is described at length](a.png)',
      '$$\nx^2 + y^2 = z^2\n$$',
    ].join('\n\n');

    expect(sliceText(text, 4)).toEqual([text]);
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

describe('sliceCount', () => {
  it('gives as many slices as the notes have, and no more', () => {
    const table = [
      '| a | b |',
      '| - | - |',
      ...Array.from({ length: 60 }, (_, index) => `| ${index} | It says. |`),
    ].join('\n');
    const lecture = aLecture({ notes: `Words before it.\n\n${table}\n\nWords after it.` });

    expect(sliceCount(lecture, 5)).toBe(2);
    expect(sliceCount(aLecture({ notes: 'A sentence that says little. '.repeat(100) }), 5)).toBe(5);
    expect(sliceCount(aLecture({ notes: null }), 5)).toBe(1);
  });
});
