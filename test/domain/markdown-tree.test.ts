import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { markdownTree } from '../../domain/markdown-tree.ts';

const parser = unified().use(remarkParse).use(remarkGfm).use(remarkMath);
const withoutPositions = (tree: object): unknown =>
  JSON.parse(JSON.stringify(tree, (key, value: unknown) => (key === 'position' ? undefined : value)));

/** What the parser may take for a mark, and what it takes for none. */
const PIECES = [
  ...['a word', '. ', ', ', '\n', '\n\n', '\n\n\n', ' ', '  ', '\t', '\r\n', '\u0000', '\ufeff', '\u00a0', '\u2028'],
  ...['- ', '-', '---', '=', '+ ', ':', '1. ', '1) ', '2', '(', ')', '"', '!', '?', '^', '%', '{', '}', '/', '\\'],
  ...['http:', '//', 'www', 'WWW.a.de', '.com', 'a@b.de', '<b>', '&amp;', '[x]', '|', '#', '# ', '> ', '*', '_', '~~'],
  ...['`', '```', '$', '$$', '\ud800', '😀', 'سؤال', '、', '١. ', '•'],
];

describe('markdownTree', () => {
  it.each(PIECES)('reads what stands around %j as the parser does', (piece) => {
    for (const other of PIECES) {
      for (const text of [piece + other, `Text${piece}${other}more`, `Text\n${piece}${other}\nmore${piece}`]) {
        const tree = markdownTree(text);
        // With positions it is the parser's own.
        if (tree.position) continue;
        expect({ text, tree }).toEqual({ text, tree: withoutPositions(parser.parse(text)) });
      }
    }
  });
});
