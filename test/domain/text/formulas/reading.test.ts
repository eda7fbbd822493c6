/** Formulas as people write them, read alike by checks, manuscript and every export. */
import fc from 'fast-check';
import type { Nodes } from 'mdast';
import { visit } from 'unist-util-visit';
import { readMarkdown } from '../../../../domain/text/blocks.ts';
import { parseProse, proseText } from '../../../../domain/text/markdown.ts';

interface Read {
  displayed: string[];
  inline: string[];
  /** The text around the formulas, blanks joined. */
  prose: string;
}

function read(markdown: string): Read {
  const prose = parseProse(markdown, { baseDepth: 2 });
  const found: Read = { displayed: [], inline: [], prose: '' };
  visit(prose, (node: Nodes) => {
    if (node.type === 'math') found.displayed.push(node.value);
    if (node.type === 'inlineMath') found.inline.push(node.value);
    if (node.type === 'math' || node.type === 'inlineMath') node.value = '§';
  });
  return { ...found, prose: proseText(prose).replace(/\s+/gu, ' ') };
}

describe('a displayed formula', () => {
  it.each([
    ['C = K\n  + D', 'whose dollars stand beside it', 'After two years:\n\n$$C = K\n  + D$$\n\nwhere K is paid.'],
    ['a = b,', 'with a comma behind its dollars', 'After two years:\n\n$$\na = b\n$$,\n\nwhere K is paid.'],
    ['m = (a + b) / 2,', 'with a comma on its line', 'After two years:\n\n$$ m = (a + b) / 2 $$,\n\nwhere K is paid.'],
    ['a = b', 'between lines of its sentence', 'After two years:\n$$ a = b $$\nwhere K is paid.'],
    ['a\n= b', 'over lines in the middle of one', 'After two years: $$a\n= b$$ where K is paid.'],
    ['a = b', 'with a label of MyST', 'After two years:\n\n$$\na = b\n$$ (eq:interest)\n\nwhere K is paid.'],
    ['a = b', 'with a label of Quarto', 'After two years:\n\n$$ a = b $$ {#eq-interest}\n\nwhere K is paid.'],
    ['a = b \\qquad (2.1)', 'with its number', 'After two years:\n\n$$ a = b $$ (2.1)\n\nwhere K is paid.'],
    ['a = b.', 'in brackets', 'After two years: \\[ a = b \\]. \n\nwhere K is paid.'],
    ['a = b', 'in doubled brackets', 'After two years:\n\n\\\\[ a = b \\\\]\n\nwhere K is paid.'],
    [
      'a = b',
      'of a bare equation',
      'After two years:\n\n\\begin{equation}\\label{eq:i}\na = b\n\\end{equation}\n\nwhere K is paid.',
    ],
    ['a \\qquad (\\text{3})', 'with a tag', 'After two years:\n\n$$ a \\tag{3} $$\n\nwhere K is paid.'],
    ['x=1\n\ny=2', 'with a blank line in it', 'After two years:\n\n$$\nx=1\n\ny=2\n$$\n\nwhere K is paid.'],
    ['x = 1', 'deep in its lines', 'After two years:\n\n$$\n\n      x = 1\n\n$$\n\nwhere K is paid.'],
  ])('%j, %s', (latex, _name, markdown) => {
    const { displayed, inline, prose } = read(markdown);

    expect({ displayed, inline }).toEqual({ displayed: [latex], inline: [] });
    expect(prose).toMatch(/^After two years: § where K is paid\.$/u);
  });

  it('of rows keeps them, in an environment that stands inside a formula', () => {
    const rows = (name: string) => `Rows:\n\n\\begin{${name}}\na &= b \\\\\nc &= d\n\\end{${name}}\n\nEnd.`;

    expect(read(rows('align*')).displayed).toEqual(['\\begin{aligned}\na &= b \\\\\nc &= d\n\\end{aligned}']);
    expect(read(rows('gather')).displayed).toEqual(['\\begin{gathered}\na &= b \\\\\nc &= d\n\\end{gathered}']);
    expect(read('$$\\begin{aligned}\nL &= a \\\\\n  &= c.\n\\end{aligned}$$\n\nEnd.')).toEqual({
      displayed: ['\\begin{aligned}\nL &= a \\\\\n  &= c.\n\\end{aligned}'],
      inline: [],
      prose: '§ End.',
    });
    expect(read('\\begin{eqnarray}\na &=& b \\\\\n&=& c\n\\end{eqnarray}').displayed).toEqual([
      '\\begin{aligned}\na &= b \\\\\n&= c\n\\end{aligned}',
    ]);
  });

  it('in a quotation is without its marks, and in a list stays in its item', () => {
    expect(read('> Said:\n>\n> $$\n> a = b\n> $$\n>\n> End.')).toEqual({
      displayed: ['a = b'],
      inline: [],
      prose: 'Said: § End.',
    });
    expect(read('- One\n\n  $$\n  a = b\n  $$\n\n- Two').prose).toBe('One § Two');
  });
});

