/** One XHTML page of an EPUB. */
import type { Element, ElementContent } from 'hast';
import { toXast } from 'hast-util-to-xast';
import { h } from 'hastscript';
import { EXIT, visit } from 'unist-util-visit';
import type { Manuscript } from '../../manuscript/manuscript.ts';
import { inlineText } from '../text.ts';
import { xmlDocument } from '../xml.ts';

export interface XhtmlPage {
  title: string;
  matter: 'frontmatter' | 'bodymatter' | 'backmatter';
  content: ElementContent[];
}

export function xhtmlDocument(manuscript: Manuscript, { title, matter, content }: XhtmlPage): string {
  const page = h(
    'html',
    {
      xmlns: 'http://www.w3.org/1999/xhtml',
      'xmlns:epub': 'http://www.idpf.org/2007/ops',
      lang: manuscript.language,
      dir: manuscript.direction,
    },
    h('head', h('title', inlineText(title)), h('link', { rel: ['stylesheet'], type: 'text/css', href: 'style.css' })),
    h('body', { 'epub:type': matter }, content),
  );
  return xmlDocument(toXast(withXmlLanguage(page)), '<!DOCTYPE html>\n');
}

/** True when a page holds a formula: the package must say so. */
export function hasMath(content: ElementContent[]): boolean {
  let found = false;
  visit({ type: 'root', children: content }, 'element', (element) => {
    if (element.tagName !== 'math') return;
    found = true;
    return EXIT;
  });
  return found;
}

/** XML readers look for `xml:lang`, HTML ones for `lang`: both are written. */
function withXmlLanguage(page: Element): Element {
  visit(page, 'element', (element) => {
    const { lang } = element.properties;
    if (typeof lang === 'string') element.properties['xml:lang'] = lang;
  });
  return page;
}
