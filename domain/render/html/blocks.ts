/** The sections of a manuscript as hast, the same for HTML and EPUB but for what the medium decides. */
import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { HtmlPage } from '../../blocks/block.ts';
import { blockHtml } from '../../blocks/registry.ts';
import type { ManuscriptChapter, ManuscriptSection } from '../../manuscript/manuscript.ts';
import type { PrintedManuscript } from '../../manuscript/volumes.ts';
import { headingLevels } from '../heading-levels.ts';
import { hastProse } from './prose.ts';
import { hastText } from './text.ts';

export interface Medium {
  manuscript: PrintedManuscript;
  /** Where a chapter begins, for links to it. */
  chapterHref: (chapter: ManuscriptChapter) => string;
  wrapTable: (table: Element) => Element;
  solutions: HtmlPage['solutions'];
}

/** A named section is a landmark: parts of the book are; the sections of a chapter, hundreds with the same few names, are not. */
const PARTS = new Set<ManuscriptSection['kind']>(['preface', 'glossary', 'scripture-index', 'sources', 'colophon']);

/** A section with its heading at `level`. */
export function hastSection(section: ManuscriptSection, level: number, medium: Medium): Element {
  const { language } = medium.manuscript;
  const page = htmlPage(level, medium);
  return h(
    'section',
    {
      id: section.id,
      className: [section.kind],
      ...(PARTS.has(section.kind) ? { ariaLabelledBy: `${section.id}-title` } : {}),
    },
    h(`h${level}`, { id: `${section.id}-title` }, numberedTitle(section.number, section.title, language)),
    section.blocks.flatMap((block) => blockHtml(block, page)),
  );
}

export const numberedTitle = (number: string | null, title: string, language: string): ElementContent[] => [
  ...(number === null ? [] : [h('span', { className: ['number'] }, number), { type: 'text' as const, value: ' ' }]),
  ...hastText(title, language),
];

function htmlPage(level: number, { manuscript, chapterHref, wrapTable, solutions }: Medium): HtmlPage {
  const { language, labels, labelsLanguage, chapters, elsewhere } = manuscript;
  const context = { language, headingLevel: headingLevels(level), wrapTable };
  return {
    prose: (content) => hastProse(content, context),
    text: (value) => hastText(value, language),
    chapterLink: (number) => {
      const chapter = chapters.find((candidate) => candidate.number === number);
      if (chapter) return h('a', { href: chapterHref(chapter) }, String(number));
      const volume = elsewhere?.get(number);
      return h('span', volume === undefined ? String(number) : `${number} (${volume})`);
    },
    solutions,
    labels,
    labelsLanguage,
  };
}
