import { toString } from 'mdast-util-to-string';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { markdownTree } from '../../../domain/text/markdown-tree.ts';

const parser = unified().use(remarkParse).use(remarkGfm);
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

describe('signs that are read as their writers mean them', () => {
  const inline = (markdown: string): unknown[] => {
    const [paragraph] = markdownTree(markdown).children;
    return (paragraph && 'children' in paragraph ? paragraph.children : []).map((node) =>
      'value' in node ? node.value : [node.type, toString(node)],
    );
  };

  it('keeps stars inside words', () => {
    for (const text of ['2*3*4 is 24', '2*3*4*5 is 120', '2**3 and 4**5', 'Schüler*innen und Leser*innen lernen'])
      expect(inline(text)).toEqual([text]);
  });

  it('takes tildes of ranges for no strike', () => {
    const text = '수업은 5~10분, 과제는 10~20분 걸린다.';
    expect(inline(text)).toEqual([text]);
    expect(inline('It is ~~wrong~~ right.')).toEqual(['It is ', ['delete', 'wrong'], ' right.']);
  });

  it('sees emphasis where words begin and end, and inside rows of letters without spaces', () => {
    expect(inline('Read *this* and **Preis**e.')).toEqual([
      'Read ',
      ['emphasis', 'this'],
      ' and ',
      ['strong', 'Preis'],
      'e.',
    ]);
    expect(inline('这*很*好')).toEqual(['这', ['emphasis', '很'], '好']);
  });

  it('sees bold beside the marks of Chinese, Japanese and Korean', () => {
    expect(inline('**「書信」**是文字')).toEqual([['strong', '「書信」'], '是文字']);
    expect(inline('この**「助詞」**は語である')).toEqual(['この', ['strong', '「助詞」'], 'は語である']);
    expect(inline('**“라틴”**은 말이다')).toEqual([['strong', '“라틴”'], '은 말이다']);
  });
});
