/** Raw HTML inside Markdown as plain text: known tags go, hidden content goes with them, all else stays as written. */
import { decodeHTML } from 'entities';
import { raisedText } from './raised-text.ts';

const HIDDEN = 'script|style|template|noscript|iframe|object|svg|head|title|textarea|select';
const BREAKING =
  'address|article|aside|blockquote|br|caption|center|dd|details|dialog|div|dl|dt|fieldset|figcaption|figure|footer|form|' +
  'h[1-6]|header|hr|legend|li|main|menu|nav|ol|option|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul';
const INLINE =
  'a|abbr|acronym|applet|area|audio|b|base|basefont|bdi|bdo|big|body|button|canvas|cite|code|col|colgroup|data|datalist|' +
  'del|dfn|em|embed|font|frame|frameset|html|i|img|input|ins|kbd|label|link|map|mark|marquee|math|meta|meter|nobr|output|' +
  'param|picture|progress|q|rp|rt|ruby|s|samp|slot|small|source|span|strike|strong|sub|sup|time|track|tt|u|var|video|wbr';
const COMMENT = /<!--[\s\S]*?(?:-->|$)|<\?[\s\S]*?(?:\?>|$)|<!\[CDATA\[|\]\]>|<![a-z][^>]*(?:>|$)/giu;
const HIDDEN_ELEMENT = new RegExp(`<(${HIDDEN})(?=[\\s/>])[^>]*(?:>[\\s\\S]*?(?:</\\1\\s*>|$)|$)`, 'giu');
const BREAKING_TAG = new RegExp(`</?(?:${BREAKING})(?:[\\s/][^<>]*)?(?:>|$)`, 'giu');
const INLINE_TAG = new RegExp(`</?(?:${INLINE}|${HIDDEN})(?:[\\s/][^<>]*)?(?:>|$)`, 'giu');

/** Lines of text of a block of HTML; none when it shows nothing. A tag that HTML does not know, as `<int>`, is text. */
export const htmlLines = (html: string): string[] =>
  decodeHTML(
    html
      .replace(COMMENT, ' ')
      .replace(HIDDEN_ELEMENT, ' ')
      .replace(RAISED_ELEMENT, (_, kind: string, text: string) => raisedText(raisedKind(kind), text))
      .replace(BREAKING_TAG, '\n')
      .replace(INLINE_TAG, ''),
  )
    .split('\n')
    .map((line) => line.replace(/\s+/gu, ' ').trim())
    .filter((line) => line !== '');

const RAISED_ELEMENT = /<(sup|sub)(?:\s[^<>]*)?>([^<>]{0,200})<\/\1\s*>/giu;
const raisedKind = (tag: string): 'sup' | 'sub' => (tag.toLowerCase() === 'sup' ? 'sup' : 'sub');

export type InlineTag =
  | { kind: 'opens'; raised: 'sup' | 'sub' }
  | { kind: 'closes'; raised: 'sup' | 'sub' }
  | { kind: 'break' }
  | { kind: 'hides'; until: RegExp }
  | { kind: 'text'; value: string };

/** What a single tag inside a line of text comes to. */
export function inlineTag(html: string): InlineTag {
  if (/^<br\b/iu.test(html)) return { kind: 'break' };
  const raised = /^<(\/?)(sup|sub)(?=[\s>])/iu.exec(html);
  if (raised?.[2]) return { kind: raised[1] === '' ? 'opens' : 'closes', raised: raisedKind(raised[2]) };
  const hidden = new RegExp(`^<(${HIDDEN})(?=[\\s/>])`, 'iu').exec(html)?.[1];
  if (hidden !== undefined && !/\/>$/u.test(html))
    return { kind: 'hides', until: new RegExp(`^</${hidden}\\s*>`, 'iu') };
  return { kind: 'text', value: html.replace(COMMENT, '').replace(BREAKING_TAG, ' ').replace(INLINE_TAG, '') };
}
