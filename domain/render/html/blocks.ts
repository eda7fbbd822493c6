/** The blocks and sections of a manuscript as hast, the same for HTML and EPUB but for what the medium decides. */
import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Block, Manuscript, ManuscriptChapter, ManuscriptSection } from '../../manuscript/manuscript.ts';
import { headingLevels } from '../heading-levels.ts';
import { hastProse, type HastContext } from './prose.ts';
import { hastText } from './text.ts';
import { sourceLines, webAddress } from '../source-lines.ts';

export interface Medium {
  manuscript: Manuscript;
  /** Where a chapter begins, for links to it. */
  chapterHref: (chapter: ManuscriptChapter) => string;
  wrapTable: (table: Element) => Element;
  /** `details`: a solution opens when asked for; `plain`: it stands there. */
  solutions: 'details' | 'plain';
}

/** A named section is a landmark: parts of the book are; the sections of a chapter, hundreds with the same few names, are not. */
const PARTS = new Set<ManuscriptSection['kind']>(['preface', 'glossary', 'scripture-index', 'sources', 'colophon']);

/** A section with its heading at `level`. */
export function hastSection(section: ManuscriptSection, level: number, medium: Medium): Element {
  const { language } = medium.manuscript;
  const context = { language, headingLevel: headingLevels(level), wrapTable: medium.wrapTable };
  return h(
    'section',
    {
      id: section.id,
      className: [section.kind],
      ...(PARTS.has(section.kind) ? { ariaLabelledBy: `${section.id}-title` } : {}),
    },
    h(`h${level}`, { id: `${section.id}-title` }, numberedTitle(section.number, section.title, language)),
    section.blocks.flatMap((block) => hastBlock(block, context, medium)),
  );
}

export const numberedTitle = (number: string | null, title: string, language: string): ElementContent[] => [
  ...(number === null ? [] : [h('span', { className: ['number'] }, number), { type: 'text' as const, value: ' ' }]),
  ...hastText(title, language),
];

function hastBlock(block: Block, context: HastContext, medium: Medium): ElementContent[] {
  const prose = (content: Parameters<typeof hastProse>[0]): ElementContent[] => hastProse(content, context);
  const text = (value: string): ElementContent[] => hastText(value, context.language);
  switch (block.type) {
    case 'prose':
      return prose(block.content);
    case 'objectives':
      return [
        h(
          'ul',
          { className: ['panel'] },
          block.items.map((item) => h('li', prose(item))),
        ),
      ];
    case 'questions':
      return [
        h(
          'ol',
          block.items.map((item) => h('li', prose(item))),
        ),
      ];
    case 'terms':
      return [
        h(
          'dl',
          block.items.flatMap((item) => [h('dt', text(item.term)), h('dd', prose(item.definition))]),
        ),
      ];
    case 'exercises':
      return [
        h(
          'ol',
          block.items.map(({ number, question }) => h('li', { value: number }, prose(question))),
        ),
      ];
    case 'solutions':
      return hastSolutions(block, context, medium);
    case 'scripture':
      return block.items.flatMap((item) => [hastReading(item, text), ...prose(item.connection)]);
    case 'sources':
      return [
        h(
          'ul',
          block.items.map((source) => hastSource(source, medium, text)),
        ),
      ];
    case 'index':
      return [
        h(
          'ul',
          { className: ['index'] },
          block.items.map((item) => h('li', text(item.label), ' ', chapterLinks(item.chapters, medium))),
        ),
      ];
  }
}

type BlockOf<Type extends Block['type']> = Extract<Block, { type: Type }>;

function hastSolutions(block: BlockOf<'solutions'>, context: HastContext, medium: Medium): ElementContent[] {
  const { labels, labelsLanguage } = medium.manuscript;
  if (medium.solutions === 'plain') {
    return [
      h(
        'ol',
        block.items.map(({ number, solution }) => h('li', { value: number }, hastProse(solution, context))),
      ),
    ];
  }
  return block.items.map(({ number, solution }) =>
    h(
      'details',
      h('summary', h('span', { lang: labelsLanguage }, labels.solution), ` ${number}`),
      hastProse(solution, context),
    ),
  );
}

/** Without an imported translation only the reference is printed: no words are put into the Bible's mouth. */
const hastReading = (
  item: BlockOf<'scripture'>['items'][number],
  text: (value: string) => ElementContent[],
): Element =>
  item.text === null
    ? h('p', { className: ['reading'] }, h('strong', text(item.reference)))
    : h(
        'figure',
        { className: ['reading'] },
        h(
          'figcaption',
          h('strong', text(item.reference)),
          item.translation === null ? [] : [' (', ...text(item.translation), ')'],
        ),
        h('blockquote', h('p', text(item.text))),
      );

function hastSource(
  source: BlockOf<'sources'>['items'][number],
  { manuscript }: Medium,
  text: (value: string) => ElementContent[],
): Element {
  const link = webAddress(source.url);
  const lines = sourceLines(source, manuscript.labels.licence).flatMap((line) => [h('br'), ...text(line)]);
  return h('li', h('cite', text(source.title)), lines, link === null ? [] : [h('br'), h('a', { href: link }, link)]);
}

const chapterLinks = (numbers: number[], { manuscript, chapterHref }: Medium): ElementContent[] =>
  numbers.flatMap((number, at) => {
    const chapter = manuscript.chapters.find((candidate) => candidate.number === number);
    const comma: ElementContent[] = at === 0 ? [] : [{ type: 'text', value: ', ' }];
    return [...comma, chapter ? h('a', { href: chapterHref(chapter) }, String(number)) : h('span', String(number))];
  });
