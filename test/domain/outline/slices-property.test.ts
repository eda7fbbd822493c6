/** Whatever the notes are: their slices together say what they say, block for block and word for word. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Nodes, Root, RootContent } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';
import { sliceText } from '../../../domain/outline/slices.ts';
import { parseMarkdown } from '../../../domain/text/markdown.ts';

const RUNS = 2_000;

const word = fc.constantFrom(
  ...'bread rises slowly while yeast eats sugar and gives off gas 3 2.5 e.g. Brot 愛'.split(' '),
);
const words = (max: number) => fc.array(word, { minLength: 1, maxLength: max }).map((list) => list.join(' '));
const sentence = fc
  .tuple(words(12), fc.constantFrom('.', '!', '?', ':', '.”', ''))
  .map(([text, end]) => `It says ${text}${end}`);
const inline = fc.oneof(
  { weight: 6, arbitrary: sentence },
  { weight: 2, arbitrary: fc.constantFrom('$a. B$', '$x_1 + \\text{so. It is}$', '$$y. Z = 2$$', '\\(a + b. C\\)') },
  { weight: 1, arbitrary: fc.constantFrom('`code. It is`', '**bold. It is**', '*slanted*', '[a link. It is](a.html)') },
  {
    weight: 1,
    arbitrary: fc.constantFrom('[named][one]', '[two]', '![picture](p.png)', '<sup>2 or. So</sup>', '1. no list'),
  },
  { weight: 2, arbitrary: fc.constantFrom('[^a]', '[^b]', '[^c]', '[^unknown]') },
);
const paragraph = fc
  .tuple(sentence, fc.array(fc.tuple(fc.constantFrom(' ', ' ', '\n'), inline), { maxLength: 8 }))
  .map(
    ([first, others]) => first + others.map(([gap, text]) => (/^\d/u.test(text) ? ` ${text}` : gap + text)).join(''),
  );
const list = fc
  .tuple(
    fc.constantFrom('- ', '* ', '1. '),
    fc.constantFrom('\n', '\n\n'),
    fc.array(fc.tuple(sentence, fc.boolean()), { minLength: 1, maxLength: 6 }),
  )
  .map(([mark, gap, items]) =>
    items
      .map(([text, isNested]) => `${mark}${text}${isNested ? `\n${' '.repeat(mark.length)}- ${text}` : ''}`)
      .join(gap),
  );
const table = fc
  .array(sentence, { minLength: 1, maxLength: 9 })
  .map((rows) => ['| a | b |', '| --- | --- |', ...rows.map((text) => `| ${text} | $x. Y$ |`)].join('\n'));
const code = fc
  .tuple(
    fc.constantFrom('```', '~~~python', '    '),
    fc.array(sentence, { minLength: 1, maxLength: 8 }),
    fc.constantFrom('\n', '\n\n'),
  )
  .map(([mark, lines, gap]) =>
    mark === '    ' ? lines.map((line) => mark + line).join(gap) : [mark, lines.join(gap), mark.slice(0, 3)].join('\n'),
  );
const formula = fc
  .array(fc.constantFrom('a = b', 'c &= d \\\\', '\\text{it is. So it is}'), { minLength: 1, maxLength: 5 })
  .map((lines) => ['$$', ...lines, '$$'].join('\n'));
const meaning = fc
  .tuple(fc.constantFrom('[^a]', '[^b]', '[^d]'), sentence, fc.constantFrom('', ' More.[^c]', '\n    More of it.'))
  .map(([mark, text, more]) => `${mark}: ${text}${more}`);
const address = fc.constantFrom('[one]: https://one.example', '[two]: two.html "It is two"');
const html = fc
  .tuple(fc.constantFrom('div', 'details', 'table'), sentence)
  .map(([tag, text]) => `<${tag}>\n${text}\n</${tag}>`);
const block = fc.oneof(
  { weight: 8, arbitrary: paragraph },
  { weight: 3, arbitrary: fc.tuple(fc.constantFrom('#', '##', '####'), words(5)).map((parts) => parts.join(' ')) },
  { weight: 3, arbitrary: list },
  { weight: 2, arbitrary: table },
  { weight: 2, arbitrary: code },
  { weight: 2, arbitrary: formula },
  { weight: 2, arbitrary: meaning },
  { weight: 1, arbitrary: address },
  { weight: 1, arbitrary: html },
  {
    weight: 1,
    arbitrary: paragraph.map((text) => `> ${text.replaceAll('\n', '\n> ')}\n>\n> - ${'so it is '.repeat(3)}`),
  },
  { weight: 1, arbitrary: fc.constantFrom('---', '![A picture](a.png)', '<!-- left out -->', '[^c]: It is c.') },
);
const notes = fc
  .tuple(
    fc.array(fc.tuple(block, fc.constantFrom('\n\n', '\n\n', '\n\n\n')), { minLength: 1, maxLength: 6 }),
    fc.integer({ min: 2, max: 7 }),
  )
  .map(([blocks, count]) => ({
    text: blocks
      .map(([text, gap]) => text + gap)
      .join('')
      .trimEnd(),
    count,
  }));

const isMeaning = ({ type }: Nodes): boolean => type === 'definition' || type === 'footnoteDefinition';
const isNothing = (node: Nodes): boolean => node.type === 'html' && node.value.startsWith('<!--');
const blocksOf = (tree: Root): RootContent[] => tree.children.filter((node) => !isMeaning(node) && !isNothing(node));
const textOf = (nodes: RootContent[]): string =>
  nodes
    .map((node) => toString(node))
    .join('\n')
    .replace(/\s+/gu, '');
const MAY_BE_CUT = new Set(['paragraph', 'list', 'blockquote']);

/** The slices' blocks in the order of the whole's; what is cut comes as several of one kind, each at the start of a slice. */
function sameKinds(whole: string[], slices: string[][]): boolean {
  let read = new Set([0]);
  for (const slice of slices)
    for (const [index, kind] of slice.entries())
      read = new Set(
        [...read].flatMap((at) => [
          ...(whole[at] === kind ? [at + 1] : []),
          ...(index === 0 && whole[at - 1] === kind && MAY_BE_CUT.has(kind) ? [at] : []),
        ]),
      );
  return read.has(whole.length);
}

