import { notesNotices } from '../../../../domain/course/notes/notices.ts';
import { setsInHtml } from '../../../../domain/render/html/math.ts';
import { typstMath } from '../../../../domain/render/typst/math.ts';

const setters = [
  { name: 'HTML and EPUB', sets: setsInHtml },
  { name: 'PDF', sets: (latex: string): boolean => typstMath(latex) !== null },
];
const told = (...notes: string[]): string[][] =>
  notesNotices(notes, setters).map((notices) => notices.map(({ line, message }) => `${line}: ${message}`));

it.each([
  [
    'Text.\n\n```bash\nrun\n\nText.',
    ['3: a block of code is opened and never closed: the rest of the lecture is code'],
  ],
  [
    'Text.\n\n## The tree\n\n![](tree.png)\n',
    ['3: the heading "The tree" has nothing under it', '5: a picture without description is left out'],
  ],
  ['# A\n\n## B\n\nText.\n\n## C\n## D\n\nText.', ['7: the heading "C" has nothing under it']],
  ['```sh\n# a comment\n# another\n```', []],
  [
    'Now $\\nonesuch{x}$ and\n$\\nonesuch{x}$.',
    ['1: the formula \\nonesuch{x} cannot be set in HTML and EPUB and PDF'],
  ],
  ['---\ntitle: T\n---\nText.', ['1: metadata at the head is left out']],
  ['<p>The law of supply.</p>', ['1: the notes are HTML and are read as the page that they are']],
  ['A.\n\n<iframe src="x"></iframe>', ['3: an embedded page, film or file is left out']],
  ['Plain prose with $x^2$, *marks* and `code`.\n\n# End\n\nText.', []],
])('%j', (notes, expected) => {
  expect(told(notes)).toEqual([expected]);
});

it('a command that another lecture defines can be set', () => {
  expect(told('$\\newcommand{\\bX}{\\mathbf{X}}$', 'Let $\\bX$ be.')).toEqual([[], []]);
  expect(told('$\\newcommand{\\bX}{\\mathbf{X}} \\bX$ is here.')).toEqual([[]]);
});
