/** The gates read what the book prints. */
import fc from 'fast-check';
import { chapterFields } from '../../../domain/chapter/assemble.ts';
import { checkChapter } from '../../../domain/chapter/check.ts';
import type { Chapter } from '../../../domain/chapter/chapter.ts';
import { assembleManuscript } from '../../../domain/manuscript/assemble.ts';
import type { Manuscript } from '../../../domain/manuscript/manuscript.ts';
import { epubFiles } from '../../../domain/render/epub/epub.ts';
import { manuscriptToHtml } from '../../../domain/render/html/html.ts';
import { manuscriptToTypst, type TypstFonts } from '../../../domain/render/typst/typst.ts';
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
import { shownInHtml, shownInTypst } from '../../fixtures/shown-text.ts';

const standard = aStandard();

const manuscriptOf = (chapter: Chapter): Manuscript =>
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
  });

const FONTS: TypstFonts = { text: [], code: [], fallback: 'none' };
/** What each export shows of a chapter. */
const SHOWN: Record<string, (chapter: Chapter) => string> = {
  HTML: (chapter) => shownInHtml(manuscriptToHtml(manuscriptOf(chapter))),
  EPUB: (chapter) =>
    [...epubFiles(manuscriptOf(chapter))]
      .filter(([path]) => path.endsWith('.xhtml'))
      .map(([, page]) => shownInHtml(page))
      .join('\n'),
  'the source of the PDF': (chapter) =>
    shownInTypst(manuscriptToTypst(manuscriptOf(chapter), { fonts: FONTS, template: '' })),
};

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
    expect(manuscriptToHtml(manuscriptOf(chapter))).toContain(text);
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

  it.each(Object.entries(SHOWN))('holds every word that %s prints, for any text', (_format, shownOf) => {
    const frame = wordsOf([shownOf(chapterOf('a'))]);
    const shown = [...wordsOf([shownOf(chapterOf('Smith *argues*\n\n- for `code`, $y^2$ and <b>النص</b>'))])];
    expect(shown).toEqual(expect.arrayContaining(['smith', 'argues', 'for', 'code', 'y', 'النص']));
    fc.assert(
      fc.property(markdown, (text) => {
        const chapter = chapterOf(text);
        const texts = chapterFields(chapter, standard).flatMap(({ blocks }) => blocks.map((block) => block.text));
        // A sign that shows nothing may part a word or be left out of it.
        const read = wordsOf([...texts, ...texts.map((one) => one.replace(/\p{Cf}/gu, ''))]);
        const unread = [...wordsOf([shownOf(chapter)])].filter((word) => !read.has(word) && !frame.has(word));

        expect(unread).toEqual([]);
      }),
      { numRuns: 60, seed: 20261128 },
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
/** Whole constructs, which single signs seldom make up by chance. */
const CONSTRUCTS: ((text: string) => string)[] = [
  (text) => `\n\n$$\n${text}\n$$\n\n`,
  (text) => `$${text}$`,
  (text) => `\n\n\`\`\`\n${text}\n\`\`\`\n\n`,
  (text) => `\`${text}\``,
  (text) => `\n\n| a | ${text} |\n|-|-|\n| ${text} | b |\n\n`,
  (text) => `\n\n> - ${text}\n\n`,
  (text) => `\n\n#### ${text}\n\n`,
  (text) => `[${text}](https://example.org/${text} "${text}")`,
  (text) => `![${text}](picture.png "${text}")`,
  (text) => `[^1] \n\n[^1]: ${text}\n\n`,
  (text) => `<kbd>${text}</kbd>`,
  (text) => `\n\n<table><tr><td>${text}</td></tr></table>\n\n`,
];
const word = fc.oneof(fc.lorem({ maxCount: 2 }), fc.stringMatching(/^[a-z]{3,9}$/));
const construct = fc.tuple(fc.constantFrom(...CONSTRUCTS), word).map(([write, text]) => write(text));
const markdown = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...PIECES) },
      { weight: 2, arbitrary: construct },
      fc.lorem(),
      fc.string({ unit: 'grapheme' }),
    ),
    { maxLength: 30 },
  )
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
