import { readMarkdown } from '../../../domain/text/blocks.ts';
import { parseMarkdown } from '../../../domain/text/markdown.ts';

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

  it.each([
    ['table', (index: number) => `| ${index} | $x_${index} \\le \\frac{1}{2}$ |`, ['| a | b |', '| - | - |']],
    ['list', (index: number) => `- It is $x_${index} \\le \\frac{1}{2}$`, []],
  ] as const)('reads a %s of 2,000 rows with formulas as what it is', (kind, row, head) => {
    const rows = Array.from({ length: 2_000 }, (_, index) => row(index));

    const read = parseMarkdown([...head, ...rows].join('\n')).children;

    expect(read.map((node) => [node.type, 'children' in node ? node.children.length : 0])).toEqual([
      [kind, 2_000 + head.length / 2],
    ]);
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
