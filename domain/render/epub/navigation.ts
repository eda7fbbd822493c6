/** The navigation document of an EPUB: contents and landmarks. */
import type { Element } from 'hast';
import { h } from 'hastscript';
import { numberedLabel } from '../../language/labels.ts';
import type { Manuscript, ManuscriptSection } from '../../manuscript/manuscript.ts';
import { xhtmlDocument } from './xhtml.ts';
import { numberedTitle } from '../html/blocks.ts';

export function navigationDocument(manuscript: Manuscript): string {
  const { front, chapters, back, labels, labelsLanguage, language } = manuscript;
  const entry = (href: string, number: string | null, title: string): Element =>
    h('a', { href }, numberedTitle(number, title, language));
  const page = ({ id, number, title }: ManuscriptSection): Element => h('li', entry(`${id}.xhtml`, number, title));
  const contents = h(
    'nav',
    { 'epub:type': 'toc', role: 'doc-toc', id: 'toc', ariaLabelledBy: 'toc-title' },
    h('h1', { id: 'toc-title', lang: labelsLanguage }, labels.contents),
    h(
      'ol',
      front.map(page),
      chapters.map(({ id, number, title, sections }) =>
        h(
          'li',
          entry(`${id}.xhtml`, String(number), title),
          sections.length === 0
            ? []
            : [
                h(
                  'ol',
                  sections.map((part) => h('li', entry(`${id}.xhtml#${part.id}`, part.number, part.title))),
                ),
              ],
        ),
      ),
      back.map(page),
    ),
  );
  const landmark = (type: string, href: string, name: string): Element =>
    h('li', h('a', { 'epub:type': type, href }, name));
  const landmarks = h(
    'nav',
    { 'epub:type': 'landmarks', hidden: true, lang: labelsLanguage },
    h(
      'ol',
      landmark('cover', 'cover.xhtml', labels.cover),
      landmark('toc', '#toc', labels.contents),
      chapters
        .slice(0, 1)
        .map(({ id, number }) => landmark('bodymatter', `${id}.xhtml`, numberedLabel(labels.chapter, number))),
    ),
  );
  return xhtmlDocument(manuscript, { title: labels.contents, matter: 'frontmatter', content: [contents, landmarks] });
}
