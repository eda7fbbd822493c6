/** Marks of other programs in notes: what they mean in plain Markdown, and what is nobody's mark. */
import { joinLines } from '../../../../domain/course/notes/source/lines.ts';
import { readNotes } from '../../../../domain/course/notes/read-notes.ts';

/** Without the blank lines that only keep blocks apart. */
const read = (notes: string): string =>
  joinLines(readNotes(notes).lines)
    .replace(/[ \t]+$/gmu, '')
    .replace(/\n{3,}/gu, '\n\n')
    .trim();
const dropped = (notes: string): string[] => readNotes(notes).dropped.map(({ line, what }) => `${line}: ${what}`);

describe.each([
  [
    'MyST',
    [
      [':::{note}\nKeep it.\n:::', '> **Note**\n>\n> Keep it.'],
      ['```{admonition} On *rain*\n:class: tip\nIt falls.\n```', '> **On *rain***\n>\n> It falls.'],
      ['```{warning} Wet.\n```', '> **Warning**\n>\n> Wet.'],
      ['````{prf:theorem} Thales\n:label: t\n$a$ is right.\n````', '> **Theorem: Thales**\n>\n> $a$ is right.'],
      ['```{math}\n:label: eq:x\na = b\n```', '$$\na = b\n$$'],
      ['```{code-block} python\n:linenos:\nx = {% y %}\n```', '```python\nx = {% y %}\n```'],
      ['```{code-cell} ipython3\n:tags: [hide-input]\nx = 1\n```', '```python\nx = 1\n```'],
      ['```{figure} img/tree.png\n:name: tree\nThe tree\nof calls.\n```', '![The tree of calls.](img/tree.png)'],
      ['```{figure} a.png\n:alt: A tree\nOf calls.\n```', '![A tree](a.png)\n\nOf calls.'],
      ['```{list-table}\n:header-rows: 1\n* - a\n  - b\n* - 1\n  - 2\n```', '| a | b |\n| --- | --- |\n| 1 | 2 |'],
      ['::::{tab-set}\n:::{tab-item} Python\nA word.\n:::\n::::', '**Python**\n\nA word.'],
      ['- Item\n\n  :::{tip}\n  In it.\n  :::', '- Item\n\n  > **Tip**\n  >\n  > In it.'],
      ['```{note}\nText.\n```python\nx\n```\nMore.\n```', '> **Note**\n>\n> Text.\n> ```python\n> x\n> ```\n> More.'],
      ['(rain)=\n# On rain\n\nSee {ref}`rain` and {ref}`that <rain>`.', '# On rain\n\nSee On rain and that.'],
      ['A {term}`loop`, {doc}`b.md`, {cite:t}`knuth84`, {eq}`eq:x`.', 'A loop, b.md, knuth84, eq:x.'],
      ['Let {math}`x^2` in {sub}`low` and {kbd}`Ctrl`.', 'Let $x^2$ in <sub>low</sub> and `Ctrl`.'],
      ['See {numref}`Figure %s <fig>` and {ref}`fig`.', 'See Figure and fig.'],
      ['{ref}`a`\n\n% hidden\n% lines\n\nText.', 'a\n\nText.'],
      ['```{toctree}\na\nb\n```\n\nText.', 'Text.'],
    ],
  ],
  [
    'Quarto and Pandoc',
    [
      ['::: {.callout-tip title="Try"}\nDo it.\n:::', '> **Tip: Try**\n>\n> Do it.'],
      ['::: {.callout-note}\n## Head\nText.\n:::', '> **Note: Head**\n>\n> Text.'],
      ['::: {#thm-line name="Lines"}\nTrue.\n:::', '> **Theorem: Lines**\n>\n> True.'],
      [':::: {.columns}\n::: {.column width="50%"}\nLeft.\n:::\n::: {.column}\nRight.\n:::\n::::', 'Left.\n\nRight.'],
      [
        '```{python}\n#| label: fig-a\n#| fig-cap: "A curve."\nplot(1)\n```',
        '```python\nplot(1)\n```\n\n![A curve.](picture)',
      ],
      ['```{r, echo=FALSE, fig.cap="A bar."}\nplot(1)\n```', '```r\nplot(1)\n```\n\n![A bar.](picture)'],
      ['# Loops {#sec-loops .unnumbered}\n\nSee @sec-loops, @fig-a.', '# Loops\n\nSee Loops, fig-a.'],
      ['[small]{.smallcaps} ![tree](a.png){width=50%}', 'small ![tree](a.png)'],
      ['So [@knuth84, p. 3] says.^[A note.]', 'So [knuth84, p. 3] says. (A note.)'],
      ['A.\n\n{{< video https://example.org >}}\n\n{{< pagebreak >}}\n\nB.', 'A.\n\nB.'],
    ],
  ],
  [
    'LaTeX and WordPress',
    [
      [
        '$$a \\label{eq:a}$$\n\nBy Eq.~\\ref{eq:a}, \\eqref{eq:b}; `\\ref{eq:a}`, \\ref{c}.',
        '$$a \\label{eq:a}$$\n\nBy Eq. eq:a, (eq:b); `\\ref{eq:a}`, \\ref{c}.',
      ],
      [
        'H~2~O, SO~4~^2-^, x^2^; 2^3^4, 5~10~15.',
        'H<sub>2</sub>O, SO<sub>4</sub><sup>2-</sup>, x<sup>2</sup>; 2^3^4, 5~10~15.',
      ],
      ['[latex] a+b [/latex] of [note].', '$a+b$ of [note].'],
      ['[caption width="3"]<img src="b.png" alt="A mill"> At work[/caption]', '![A mill](picture) At work'],
      ['<p>[latex]c &lt; d[/latex], $latex e&amp;s=2$</p>', '$c < d$, $e$'],
      ['Two:\n• one\n• more', 'Two:\n- one\n- more'],
    ],
  ],
  [
    'Obsidian',
    [
      ['A [[Page|text]], [[Other page]], [[Page#Part]] and [[#Head]].', 'A text, Other page, Page, Part and Head.'],
      ['![[tree.png]]\n\n![[tree.png|The tree]]\n\n![[tree.png|300]]', '![The tree](picture)'],
      ['> [!note] Remember\n> It.', '> **Remember**\n>\n> It.'],
      ['> [!warning]-\n> It.', '> **Warning**\n>\n> It.'],
      ['Seen %%by me%% twice.\n\n%%\nlong\nlines\n%%\n\n==Marked.==', 'Seen  twice.\n\n**Marked.**'],
      ['#maths #week/3\n\nA line. ^line-1\n\n#todo', 'A line.'],
    ],
  ],
  [
    'Jekyll and its kin',
    [
      ['# T\n{: .no_toc}\n\n1. TOC\n{:toc}\n\nLead.{: .lead}', '# T\n\nLead.'],
      [
        '{% highlight python linenos %}\nfor i in x:\n    print(i)\n{% endhighlight %}',
        '```python\nfor i in x:\n    print(i)\n```',
      ],
      ['{% raw %}\nUse {{ page.x }}.\n{% endraw %}', 'Use {{ page.x }}.'],
      ['{% include figure.html src="a.png" caption="A tree" %}', '![A tree](picture)'],
      ['{% include youtube.html id="x" %}\n\n[That]({% link a.md %}) of {{ page.title }}.', '[That]() of .'],
      ['A.{% comment %}never{% endcomment %} <!-- nor\nthis --> B.', 'A.  B.'],
      ['{% if site.x %}\nWords.\n{% endif %}', 'Words.'],
      ['{% hint style="info" %}\nWords.\n{% endhint %}', 'Words.'],
      ['!!! note "Bring"\n    A pen.\n\n    And ink.\n\nEnd.', '> **Bring**\n>\n> A pen.\n>\n> And ink.\n\nEnd.'],
    ],
  ],
  [
    'MDX and Docusaurus',
    [
      ["import Tabs from '@theme/Tabs';\n\nexport const meta = {\n  a: 1\n};\n\nText.", 'Text.'],
      ['<Tabs>\n  <Item value="py" label="Python">\n\n    A word.\n\n  </Item>\n</Tabs>', '**Python**\n\nA word.'],
      ['<Tip>\n\nA word.\n\n</Tip>', '> **Tip**\n>\n> A word.'],
      [':::tip[Do it]\nNow.\n:::', '> **Tip: Do it**\n>\n> Now.'],
      ['{/* never */}\n\n<Figure src="a.png" alt="A tree" />', '![A tree](picture)'],
      ['<Quiz\n  choices={[{ text: "One", right: true }, { text: "Two or more" }]}\n/>', '- One\n- Two or more'],
    ],
  ],
  [
    'Jupyter and HTML',
    [
      ['In [3]:\n\n    x = 1\n\nOut[3]:\n\n    <Figure size 640x480 with 1 Axes>\n\n![png](output_3_0.png)', 'x = 1'],
      ['<table border="1">\n<tr><th>a</th></tr>\n<tr><td>$x_1$</td></tr>\n</table>', '| a     |\n| ----- |\n| $x_1$ |'],
      ['A picture <img src="a.png" alt="of a cat">.', 'A picture ![of a cat](picture).'],
      ['A.\n\n<!-- an open comment\n\nB.', 'A.\n\n\\<!-- an open comment\n\nB.'],
      ['<p>Let \\(x_1\\) and $a_1*b_1*c$ cost \\$5.</p>', 'Let $x_1$ and $a_1*b_1*c$ cost \\\\\\$5.'],
      ['<p>H<sub>2</sub>O, x<sup>2</sup></p>', 'H<sub>2</sub>O, x<sup>2</sup>'],
      [
        '<table><caption>Loads</caption><tr><th>a</th></tr><tr><td><h4>b</h4>c<ul><li>d</li><li>e</li></ul></td></tr></table>',
        'Loads\n\n| a        |\n| -------- |\n| b c d; e |',
      ],
      [
        '<p>Of <math><mfrac><mn>1</mn><msup><mi>x</mi><mn>2</mn></msup></mfrac><mo>{</mo><mi>sin</mi></math>.</p>',
        'Of $\\frac{1}{{x}^{2}} \\{ \\sin$.',
      ],
      [
        '<p><span class="MathJax_Preview">y</span><span class="MathJax">y</span><script type="math/tex">y</script>.</p>',
        '$y$.',
      ],
      [
        '<p>So <img src="/equation_images/%255Cpi%2520r"> and <img src="https://latex.codecogs.com/gif.latex?\\inline&space;x^2">.</p>',
        'So $\\pi r$ and $x^2$.',
      ],
      [JSON.stringify({ nbformat: 4, cells: [{ cell_type: 'markdown', source: ['# T\n', 'A.'] }, { cell_type: 'code', source: 'x' }] }), '# T\nA.\n\n````python\nx\n````'], // prettier-ignore
    ],
  ],
])('of %s', (_program, cases) => {
  it.each(cases)('%j', (notes, meant) => {
    expect(read(notes)).toBe(meant);
  });
});

