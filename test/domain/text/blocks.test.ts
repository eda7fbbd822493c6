import { readMarkdown } from '../../../domain/text/blocks.ts';

describe('a text as the checks see it', () => {
  it.each(['> ', '- ', '1. '])('is read in bounded time and depth when it is %j again and again', (mark) => {
    const startedAt = performance.now();

    expect(() => readMarkdown(mark.repeat(10_000))).not.toThrow();
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  });

  it('keeps every sign of a paragraph that is mostly marks', () => {
    const text = 'see [a] and *b* '.repeat(300).trim();

    expect(readMarkdown(text).blocks).toEqual([{ kind: 'prose', text, prose: text, isQuoted: false }]);
  });

  it('holds headings, code, formulas, cells and quotations apart', () => {
    const { blocks, html } = readMarkdown(
      '#### On bread\n\nAdd `salt` now.\n\n> It rises.\n\n```\nknead()\n```\n\n| a |\n| - |\n| b |\n\n<div>x</div>',
    );

    expect(blocks.map(({ kind, text, isQuoted }) => [kind, text, isQuoted])).toEqual([
      ['heading', 'On bread', false],
      ['prose', 'Add salt now.', false],
      ['prose', 'It rises.', true],
      ['code', 'knead()', false],
      ['cell', 'a', false],
      ['cell', 'b', false],
      ['prose', 'x', false],
    ]);
    expect(html).toEqual(['<div>x</div>']);
  });
});
