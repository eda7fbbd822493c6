/** Attributes that Pandoc, Quarto, MyST and kramdown hang on headings, links, pictures, words and paragraphs. */
import { mark, type Mark } from './mark.ts';

const VALUE = String.raw`(?:"[^"\n]*"|'[^'\n]*'|[^\s"'{}]+)`;
const ITEM = String.raw`(?:[#.][\p{L}\d_:.-]+|[\w:-]+=${VALUE})`;
const LIST = String.raw`\{:?\s*${ITEM}(?:\s+${ITEM})*\s*\}`;
/** With a class or an identifier at its head: `{x=1}` may be a set. */
const SURE = String.raw`(?:\{:?\s*[#.][\p{L}\d_:.-]+(?:\s+${ITEM})*\s*\}|\{-\})`;

export const attributeMarks: readonly Mark[] = [
  // The item that a list of contents takes the place of.
  mark(/^[ \t]*(?:[*+-]|1\.)[ \t][^\n]{0,80}\n[ \t]*\{:\s?toc[^}\n]*\}[ \t]*$/gmu, () => ''),
  // kramdown, on a line of its own, behind an item or inside a line.
  mark(
    /\{:\s?(?:toc|[#.][\p{L}][\w:-]*|[a-z][\w-]*\s*=\s*"[^"\n]*")(?:\s*[#.]?[\w:-]+(?:\s*=\s*"[^"\n]*")?)*\s*\}/giu,
    () => '',
  ),
  mark(/^[ \t]*\{::(?:comment|options|nomarkdown)[^}\n]*\}[ \t]*$|\{:\/[a-z]*\}/gimu, () => ''),
  function* headings({ text }) {
    for (const { 0: line, index } of text.matchAll(/^[ \t>]*#{1,6}[ \t].*\}[ \t#]*$/gmu)) {
      const from = line.lastIndexOf('{');
      if (!BEHIND_HEADING.test(line.slice(from))) continue;
      yield { from: index + line.slice(0, from).trimEnd().length, to: index + line.length, text: '', dropped: null };
    }
  },
  // Alone on a line, or behind the words under a table.
  mark(new RegExp(String.raw`^[ \t]*${SURE}[ \t]*$`, 'gmu'), () => ''),
  mark(
    new RegExp(String.raw`^(?::|Table:)[ \t]+([^\n{}]+?)[ \t]*${LIST}[ \t]*$`, 'gmu'),
    ([, caption = '']) => caption,
  ),
  // Behind a link, a picture or code.
  mark(new RegExp(String.raw`(?<=\)|\x60)${LIST}`, 'gu'), () => ''),
  // Words with a class.
  function* spans({ text }) {
    for (const { 0: all, 1: inside = '', 2: attributes = '', index } of text.matchAll(SPAN)) {
      const end = index + all.length;
      if (inside.trim() === '') yield { from: index, to: end, text: '', dropped: null };
      else {
        yield { from: index, to: index + 1, text: '', dropped: null };
        yield { from: end - attributes.length - 1, to: end, text: '', dropped: null };
      }
    }
  },
];

const BEHIND_HEADING = new RegExp(String.raw`^${SURE}[ \t#]*$`, 'u');
const SPAN = new RegExp(String.raw`(?<![\\!\]])\[([^[\]\n]{0,400})\](${LIST})`, 'gu');
