/**
 * A manuscript as the files of an EPUB 3.3, by path and in order; zipping is the adapter's.
 *
 * Written through XML trees, never through an HTML serialiser: readers refuse what is not well-formed.
 */
import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import { numberedLabel } from '../../language/labels.ts';
import type { Manuscript, ManuscriptChapter, ManuscriptSection } from '../../manuscript/manuscript.ts';
import type { PrintedManuscript } from '../../manuscript/volumes.ts';
import { epubCover } from './cover.ts';
import { navigationDocument } from './navigation.ts';
import { packageDocument, type EpubItem } from './package.ts';
import { EPUB_STYLE } from './style.ts';
import { hasMath, xhtmlDocument } from './xhtml.ts';
import { hastSection, type Medium } from '../html/blocks.ts';
import { hastText } from '../html/text.ts';
import { directionOf } from '../../language/scripts.ts';

/** First the type, then everything else: the type must be the archive's first file, stored without compression. */
export function epubFiles(manuscript: PrintedManuscript): Map<string, string> {
  const medium: Medium = {
    manuscript,
    chapterHref: ({ id }) => `${id}.xhtml`,
    wrapTable: (table) => table,
    solutions: 'plain',
  };
  const pages: Page[] = [
    ...manuscript.front.map((section) => sectionPage(section, 'frontmatter', medium)),
    ...manuscript.chapters.map((chapter) => chapterPage(chapter, medium)),
    ...manuscript.back.map((section) => sectionPage(section, 'backmatter', medium)),
  ];
  const items: EpubItem[] = pages.map(({ id, content }) => ({
    id,
    href: `${id}.xhtml`,
    properties: hasMath(content) ? 'mathml' : null,
  }));
  return new Map([
    ['mimetype', 'application/epub+zip'],
    ['META-INF/container.xml', CONTAINER],
    ['OEBPS/content.opf', packageDocument(manuscript, items)],
    ['OEBPS/nav.xhtml', navigationDocument(manuscript)],
    ['OEBPS/style.css', EPUB_STYLE],
    ['OEBPS/cover.svg', epubCover(manuscript)],
    ['OEBPS/cover.xhtml', xhtmlDocument(manuscript, coverPage(manuscript))],
    ['OEBPS/title.xhtml', xhtmlDocument(manuscript, titlePage(manuscript))],
    ...pages.map(({ id, ...page }): [string, string] => [`OEBPS/${id}.xhtml`, xhtmlDocument(manuscript, page)]),
  ]);
}

const CONTAINER = `<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>
`;

interface Page {
  id: string;
  title: string;
  matter: 'frontmatter' | 'bodymatter' | 'backmatter';
  content: ElementContent[];
}

const sectionPage = (section: ManuscriptSection, matter: Page['matter'], medium: Medium): Page => ({
  // The file bears the section's id, and so does the element in it.
  id: section.id,
  title: section.title,
  matter,
  content: [hastSection(section, 1, medium)],
});

function chapterPage({ id, number, title, sections }: ManuscriptChapter, medium: Medium): Page {
  const { labels, labelsLanguage, language } = medium.manuscript;
  const content = h(
    'section',
    { id, 'epub:type': 'chapter', role: 'doc-chapter', ariaLabelledBy: `${id}-title` },
    h('p', { className: ['chapter-label'], lang: labelsLanguage }, numberedLabel(labels.chapter, number)),
    h('h1', { id: `${id}-title` }, hastText(title, language)),
    sections.map((section) => hastSection(section, 2, medium)),
  );
  return { id, title, matter: 'bodymatter', content: [content] };
}

const coverPage = ({ title, labels }: Manuscript): Omit<Page, 'id'> => ({
  title: labels.cover,
  matter: 'frontmatter',
  content: [
    h(
      'section',
      { 'epub:type': 'cover', className: ['cover'] },
      h('img', { role: 'doc-cover', src: 'cover.svg', alt: `${labels.cover}: ${title}` }),
    ),
  ],
});

function titlePage(manuscript: Manuscript): Omit<Page, 'id'> {
  const { title, subtitle, publisher, edition, isRehearsal, notices, labels, labelsLanguage, language, rights } =
    manuscript;
  const spoken = { lang: labelsLanguage, dir: directionOf(labelsLanguage) };
  const mark = isRehearsal ? [h('p', spoken, h('strong', labels.rehearsal))] : [];
  const notice: Element[] = [...mark, ...notices.map((text) => h('p', spoken, hastText(text, labelsLanguage)))];
  const content = h(
    'section',
    { 'epub:type': 'titlepage', className: ['title-page'] },
    h('h1', hastText(title, language)),
    subtitle === null ? [] : [h('p', hastText(subtitle, language))],
    h('p', hastText(publisher, language)),
    h('p', { lang: labelsLanguage }, numberedLabel(labels.edition, edition)),
    notice.length === 0 ? [] : [h('div', { className: ['notice'] }, notice)],
    rights.map((line) => h('p', hastText(line, language))),
  );
  return { title, matter: 'frontmatter', content: [content] };
}
