/** The gates read what the book prints. */
import fc from 'fast-check';
import type { Element, Nodes } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { chapterFields } from '../../../domain/chapter/assemble.ts';
import { checkChapter } from '../../../domain/chapter/check.ts';
import type { Chapter } from '../../../domain/chapter/chapter.ts';
import { assembleManuscript } from '../../../domain/manuscript/assemble.ts';
import { manuscriptToHtml } from '../../../domain/render/html/html.ts';
import { readMarkdown } from '../../../domain/text/blocks.ts';
import {
  aBookLanguage,
  aChapter,
  aChapterDraft,
  aCourse,
  aFrame,
  anId,
  anOutline,
  aSection,
  aStandard,
  aStudy,
} from '../../fixtures/builders.ts';

const standard = aStandard();

const htmlOf = (chapter: Chapter): string =>
  manuscriptToHtml(
    assembleManuscript({
      book: {
        id: anId('book'),
        edition: 1,
        createdAt: '2026-11-22T10:00:00.000Z',
        isRehearsal: false,
        model: 'a model',
      },
      course: aCourse(),
      outline: anOutline(),
      chapters: [chapter],
      standard,
      language: 'en',
      direction: 'ltr',
      insteadOf: null,
      publisher: 'ScrollLibrary',
    }),
  );

/** The same text in every field of a chapter. */
const chapterOf = (text: string): Chapter =>
  aChapter({
    sections: aChapterDraft().sections.map((section) => ({
      ...section,
      body: text,
      keyTerms: [{ term: 'yeast', definition: text }],
    })),
    frame: aFrame({
      steps: Object.fromEntries(standard.steps.map(({ id }) => [id, text])),
      objectives: [text],
      summary: text,
    }),
    study: aStudy({
      exercises: [{ question: text, solution: text }],
      discussionQuestions: [text],
      scripture: [{ reference: 'Proverbs 6:6', connection: text }],
    }),
  });

describe('prose between two sums of money', () => {
  const text = 'It costs $5 and, as Smith (2019) argues in TODO: fill in later, about $6 a year.';
  const [first, ...others] = aChapterDraft().sections;
  const chapter = aChapter({
    sections: first ? [{ ...first, body: `${aSection().body}\n\n${text}` }, ...others] : [],
  });

  it('is read by the rules of placeholders and of literature', () => {
    const language = aBookLanguage();
    const found = checkChapter({
      chapter,
      course: aCourse({ modules: [] }),
      outline: anOutline(),
      standard,
      language,
    });

    expect(found.map(({ rule, part }) => `${rule} ${part}`)).toEqual(['placeholder section:1', 'literature section:1']);
  });

  it('is printed with its dollars', () => {
    expect(htmlOf(chapter)).toContain(text);
  });
});

describe('what is read', () => {
  it.each([
    ['a formula that is a sentence', '$a and, as Smith (2019) argues, so is b$'],
    ['a displayed formula that is a sentence', '$$\n\\text{Complete this section later, if there is time}\n$$'],
    ['a picture', 'A tree ![Complete this section later](tree.png) grows.'],
    ['a tag', 'A tree <kbd>Complete this section later</kbd> grows.'],
  ])('holds the words of %s', (_what, markdown) => {
    const words = wordsOf(readMarkdown(markdown).blocks.map(({ prose }) => prose));

    expect([...words]).toEqual(expect.arrayContaining([/Smith/.test(markdown) ? 'smith' : 'complete']));
  });

  it('holds every word that is printed, for any text', () => {
    const frame = wordsOf([htmlText(chapterOf('a'))]);
    fc.assert(
      fc.property(markdown, (text) => {
        const chapter = chapterOf(text);
        const read = wordsOf(
          chapterFields(chapter, standard).flatMap(({ blocks }) => blocks.map((block) => block.text)),
        );
        const unread = [...wordsOf([htmlText(chapter)])].filter((word) => !read.has(word) && !frame.has(word));

        expect(unread).toEqual([]);
      }),
      { numRuns: 150, seed: 20261128 },
    );
  });
});

const PIECES = [
  ...[
    'word',
    'Smith (2019)',
    'TODO: fill in later',
    '$5',
    '$6',
    '$',
    '$$',
    '\\$',
    '\\(',
    '\\)',
    '\\[',
    '\\]',
    '\\frac{a}{b}',
  ],
  ...[
    'x^2',
    '`',
    '```',
    '~~~',
    '*',
    '**',
    '_',
    '~~',
    '[',
    '](a.b)',
    '![',
    ']',
    '[^1]',
    '[^1]: ',
    '<',
    '<b>',
    '</b>',
    '<script>',
  ],
  ...[
    '</script>',
    '<div>',
    '<!--',
    '-->',
    '<sup>',
    '</sup>',
    '&amp;',
    '&lt;',
    '\\',
    '\n',
    '\n\n',
    ' ',
    '    ',
    '\t',
    '> ',
  ],
  ...[
    '- ',
    '1. ',
    '- [ ] ',
    '# ',
    '#### ',
    '|',
    '|-|-|',
    '---',
    '===',
    '文字',
    'سؤال',
    '\u0000',
    '\u200b',
    '\ufeff',
    '\ue041',
  ],
];
const markdown = fc
  .array(fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...PIECES) }, fc.lorem(), fc.string({ unit: 'grapheme' })), {
    maxLength: 30,
  })
  .map((pieces) => pieces.join(''));

/** Words and numbers, in lower case; each letter of a script without spaces is a word. */
function wordsOf(texts: string[]): Set<string> {
  return new Set(
    texts
      .join('\n')
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[\p{Cf}\p{Cc}]/gu, ' ')
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [],
  );
}

/** The words that the file shows; of a formula its source. */
function htmlText(chapter: Chapter): string {
  const textOf = (node: Nodes): string => {
    if (node.type === 'text') return node.value;
    if (node.type !== 'element' && node.type !== 'root') return '';
    if (node.type === 'element' && node.tagName === 'math') return String(node.properties['alttext'] ?? '');
    // “(LaTeX)” after the source of a formula that cannot be set is ours.
    if (node.type === 'element' && String(node.properties['className']) === 'note') return '';
    const text = node.children.map(textOf).join('');
    return node.type === 'element' && isBlock(node) ? `\n${text}\n` : text;
  };
  const main = fromHtml(htmlOf(chapter));
  return textOf(main);
}

const INLINE = new Set(['em', 'strong', 'del', 'span', 'code', 'a', 'bdi']);
const isBlock = ({ tagName }: Element): boolean => !INLINE.has(tagName);
