/** What of a course's notes cannot be used or was left out, said to the person who brings them. Nothing here refuses a course. */
import { findFormulas } from '../../text/formulas/find.ts';
import { codeOf } from './source/code.ts';
import { closingFence, readFence } from './dialects/fences.ts';
import { joinLines, lineFinder, type DroppedMark, type Line } from './source/lines.ts';
import { expandFormulas, takeDefinitions, type Macro } from './macros.ts';
import { readNotes } from './read-notes.ts';

export interface Notice {
  /** Of the notes as they were brought, from 1. */
  line: number;
  kind: DroppedMark | 'notes in HTML' | 'an open block of code' | 'a heading with nothing under it' | 'a formula';
  message: string;
}

export interface FormulaSetter {
  /** Of the format, as a person calls it. */
  name: string;
  sets: (latex: string) => boolean;
}

/** @returns notices of each text, in the order of its lines; commands that one text defines count in all */
export function notesNotices(notes: readonly string[], setters: readonly FormulaSetter[]): Notice[][] {
  const macros = new Map<string, Macro>();
  for (const text of notes) takeDefinitions(text, macros);
  return notes.map((text) => noticesOf(text, macros, setters));
}

function noticesOf(notes: string, macros: ReadonlyMap<string, Macro>, setters: readonly FormulaSetter[]): Notice[] {
  const { lines, dropped, form } = readNotes(notes);
  const found: Notice[] = dropped.map(({ line, what }) => ({ line, kind: what, message: `${what} is left out` }));
  if (form === 'html') {
    found.push({
      line: 1,
      kind: 'notes in HTML',
      message: 'the notes are HTML and are read as the page that they are',
    });
  }
  found.push(...openCode(lines), ...emptyHeadings(lines), ...unsetFormulas(lines, macros, setters));
  return found.sort((a, b) => a.line - b.line);
}

function openCode(lines: readonly Line[]): Notice[] {
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index];
    const fence = line ? readFence(line.text) : null;
    if (!line || !fence || fence.signs.startsWith(':') || /^(?: {4}|\t)/u.test(line.text)) continue;
    const close = closingFence(lines, index, fence);
    if (close === null) {
      const message = 'a block of code is opened and never closed: the rest of the lecture is code';
      return [{ line: line.number, kind: 'an open block of code', message }];
    }
    index = close.index;
  }
  return [];
}

function emptyHeadings(lines: readonly Line[]): Notice[] {
  const text = joinLines(lines);
  const code = codeOf(text);
  const notices: Notice[] = [];
  let open: { line: number; depth: number; title: string } | null = null;
  let at = 0;
  let next = 0;
  const close = (depth: number): void => {
    if (open && depth <= open.depth) {
      const message = `the heading "${open.title}" has nothing under it`;
      notices.push({ line: open.line, kind: 'a heading with nothing under it', message });
    }
    open = null;
  };
  for (const { text: line, number } of lines) {
    while ((code[next]?.to ?? Infinity) <= at) next += 1;
    const isCode = (code[next]?.from ?? Infinity) <= at;
    const [, signs, title = ''] = (isCode ? null : /^ {0,3}(#{1,6})[ \t]+(.*?)[ \t#]*$/u.exec(line)) ?? [];
    if (signs !== undefined) {
      close(signs.length);
      open = { line: number, depth: signs.length, title };
    } else if (line.trim() !== '') open = null;
    at += line.length + 1;
  }
  close(1);
  return notices;
}

function unsetFormulas(
  lines: readonly Line[],
  macros: ReadonlyMap<string, Macro>,
  setters: readonly FormulaSetter[],
): Notice[] {
  const text = joinLines(lines);
  const numberAt = lineFinder(lines);
  const told = new Set<string>();
  return findFormulas(text, codeOf(text)).flatMap(({ from, to, latex }): Notice[] => {
    const line = numberAt(from);
    const set = takeDefinitions(latex, new Map()).trim();
    if (set === '' || told.has(latex) || takeDefinitions(text.slice(from, to), new Map()).trim() === '') return [];
    told.add(latex);
    const expanded = expandFormulas(`$$${set}$$`, macros).replace(/^\$\$|\$\$$/gu, '');
    const unset = setters.filter(({ sets }) => !sets(expanded)).map(({ name }) => name);
    if (unset.length === 0) return [];
    const shown = latex.length > MAX_SHOWN ? `${latex.slice(0, MAX_SHOWN)}…` : latex;
    return [
      {
        line,
        kind: 'a formula',
        message: `the formula ${shown.replace(/\s+/gu, ' ')} cannot be set in ${unset.join(' and ')}`,
      },
    ];
  });
}

const MAX_SHOWN = 100;