it.each([
  'In Jinja, {% if x %} opens a block, {{ x }} prints, and `{% if %}` is code.',
  'The set {x: 1}, #1 of the list, [[1, 2], [3, 4]], x[[1]] and a == b == c.',
  'Use %%time and %%timeit; a List<String> and 5 % of all.',
  '```md\n:::{note}\n{ref}`x` [[Page]] <!-- c --> {{ page.x }}\n:::\n```',
  '`{ref}` and ``{term}`x` `` and `[[Page]]` and `<!-- c -->`.',
  'The formula $x^{a}_{b} [[y]] \\%$ stays.\n\n$$\n% a comment of LaTeX\n{x}\n$$',
  '40\n% of the students passed.',
  'Mail a@fig-tree.org, or ask @jane.',
  '::: is no box',
  '<String>\n\nA type.',
  '#Introduction\n\nText.',
])('%j has no mark of another program', (notes) => {
  expect(read(notes)).toBe(notes);
  expect(dropped(notes)).toEqual([]);
});

it.each([
  ['---\nNote: read this first.\n---\n\nText.'],
  ['---\nimportant: bring the book to the class.\n---\n\nText.'],
])('%j has no metadata', (notes) => {
  expect(read(notes)).toBe(notes);
});

it.each([['---\ncourse: MATH\nweek: 3\n---\nText.'], ['---\nTitle: On rain. A story.\n---\nText.']])(
  '%j has',
  (notes) => {
    expect(read(notes)).toBe('Text.');
  },
);

it('says what it left out, by the line of the notes as they were brought', () => {
  const notes =
    '---\ntitle: T\n---\n\n:::{note}\nKeep.\n\n![[a.png]]\n:::\n\fA <!-- c -->\r\n\r\n<iframe src="x"></iframe>\n{{ page.x }}';
  expect(dropped(notes)).toEqual([
    '1: metadata at the head',
    '8: a picture without description',
    '10: a comment',
    '12: an embedded page, film or file',
    '13: a mark of the program that made the notes',
  ]);
});

it('reads openings without an end in proportion to their number', () => {
  const openings = [
    '<!--',
    '{% x ',
    '{{ page.',
    '<A {',
    '[[a',
    '[a]{',
    '{ref}`',
    '%%',
    '@fig-',
    '`',
    ' ',
    ' \n',
    '\n<Tabs>',
  ];
  const msFor = (opening: string, chars: number): number => {
    const notes = opening.repeat(chars / opening.length);
    const started = performance.now();
    readNotes(notes);
    return performance.now() - started;
  };
  for (const opening of openings) expect([opening, msFor(opening, 60_000) < 1_500]).toEqual([opening, true]);
});
