/** Notes of one lecture as plain Markdown: every line knows where it stood, and what was left out is said. */
import { unwrapBlocks } from './dialects/blocks.ts';
import { dialectOf, readMarks } from './dialects/marks.ts';
import { frontMatterLines } from './front-matter.ts';
import { htmlToMarkdown, isHtml, latexOfAddress } from './source/html.ts';
import { joinLines, type Dropped, type DroppedMark, type Line } from './source/lines.ts';
import { notebookLines } from './notebook.ts';
import { readableLines } from './signs.ts';

export interface ReadNotes {
  lines: Line[];
  dropped: Dropped[];
  form: 'markdown' | 'html' | 'notebook';
}

export function readNotes(notes: string): ReadNotes {
  const dropped: Dropped[] = [];
  const drop = (line: number, what: DroppedMark): void => {
    dropped.push({ line, what });
  };
  const all = readableLines(notes);
  const head = frontMatterLines(all.map(({ text }) => text));
  if (head > 0) drop(all[0]?.number ?? 1, 'metadata at the head');
  const lines = all.slice(head);
  const text = joinLines(lines);
  if (isHtml(text)) {
    const number = lines[0]?.number ?? 1;
    dropEmbedded(lines, drop);
    return {
      lines: htmlToMarkdown(text)
        .split('\n')
        .map((line) => ({ text: line, number })),
      dropped,
      form: 'html',
    };
  }
  const cells = notebookLines(text);
  const read = cells ?? lines;
  const dialect = dialectOf(cells ? joinLines(cells) : text);
  return {
    lines: readMarks(unwrapBlocks(read, drop), dialect, drop),
    dropped,
    form: cells ? 'notebook' : 'markdown',
  };
}

/** A page that is converted whole loses these without a word. */
const dropEmbedded = (lines: readonly Line[], drop: (line: number, what: DroppedMark) => void): void => {
  for (const { text, number } of lines) {
    for (const [tag] of text.matchAll(/<(?:iframe|video|audio|object|embed|img)\b[^<>]*>/giu)) {
      if (!/^<img/iu.test(tag)) drop(number, 'an embedded page, film or file');
      else if (!isDescribed(tag)) {
        drop(number, 'a picture without description');
      }
    }
  }
};

const isDescribed = (img: string): boolean =>
  /\b(?:alt|data-equation-content)\s*=\s*(?:"[^"]*[^"\s]|'[^']*[^'\s]|[^"'\s>])/iu.test(img) ||
  latexOfAddress(/\bsrc\s*=\s*["']?([^"'\s>]*)/iu.exec(img)?.[1] ?? '') !== null;
