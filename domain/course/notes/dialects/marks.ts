/** Reads the marks of other programs in the text of notes. What stands in code and in formulas is nobody's mark. */
import { findFormulas } from '../../../text/formulas/find.ts';
import { codeOf } from '../source/code.ts';
import { applyEdits, joinLines, type Drop, type Edit, type Line } from '../source/lines.ts';
import { attributeMarks } from './attributes.ts';
import { pageMarks } from './page.ts';
import { liquidMarks } from './liquid.ts';
import type { Mark, Notes } from './mark.ts';
import { IMPORT, mdxMarks } from './mdx.ts';
import { mystMarks } from './myst.ts';
import { obsidianMarks } from './obsidian.ts';
import { wordpressMarks } from './wordpress.ts';

/** Marks of templates are read once: what they wrote is text. */
const FIRST = [...wordpressMarks, ...liquidMarks, ...pageMarks];
const MARKS = [...mdxMarks, ...obsidianMarks, ...mystMarks, ...attributeMarks];
/** Marks hold marks: a role in a caption, a picture in a link. */
const ROUNDS = 3;

export type Dialect = Omit<Notes, 'text'>;

/** @param dialect what `dialectOf` says of the whole notes */
export function readMarks(lines: readonly Line[], dialect: Dialect, drop: Drop): Line[] {
  let read = [...lines];
  for (let round = 0; round < ROUNDS; round += 1) {
    const marks = round === 0 ? [...FIRST, ...MARKS] : MARKS;
    const edits = editsOf({ ...dialect, text: joinLines(read) }, marks);
    if (edits.length === 0) break;
    read = applyEdits(read, edits, drop);
  }
  return read;
}

function editsOf(notes: Notes, marks: readonly Mark[]): Edit[] {
  const edits = marks.flatMap((find) => [...find(notes)]);
  if (edits.length === 0) return edits;
  const code = codeOf(notes.text);
  const kept = [...code, ...findFormulas(notes.text, code)].sort((a, b) => a.from - b.from || b.to - a.to);
  return edits.sort((a, b) => a.from - b.from || b.to - a.to).filter(outside(kept));
}

/** A mark begins outside of what is kept, and holds all of it or nothing of it. The marks asked for begin one behind the other. */
function outside(kept: readonly { from: number; to: number }[]): (edit: Edit) => boolean {
  let index = 0;
  return ({ from, to }) => {
    while ((kept[index]?.to ?? Infinity) <= from) index += 1;
    const next = kept[index];
    if (!next || next.from >= to) return true;
    if (next.from <= from) return false;
    for (let inner = index; (kept[inner]?.from ?? Infinity) < to; inner += 1) {
      if ((kept[inner]?.to ?? 0) > to) return false;
    }
    return true;
  };
}

const MYST =
  /^[ \t]*(?:`{3,}|:{3,})\{[a-z]|^\([\w:.-]+\)=[ \t]*$|\{(?:ref|numref|eq|doc|term|cite\w*|cite:\w+|math|prf:ref)\}`/mu;
const COMPONENT_LINE = /^[ \t]*<\/?[A-Z][\w.]*(?:\s[^<>\n]*)?>[ \t]*$|^[ \t]*<[A-Z][\w.]*(?:\s[^<>\n]*)?$/mu;

export const dialectOf = (text: string): Dialect => ({
  isMyst: MYST.test(text),
  isMdx: text.search(IMPORT) >= 0 || COMPONENT_LINE.test(text),
  headings: headingsOf(text),
});

function headingsOf(text: string): Map<string, string> {
  const headings = new Map<string, string>();
  for (const [, label = '', title = ''] of text.matchAll(/^\(([\w:. -]+)\)=[ \t]*\n+#{1,6}[ \t]+([^\n]+)$/gmu)) {
    headings.set(label, plainTitle(title));
  }
  for (const [, title = '', label = ''] of text.matchAll(
    /^#{1,6}[ \t]+([^\n{]+?)[ \t]*\{#([\w:.-]+)[^}\n]*\}[ \t]*$/gmu,
  )) {
    headings.set(label, plainTitle(title));
  }
  return headings;
}

const plainTitle = (title: string): string =>
  title
    .replace(/[ \t]*\{[^{}]*\}[ \t]*#*$/u, '')
    .replace(/[*`]/gu, '')
    .trim();
