/** A tree as an XML document. */
import { toXml } from 'xast-util-to-xml';

/** `]]>` may not stand in text, and the serialiser leaves it; we write no CDATA, so every one of them is text. */
export const xmlDocument = (tree: Parameters<typeof toXml>[0], doctype = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${doctype}${toXml(tree).replaceAll(']]>', ']]&gt;')}\n`;
