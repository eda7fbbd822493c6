/** Notes as people have them, from the catalogue to what each export shows: formulas as LaTeX, words as they are read. */
import { readableCourse } from '../../../../domain/course/notes/readable-course.ts';
import { epubFiles } from '../../../../domain/render/epub/epub.ts';
import { manuscriptToHtml } from '../../../../domain/render/html/html.ts';
import { manuscriptToTypst } from '../../../../domain/render/typst/typst.ts';
import { aCourse, aLecture, aModule } from '../../../fixtures/builders.ts';
import { rehearse } from '../../../fixtures/rehearse.ts';
import { shownInHtml, shownInTypst } from '../../../fixtures/shown-text.ts';

const LAST = 'The lesson closes with plain words, and every one of them is printed.';

async function bookOf(notes: string) {
  const lecture = aLecture({ title: 'The lesson itself', notes: `${notes}\n\n${LAST}\n`, objectives: [] });
  const course = await readableCourse(aCourse({ language: 'en', modules: [aModule({ lectures: [lecture] })] }));
  const { vetoes, manuscript } = await rehearse(course);
  const squeeze = (text: string): string => text.replace(/\s+/gu, ' ');
  const pages = [...epubFiles(manuscript)].filter(([path]) => path.endsWith('.xhtml'));
  return {
    vetoes: vetoes.map(({ rule, detail }) => `${rule}: ${detail}`),
    shown: {
      html: squeeze(shownInHtml(manuscriptToHtml(manuscript))),
      epub: squeeze(pages.map(([, page]) => shownInHtml(page)).join('\n')),
      pdf: squeeze(
        shownInTypst(manuscriptToTypst(manuscript, { fonts: { text: [], code: [], fallback: 'none' }, template: '' })),
      ),
    },
  };
}

interface Brought {
  what: string;
  notes: string;
  /** In every export, in this order, blanks squeezed. */
  shows: string[];
  hides?: string[];
}

const BROUGHT: Brought[] = [
  {
    what: 'a display formula over lines with its dollars beside the text',
    notes:
      'After three winters the store holds\n\n$$S = s_0 q^3\n  + s_1 q$$\n\nof grain, and whoever reads this reads prose.',
    shows: [
      'After three winters the store holds',
      'S = s_0 q^3 + s_1 q',
      'of grain, and whoever reads this reads prose.',
    ],
    hides: ['$$'],
  },
  {
    what: 'closing dollars with a comma behind them',
    notes: 'Let the sides obey\n\n$$\nu = v + w\n$$,\n\nwhere no side is longer than the other two.',
    shows: ['Let the sides obey', 'u = v + w', 'where no side is longer than the other two.'],
    hides: ['$$'],
  },
  {
    what: 'inline formulas in double dollars that open a line',
    notes: '$$M$$ is the mass of the stone and $$g$$ is the pull of the earth on it at sea level.',
    shows: ['M is the mass of the stone and g is the pull of the earth'],
    hides: ['$$'],
  },
  {
    what: 'an environment on the line of the dollars',
    notes:
      'Two terms add up.\n\n$$\\begin{aligned}\nT &= p + q \\\\\n  &= r.\n\\end{aligned}$$\n\nBoth were given above.',
    shows: ['Two terms add up.', '\\begin{aligned}', '\\end{aligned}', 'Both were given above.'],
    hides: ['$$'],
  },
  {
    what: 'brackets with doubled backslashes',
    notes:
      'The cost is \\\\( c = k n \\\\) for \\\\(n_1\\\\) and more.\n\n\\\\[ K = \\sum_j k_j \\\\]\n\nThat is all of it.',
    shows: ['The cost is', 'c = k n', 'for n_1 and more.', 'K = \\sum_j k_j', 'That is all of it.'],
    hides: ['\\\\(', '\\\\['],
  },
  {
    what: 'an environment without dollars',
    notes: 'Line by line:\n\n\\begin{align}\nm &= n \\\\\nk &= l\n\\end{align}\n\nNothing is left over.',
    shows: ['Line by line:', 'm &= n', 'Nothing is left over.'],
  },
  {
    what: 'everyday commands',
    notes: 'Always $P(E \\mid F) \\le 1$, $u^\\top v = 0$, $\\arg\\min_t f(t)$ and $\\lVert u \\rVert = 1$ hold here.',
    shows: ['P(E \\mid F) \\le 1', 'u^\\top v = 0', '\\arg\\min_t f(t)', '\\lVert u \\rVert = 1', 'hold here.'],
  },
  {
    what: 'caps of keys',
    notes: '1️⃣ Fill the kettle. 2️⃣ Wait until it sings. 3️⃣ Pour it slowly over the leaves in the pot.',
    shows: ['Fill the kettle.', 'Wait until it sings.', 'Pour it slowly'],
  },
  {
    what: 'a page of HTML',
    notes:
      '<p>A river carries more sand when it runs faster.</p>\n<p>It lets the sand fall where it slows &amp; widens.</p>',
    shows: ['A river carries more sand when it runs faster.', 'It lets the sand fall where it slows & widens.'],
    hides: ['<p>', '&amp;'],
  },
  {
    what: 'a formula that is a picture',
    notes:
      'The rim of a wheel measures <img class="equation_image" alt="LaTeX: 2 \\pi r" data-equation-content="2 \\pi r" src="/eq/7"> for the radius r.',
    shows: ['The rim of a wheel measures', '2 \\pi r', 'for the radius r.'],
    hides: ['<img', 'LaTeX:'],
  },
  {
    what: 'colours of a terminal',
    notes:
      'It ends with this line:\n\n```text\n\u001b[1;31mKeyError\u001b[0m: no key "k" in it\n```\n\nRead it from the right.',
    shows: ['It ends with this line:', 'KeyError: no key "k" in it', 'Read it from the right.'],
    hides: ['\u001b', '[1;31m'],
  },
  {
    what: 'a fence that is never closed',
    notes: 'Begin with this command:\n\n```bash\nmake bread',
    shows: ['Begin with this command:', 'make bread', LAST],
  },
  {
    what: 'a heading over a picture without a description',
    notes: 'Each call makes two more, as the drawing on the board showed.\n\n## The drawing\n\n![](images/board.png)',
    shows: ['Each call makes two more, as the drawing on the board showed.', LAST],
    hides: ['images/board.png'],
  },
  {
    what: 'front matter',
    notes:
      '---\ntitle: "Week 5: Rivers"\nlayout: post\ntags: [water, sand]\n---\n\nWater finds the lowest way and deepens it.',
    shows: ['Water finds the lowest way and deepens it.'],
    hides: ['layout', 'Week 5: Rivers'],
  },
  {
    what: 'commands of the author’s own',
    notes: '$\\newcommand{\\vV}{\\mathbf{V}}$\n\nLet $\\vV$ hold one row for each of the stones that were weighed.',
    shows: ['Let \\mathbf{V} hold one row for each of the stones'],
    hides: ['newcommand'],
  },
];

describe.each(BROUGHT)('$what', ({ notes, shows, hides = [] }) => {
  it('becomes a book without a veto that shows it right in every export', async () => {
    const { vetoes, shown } = await bookOf(notes);

    expect(vetoes).toEqual([]);
    for (const text of Object.values(shown)) {
      let from = 0;
      for (const piece of [...shows, LAST]) {
        expect(text.slice(from)).toContain(piece);
        from = text.indexOf(piece, from);
      }
      for (const piece of hides) expect(text).not.toContain(piece);
    }
  });
});
