/** What HTML leaves in Markdown: comments, tables, pictures, films; and what cells of a notebook say about themselves. */
import { decodeHTML } from 'entities';
import { fromHtml } from 'hast-util-from-html';
import { htmlToMarkdown, latexOf } from '../source/html.ts';
import { asPicture, attributeOf, between, EMBEDDED, mark, NO_DESCRIPTION, type Mark } from './mark.ts';

const REPRESENTATION = String.raw`\[?<(?:Figure size [^<>\n]*|(?:matplotlib|seaborn|IPython|pandas|plotly|mpl_toolkits)\.[^<>\n]*|[\w.]+ at 0x[0-9a-f]+)>\]?,?`;

export const pageMarks: readonly Mark[] = [
  function* comments(notes) {
    for (const edit of between(/<!--/gu, /-->/gu, 'a comment')(notes)) {
      // A blank line in its place would end a table.
      const isInTable =
        /\n\|[^\n]*\n$/u.test(notes.text.slice(Math.max(0, edit.from - 2_000), edit.from)) &&
        /^\n\|/u.test(notes.text.slice(edit.to, edit.to + 2));
      yield isInTable ? { ...edit, to: edit.to + 1 } : edit;
    }
  },
  // A comment without its end would hide the rest of the lecture.
  function* open({ text }) {
    const last = text.lastIndexOf('<!--');
    if (last >= 0 && !text.includes('-->', last)) yield { from: last, to: last, text: '\\', dropped: null };
  },
  // What a list looks like that was copied out of a page.
  mark(/^([ \t]*)[•‣▪●◦][ \t]+(?=\S)/gmu, ([, indent = '']) => `${indent}- `),
  mark(/^\**(?:In|Out) ?\[(?:\d+| |\*)\]:?\**[ \t]*$/gmu, () => ''),
  mark(new RegExp(String.raw`^${REPRESENTATION}[ \t]*$`, 'gmu'), () => ''),
  between(/<(?:iframe|video|audio|object)\b/giu, /<\/(?:iframe|video|audio|object)\s*>/giu, EMBEDDED),
  // Pictures: of formulas, as course systems insert them, and with a description.
  mark(/<img\b[^<>]*>/giu, ([tag]) => formulaOf(tag) ?? pictureOf(tag)),
  mark(/<img\b[^<>]*>/giu, ([tag]) => (/\balt\s*=/iu.test(tag) ? null : ''), NO_DESCRIPTION),
  // The kind of a file, or a number, describes no picture.
  mark(
    /!\[\s*(?:png|jpe?g|svg|gif|image(?:\.png)?|img|picture|alt text|image alt text|output(?:_\d+)*|screenshot|figure|untitled)?\s*\]\((?:<[^<>\n]*>|[^()\n\s]*)(?:\s+"[^"\n]*")?\)/giu,
    () => '',
    NO_DESCRIPTION,
  ),
  function* tables({ text }) {
    if (!/<table\b/iu.test(text)) return;
    const whole = between(
      /^[ \t]*(?:<div>\s*(?:<style[^>]*>[^<]*<\/style>\s*)?)?<table\b[^>]*>/gimu,
      /<\/table\s*>(?:\s*<\/div>)?/giu,
      NO_DESCRIPTION,
    );
    for (const { from, to } of whole({ text, isMyst: false, isMdx: false, headings: new Map() })) {
      const table = htmlToMarkdown(text.slice(from, to));
      yield { from, to, text: `\n\n${table}\n\n`, dropped: null };
    }
  },
];

function formulaOf(tag: string): string | null {
  const [element] = fromHtml(tag, { fragment: true }).children;
  const latex = element?.type === 'element' ? latexOf(element) : null;
  return latex === null ? null : `$${latex.replace(/\s+/gu, ' ').trim()}$`;
}

const pictureOf = (tag: string): string | null => {
  const alt = attributeOf(tag, 'alt', 'ALT');
  return alt === '' ? null : asPicture(decodeHTML(alt));
};
