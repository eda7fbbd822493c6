/** Notes as people have them, made the Markdown that they mean. */
import { readableCourse } from '../../../../domain/course/notes/readable-course.ts';
import { aCourse, aLecture, aModule } from '../../../fixtures/builders.ts';

const read = async (...notes: string[]): Promise<string[]> => {
  const lectures = notes.map((text) => aLecture({ notes: text }));
  const { modules } = await readableCourse(aCourse({ modules: [aModule({ lectures })] }));
  return modules.flatMap((module) => module.lectures.map((lecture) => lecture.notes ?? ''));
};
const readOne = async (notes: string): Promise<string> => (await read(notes))[0] ?? '';

describe('notes in Markdown', () => {
  it.each([
    'Plain prose with *marks*, $x^2$ and `code`.\n\n| a | b |\n| - | - |\n| 1 | 2 |\n',
    '---\n\nA rule at the head, and then prose: it stays.\n\n---\n\nMore.',
    'A picture and <b>bold</b>.',
    'A pool [40m wide] and [30m long.',
    '```html\n<p>An example.</p>\n```',
    'Use `\\newcommand{\\x}{y}` to define a command.',
    '<details><summary>More</summary>\n\nMarkdown with **marks** inside, and a good deal of it.\n\n</details>\n\nAnd text after it.',
  ])('%j stay as they are', async (notes) => {
    expect(await readOne(notes)).toBe(notes);
  });

  it('lose the metadata of the program that made them', async () => {
    const jekyll = await readOne('---\ntitle: "Week 3: Parsing"\ntags: [parsing, lecture]\n---\n\nA grammar.');
    expect(jekyll.trim()).toBe('A grammar.');
    expect((await readOne('---\njupyter:\n  kernelspec:\n    name: python3\n---\nA grammar.')).trim()).toBe(
      'A grammar.',
    );
    expect((await readOne('+++\ntitle = "Parsing"\ndate = 2024-01-01\n+++\nA grammar.')).trim()).toBe('A grammar.');
  });

  it('lose the colours of a terminal, the ends of pages and other control characters', async () => {
    expect(await readOne('```text\n\u001b[0;31mNameError\u001b[0m: name\n```')).toBe('```text\nNameError: name\n```');
    expect(await readOne('[0;31mNameError[0m: see [1] and a[0]m.')).toBe('NameError: see [1] and a[0]m.');
    expect(await readOne('The end.\n\fThe next\u0007 page.')).toBe('The end.\n\nThe next page.');
  });

  it.each([
    ['Run:\n\n```bash\nmake\n\nProse.\n', 'Run:\n\n```bash\nmake\n\nProse.\n```\n'],
    ['1. Run:\n\n   ~~~~\n   make\n   ~~~', '1. Run:\n\n   ~~~~\n   make\n   ~~~\n   ~~~~\n'],
    ['```\nmake\n```', '```\nmake\n```'],
    ['> Note\n>\n> ```sh\n> make\n> ```', '> Note\n>\n> ```sh\n> make\n> ```'],
    ['> ```sh\n> make', '> ```sh\n> make\n> ```\n'],
    ['```', '```\n```\n'],
    ['    ``` is four spaces in', '    ``` is four spaces in'],
  ])('%j have their last block of code closed', async (notes, expected) => {
    expect(await readOne(notes)).toBe(expected);
  });

  it.each([
    ['<img class="equation_image" alt="LaTeX: \\pi r^2" data-equation-content="\\pi r^2" src="/equation_images/1">'],
    ['<img src="/eq/2" alt="LaTeX: \\pi r^2">'],
    ['<img class="latex" src="https://s0.wp.com/latex.php?latex=x" alt="\\pi r^2">'],
    ['<img class="texrender" src="/filter/tex/pix.php/1.svg" alt="\\( \\pi r^2 \\)">'],
  ])('have a formula in place of the picture %s', async (picture) => {
    expect(await readOne(`The area is ${picture} for a disc.`)).toBe('The area is $\\pi r^2$ for a disc.');
  });
});