const kept = (nodes: RootContent[], kinds: string[]): string[] => {
  const found: string[] = [];
  for (const node of nodes) visit(node, (inner) => void (kinds.includes(inner.type) && found.push(toString(inner))));
  return found;
};

const bearsProse = (nodes: RootContent[]): boolean =>
  nodes.some((node) => {
    let found = false;
    visit(node, (inner) => {
      if (inner.type === 'table' || inner.type === 'heading') return 'skip';
      found ||= (inner.type === 'text' || inner.type === 'html') && /\p{L}/u.test(inner.value.replace(/<[^>]*>/gu, ''));
      return undefined;
    });
    return found;
  });

describe('slices of any notes', () => {
  it(`say what the notes say, whole by whole, in ${RUNS} generated notes`, () => {
    fc.assert(
      fc.property(notes, ({ text, count }) => {
        const slices = sliceText(text, count);
        const whole = parseMarkdown(text);
        const trees = slices.map(parseMarkdown);
        const blocks = trees.map(blocksOf);

        expect(slices.length).toBeLessThanOrEqual(count);
        expect(textOf(blocks.flat())).toBe(textOf(blocksOf(whole)));
        const kinds = blocksOf(whole).map(({ type }) => type);
        const sliceKinds = blocks.map((nodes) => nodes.map(({ type }) => type));
        if (!sameKinds(kinds, sliceKinds)) expect(sliceKinds).toEqual(kinds);
        for (const kind of ['code', 'math', 'inlineMath', 'table', 'inlineCode', 'footnoteReference'])
          expect(kept(blocks.flat(), [kind])).toEqual(kept(blocksOf(whole), [kind]));
        if (bearsProse(blocksOf(whole))) expect(blocks.map(bearsProse)).not.toContain(false);
        if (slices.length > 1) expect(blocks.map((nodes) => nodes.at(-1)?.type).slice(0, -1)).not.toContain('heading');
        const meanings = kept(whole.children, ['footnoteDefinition']);
        const given = trees.flatMap((tree) => kept(tree.children, ['footnoteDefinition']));
        expect(meanings.filter((one) => !given.includes(one))).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });
});