describe('a formula inside a sentence', () => {
  it.each([
    ['$$W$$ is the matrix and $$b$$ the bias.', ['W', 'b'], '§ is the matrix and § the bias.'],
    [
      'The score is \\\\( s = W x \\\\), where \\\\(x_i\\\\) is a column.',
      ['s = W x', 'x_i'],
      'The score is §, where § is a column.',
    ],
    ['Let \\(x\\) be \\( y + 1 \\).', ['x', 'y + 1'], 'Let § be §.'],
    ['$x$ and\n$y$, then $a\n+ b$.', ['x', 'y', 'a\n+ b'], '§ and §, then §.'],
    ['It costs $5, and $x = 5$ is **$y$**.', ['x = 5', 'y'], 'It costs $5, and § is §.'],
    ['Of WordPress: $latex x^2&s=2&bg=fff$, $latex y$, $latex$.', ['x^2', 'y', 'latex'], 'Of WordPress: §, §, §.'],
    ['From $10 to $20 for $n$ of them', ['n'], 'From $10 to $20 for § of them'],
    ['| a | b |\n| - | - |\n| $|x|$ | costs $5 |', ['|x|'], 'a b § costs $5'],
    ['# On $x^2$\n\nEnd.', ['x^2'], 'On § End.'],
    ['A [link to $x$](https://example.org/$a$b).', ['x'], 'A link to §.'],
  ])('%j', (markdown, inline, prose) => {
    expect(read(markdown)).toEqual({ displayed: [], inline, prose });
  });

  it.each([
    'An escaped \\[bracket\\] and \\(another one\\) of prose.',
    'As drawn \\[see fig_1\\], written \\[snake_case\\] and said \\[1-3\\] of [A-Z].',
    'Two dollars $$ alone, and every student must read this sentence as prose $$ too.',
    'It costs $5 and every student must read this sentence, about $6 a year.',
    'Code: `$a$` and `\\(x\\)`.',
    '```sh\necho $a $b $$c$$\n\\begin{align}\n```',
  ])('is none in %j', (markdown) => {
    expect(read(markdown)).toMatchObject({ displayed: [], inline: [] });
  });
});

it('what the author only defined prints nothing', () => {
  expect(read('Before.\n\n$$\\label{x}$$\n\nAfter.')).toEqual({ displayed: [], inline: [], prose: 'Before. After.' });
});

describe('any text with formulas', () => {
  const words = ['every', 'student', 'reads', 'this', 'here', 'today', 'lecture', 'answer'];
  const latex = fc.constantFrom('a = b', 'x^2', 'W', '\\frac{a}{b}', 'K (1 + r)^2\n  + D', '\\begin{aligned}\na &= b \\\\\n&= c\n\\end{aligned}', 's_i < 3', '\\text{rate of interest}'); // prettier-ignore
  const sentence = fc
    .array(fc.constantFrom(...words), { minLength: 5, maxLength: 12 })
    .map((chosen) => chosen.join(' '));
  const money = fc.integer({ min: 1, max: 999 }).map((sum) => `it costs $${sum} and no more`);
  const oneLine = (text: string): string => text.replace(/\n\s*/gu, ' ');
  const formula = fc.tuple(latex, fc.nat(10)).map(([text, form]): { written: string; text: string } => {
    const forms = [
      `\n\n$$\n${text}\n$$\n\n`,
      `\n\n$$${text}$$\n\n`,
      `\n\n$$ ${text} $$,\n\n`,
      `\n$$${text}$$\n`,
      `\n\n\\[${text}\\]\n\n`,
      `\n\n\\\\[${text}\\\\]\n\n`,
      `\n\n\\begin{equation}\n${text}\n\\end{equation}\n\n`,
      `\n\n$$${text}$$ (eq:a)\n\n`,
      ` $${oneLine(text)}$ `,
      ` $$${oneLine(text)}$$ `,
      `\n\n> $$${oneLine(text)}$$\n\n`,
    ];
    return { written: forms[form] ?? '', text };
  });
  const piece = fc.oneof(
    { weight: 3, arbitrary: sentence.map((written) => ({ written: `${written} `, text: written })) },
    { weight: 1, arbitrary: money.map((written) => ({ written: `${written} `, text: written })) },
    { weight: 3, arbitrary: formula },
  );
  const squeezed = (text: string): string => text.replace(/\s+/gu, '');

  it('keeps its sentences as prose and its formulas whole, in order', () => {
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 5 }), (pieces) => {
        const markdown = pieces.map(({ written }) => written).join('');
        const { displayed, inline, prose } = read(markdown);

        for (const found of [...displayed, ...inline]) expect(found).not.toMatch(/every|student|costs|lecture/u);
        expect(displayed.length + inline.length).toBe(
          pieces.filter(({ text }) => !/every|student|reads|this|here|today|lecture|answer|costs/u.test(text)).length,
        );
        const expected = pieces.map(({ text, written }) =>
          squeezed(written).includes(squeezed(text)) && /[a-z]{4} |costs/u.test(text) && !text.includes('\\')
            ? text
            : '',
        );
        expect(squeezed(prose).replaceAll('§', '')).toBe(squeezed(expected.join('')));
      }),
      { numRuns: 10_000 },
    );
  });

  it('is read by the checks as it is printed', () => {
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 5 }), (pieces) => {
        const markdown = pieces.map(({ written }) => written).join('');
        const checked = readMarkdown(markdown)
          .blocks.map(({ text }) => text)
          .join('\n');

        expect(squeezed(checked)).toBe(squeezed(proseText(parseProse(markdown, { baseDepth: 2 }))));
      }),
      { numRuns: 1_000 },
    );
  });
});