describe('commands of the author', () => {
  it('are replaced in every formula of the course, wherever they were defined', async () => {
    expect(await read('$\\newcommand{\\bX}{\\mathbf{X}}$\n\nLet $\\bX$ be.', 'And $\\bX^2$, not `\\bX`.')).toEqual([
      '\n\nLet $\\mathbf{X}$ be.',
      'And $\\mathbf{X}^2$, not `\\bX`.',
    ]);
  });

  it.each([
    [
      'beside formulas',
      '\\def\\R{r}\n\nLet $a$ $b$ and $$\\R$$.\n\n$$\n\\R\n$$',
      '\n\nLet $a$ $b$ and $$r$$.\n\n$$\nr\n$$',
    ],
    ['in the formula that uses them', '$\\def\\R{r} \\R$, $$\n\\def\\K{k}\n\\K\n$$', '$r$, $$\n\nk\n$$'],
    ['alone in dollars', 'A $$\n\\def\\R{r}\n\\def\\K{k}\n$$ B \\[\\def\\R{r}\\] C', 'A B  C'],
  ])('go, and every other formula keeps its dollars: %s', async (_where, notes, meant) => {
    expect(await readOne(notes)).toBe(meant);
  });

  it.each([
    ['\\newcommand{\\R}{\\mathbb{R}}', '$x \\in \\R^n$', '$x \\in \\mathbb{R}^n$'],
    ['\\newcommand\\norm[1]{\\left\\| #1 \\right\\|}', '$\\norm{x_{i}}$', '$\\left\\| x_{i} \\right\\|$'],
    [
      '\\newcommand{\\pd}[2][x]{\\partial #2 / \\partial #1}',
      '$\\pd{f} + \\pd[y]{f}$',
      '$\\partial f / \\partial x + \\partial f / \\partial y$',
    ],
    ['\\def\\half#1{\\frac{#1}{2}}', '$\\half x$', '$\\frac{x}{2}$'],
    ['\\gdef\\bra#1{\\langle #1|}', '$\\bra{x}$', '$\\langle x|$'],
    ['\\DeclarePairedDelimiter{\\ceil}{\\lceil}{\\rceil}', '$\\ceil{x}$', '$\\left\\lceil x \\right\\rceil$'],
    ['\\DeclareMathOperator*{\\argmax}{arg\\,max}', '$\\argmax_x f$', '$\\operatorname*{arg\\,max}_x f$'],
    ['\\newcommand{\\E}{\\mathbb{E}}\\newcommand{\\Ex}[1]{\\E[#1]}', '$\\Ex{X}$', '$\\mathbb{E}[X]$'],
    ['\\newcommand{\\ga}{\\alpha}', '$\\ga x$ and $2\\ga$', '$\\alpha x$ and $2\\alpha$'],
    ['\\let\\eps\\varepsilon', '$\\eps > 0$', '$\\varepsilon > 0$'],
  ])('%s makes %s to be %s', async (definition, used, expanded) => {
    expect((await readOne(`${definition}\n\nNow ${used}.`)).trim()).toBe(`Now ${expanded}.`);
  });

  it.each([
    ['has no end', '\\newcommand{\\a}{\\b}\\newcommand{\\b}{\\a}', '$\\a$'],
    ['grows beyond measure', Array.from({ length: 20 }, (_, i) => `\\newcommand{\\${'a'.repeat(i + 2)}}{\\${'a'.repeat(i + 1)}\\${'a'.repeat(i + 1)}}`).join(''), `$\\${'a'.repeat(21)}$`], // prettier-ignore
    ['lacks its argument', '\\newcommand{\\n}[1]{|#1|}', '$\\n$'],
  ])('one that %s leaves the formula as it was written', async (_name, definition, used) => {
    expect((await readOne(`${definition}\n\nNow ${used}.`)).trim()).toBe(`Now ${used}.`);
  });
});

describe('notes in HTML', () => {
  it('that no person can have nested so deeply are read as their words', async () => {
    const nested = (open: string, close: string) => `${open.repeat(5_000)}Rain &amp; snow${close.repeat(5_000)}`;
    expect(await readOne(nested('<div>', '</div>'))).toBe('Rain & snow');
    expect(await readOne(nested('<ul><li>', '</li></ul>'))).toBe('Rain & snow');
    expect(await readOne(`<ul>${'<li>One'.repeat(300)}</ul>`)).toContain('- One');
  });

  it('become paragraphs, lists, tables, code and formulas', async () => {
    const html = `<h2>Supply</h2>
<p>Sellers offer <strong>more</strong> when the price&nbsp;rises &amp; less when it falls; 3 &lt; 5.</p>
<ul><li>one</li><li>two<ol><li>deep</li></ol></li></ul>
<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>
<pre><code class="language-python">for i in x:
    print(i)
</code></pre>
<p>The area is <img class="equation_image" data-equation-content="\\pi r^2" alt="LaTeX: \\pi r^2"> and
<span class="katex"><span class="katex-mathml"><math><semantics><mi>x</mi><annotation encoding="application/x-tex">x_i</annotation></semantics></math></span><span class="katex-html">xi</span></span>.</p>
<figure><img src="tree.png" alt="A tree of calls"><figcaption>The tree</figcaption></figure>
<script>alert(1)</script><style>p { color: red }</style>`;

    expect(await readOne(html)).toBe(`## Supply

Sellers offer **more** when the price\u00a0rises & less when it falls; 3 < 5.

- one
- two
  1. deep

| a | b |
| - | - |
| 1 | 2 |

\`\`\`python
for i in x:
    print(i)
\`\`\`

The area is $\\pi r^2$ and $x_i$.

![A tree of calls](tree.png)

The tree`);
  });

  it('keep dollars and marks of their sentences as they are printed', async () => {
    expect(await readOne('<p>It costs $5 and *much* more_than $6, or \\(x\\).</p>')).toContain('\\*much\\*');
  });

  it('are told from Markdown with some tags in it', async () => {
    const markdown = '<p align="center">A head</p>\n\nThe lecture is written in **Markdown**, and at some length too.';
    expect(await readOne(markdown)).toBe(markdown);
  });
});
