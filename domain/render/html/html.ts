/**
 * A manuscript as one HTML file that asks nothing of the network: its policy forbids every request.
 *
 * Nothing of the manuscript is ever parsed as HTML: the tree is built node by node.
 */
import type { Element, ElementContent, Root } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import { numberedLabel } from '../../language/labels.ts';
import type { Manuscript, ManuscriptChapter, ManuscriptSection } from '../../manuscript/manuscript.ts';
import { describeManuscript } from '../description.ts';
import { hastSection, numberedTitle, type Medium } from './blocks.ts';
import { hastText } from './text.ts';
import { directionOf } from '../../language/scripts.ts';
import { HTML_STYLE } from './style.ts';
import { listedSections } from '../listed-sections.ts';

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

export function manuscriptToHtml(manuscript: Manuscript): string {
  const { language, labels, labelsLanguage, direction } = manuscript;
  const medium: Medium = {
    manuscript,
    chapterHref: ({ id }) => `#${id}`,
    wrapTable: (table) => h('div', { className: ['table'], role: 'group', tabIndex: 0 }, table),
    solutions: 'details',
  };
  const chapter = ({ id, number, title, sections }: ManuscriptChapter): Element =>
    h(
      'section',
      { id, className: ['chapter'], ariaLabelledBy: `${id}-title` },
      h('p', { className: ['chapter-label'], lang: labelsLanguage }, numberedLabel(labels.chapter, number)),
      h('h2', { id: `${id}-title` }, hastText(title, language)),
      sections.map((section) => hastSection(section, 3, medium)),
      h('p', { className: ['up'] }, h('a', { href: '#contents', lang: labelsLanguage }, labels.contents, ' ↑')),
    );
  const body = h(
    'body',
    ...manuscript.chapters
      .slice(0, 1)
      .map(({ id, number }) =>
        h(
          'a',
          { className: ['skip'], href: `#${id}`, lang: labelsLanguage },
          `${numberedLabel(labels.chapter, number)} ↓`,
        ),
      ),
    cover(manuscript),
    h(
      'div',
      { className: ['book'] },
      contents(manuscript),
      h(
        'main',
        { id: 'main' },
        manuscript.front.map((section) => hastSection(section, 2, medium)),
        manuscript.chapters.map(chapter),
        manuscript.back.map((section) => hastSection(section, 2, medium)),
      ),
    ),
  );
  const tree: Root = {
    type: 'root',
    children: [{ type: 'doctype' }, h('html', { lang: language, dir: direction }, head(manuscript), body)],
  };
  return `${toHtml(tree)}\n`;
}

function head(manuscript: Manuscript): Element {
  const { title, description, keywords } = describeManuscript(manuscript);
  const mark = manuscript.isRehearsal ? ` (${manuscript.labels.rehearsal})` : '';
  return h(
    'head',
    h('meta', { charSet: 'utf-8' }),
    h('meta', { httpEquiv: 'content-security-policy', content: POLICY }),
    h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    h('title', `${title}${mark}`),
    h('meta', { name: 'description', content: description }),
    h('meta', { name: 'keywords', content: keywords.join(', ') }),
    h('meta', { name: 'author', content: manuscript.publisher }),
    h('style', HTML_STYLE),
    h('script', { type: 'application/ld+json' }, bookData(manuscript)),
  );
}

/** schema.org data of the book; `<` is written as an escape, so that no text can end the element. */
function bookData(manuscript: Manuscript): string {
  const { title, description, keywords, date, modified } = describeManuscript(manuscript);
  const data = {
    '@context': 'https://schema.org',
    '@type': 'Book',
    identifier: `urn:uuid:${manuscript.bookId}`,
    name: title,
    ...(manuscript.subtitle === null ? {} : { alternativeHeadline: manuscript.subtitle }),
    inLanguage: manuscript.language,
    bookEdition: String(manuscript.edition),
    publisher: { '@type': 'Organization', name: manuscript.publisher },
    description,
    keywords,
    datePublished: date,
    dateModified: modified,
    ...(manuscript.rights.length === 0 ? {} : { copyrightNotice: manuscript.rights.join(' ') }),
    ...(manuscript.isRehearsal ? { creativeWorkStatus: manuscript.labels.rehearsal } : {}),
    accessMode: ['textual'],
    accessModeSufficient: ['textual'],
    accessibilityFeature: ['structuralNavigation', 'tableOfContents', 'readingOrder'],
    accessibilityHazard: ['none'],
  };
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}

function cover({
  title,
  subtitle,
  publisher,
  edition,
  labels,
  labelsLanguage,
  language,
  isRehearsal,
  notices,
}: Manuscript) {
  const spoken = { lang: labelsLanguage, dir: directionOf(labelsLanguage) };
  const rehearsal = isRehearsal ? [h('p', spoken, h('strong', labels.rehearsal))] : [];
  const notice = [...rehearsal, ...notices.map((text) => h('p', spoken, hastText(text, labelsLanguage)))];
  return h(
    'header',
    h(
      'div',
      { className: ['cover'] },
      h('h1', hastText(title, language)),
      subtitle === null ? [] : [h('p', { className: ['subtitle'] }, hastText(subtitle, language))],
      h('p', { className: ['imprint'] }, hastText(publisher, language)),
      h('p', { className: ['imprint'], lang: labelsLanguage }, numberedLabel(labels.edition, edition)),
    ),
    notice.length === 0 ? [] : h('div', { className: ['notice'], role: 'note' }, notice),
  );
}

function contents({ front, chapters, back, labels, labelsLanguage, language }: Manuscript): Element {
  const link = (id: string, children: ElementContent[]): Element => h('a', { href: `#${id}` }, children);
  const section = ({ id, number, title }: ManuscriptSection): Element =>
    h('li', link(id, numberedTitle(number, title, language)));
  return h(
    'nav',
    { className: ['contents'], id: 'contents', ariaLabelledBy: 'contents-title' },
    h('h2', { id: 'contents-title', lang: labelsLanguage }, labels.contents),
    h(
      'ol',
      front.map(section),
      chapters.map((chapter) =>
        h(
          'li',
          link(chapter.id, numberedTitle(String(chapter.number), chapter.title, language)),
          h('ol', listedSections(chapter).map(section)),
        ),
      ),
      back.map(section),
    ),
  );
}
