/** The package document of an EPUB: metadata, manifest, spine. */
import { x } from 'xastscript';
import type { Manuscript } from '../../manuscript/manuscript.ts';
import { describeManuscript } from '../description.ts';
import { inlineText } from '../text.ts';
import { xmlDocument } from '../xml.ts';

export interface EpubItem {
  id: string;
  href: string;
  properties: string | null;
}

const XHTML = 'application/xhtml+xml';

/** @param items the pages between contents and end, in reading order */
export function packageDocument(manuscript: Manuscript, items: EpubItem[]): string {
  const { direction, language } = manuscript;
  const item = (id: string, href: string, type: string, properties: string | null = null) =>
    x('item', { id, href, 'media-type': type, ...(properties === null ? {} : { properties }) });
  const tree = x(
    'package',
    {
      xmlns: 'http://www.idpf.org/2007/opf',
      version: '3.0',
      'unique-identifier': 'book-id',
      'xml:lang': language,
      dir: direction,
    },
    metadata(manuscript, items),
    x(
      'manifest',
      null,
      item('nav', 'nav.xhtml', XHTML, 'nav'),
      item('style', 'style.css', 'text/css'),
      item('cover-image', 'cover.svg', 'image/svg+xml', 'cover-image'),
      item('cover', 'cover.xhtml', XHTML),
      item('title-page', 'title.xhtml', XHTML),
      items.map(({ id, href, properties }) => item(`page-${id}`, href, XHTML, properties)),
    ),
    x(
      'spine',
      { 'page-progression-direction': direction },
      ['cover', 'title-page', 'nav', ...items.map(({ id }) => `page-${id}`)].map((idref) => x('itemref', { idref })),
    ),
  );
  return xmlDocument(tree);
}

/** No conformance is claimed: nobody has evaluated the book by hand. */
function metadata(manuscript: Manuscript, items: EpubItem[]) {
  const { title, description, keywords, modified, date } = describeManuscript(manuscript);
  const hasFormulas = items.some(({ properties }) => properties === 'mathml');
  const meta = (property: string, value: string) => x('meta', { property }, value);
  const features = ['structuralNavigation', 'tableOfContents', 'readingOrder', ...(hasFormulas ? ['MathML'] : [])];
  return x(
    'metadata',
    { 'xmlns:dc': 'http://purl.org/dc/elements/1.1/' },
    x('dc:identifier', { id: 'book-id' }, `urn:uuid:${manuscript.bookId}`),
    x('dc:title', { id: 'title' }, title),
    x('meta', { refines: '#title', property: 'title-type' }, 'main'),
    manuscript.subtitle === null
      ? []
      : [
          x('dc:title', { id: 'subtitle' }, inlineText(manuscript.subtitle)),
          x('meta', { refines: '#subtitle', property: 'title-type' }, 'subtitle'),
        ],
    x('dc:creator', inlineText(manuscript.publisher)),
    x('dc:publisher', inlineText(manuscript.publisher)),
    x('dc:language', manuscript.language),
    x('dc:date', date),
    x('dc:description', description),
    keywords.map((word) => x('dc:subject', word)),
    manuscript.rights.map((line) => x('dc:rights', inlineText(line))),
    meta('dcterms:modified', modified),
    meta('schema:bookEdition', String(manuscript.edition)),
    meta('schema:accessMode', 'textual'),
    meta('schema:accessModeSufficient', 'textual'),
    features.map((feature) => meta('schema:accessibilityFeature', feature)),
    meta('schema:accessibilityHazard', 'none'),
    x(
      'meta',
      { property: 'schema:accessibilitySummary', 'xml:lang': 'en' },
      `Headings in order and a navigable table of contents${hasFormulas ? '; formulas are MathML with their LaTeX source' : ''}. Not evaluated against a conformance standard.`,
    ),
  );
}
