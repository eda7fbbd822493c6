/**
 * Makes any Markdown safe to parse: the parser's time grows with the square of nested quotes, lists, brackets and long
 * words, so those are bounded before it sees them. Text of ordinary books passes unchanged.
 *
 * A paragraph that is mostly delimiters is no markup: its signs are put out of the parser's sight (as private-use
 * characters) and brought back by `restoreSigns` in what was parsed.
 */
import type { Nodes } from 'mdast';

const MAX_MARKERS = 8;
const MAX_INDENT = 24;
const MAX_WORD_CHARS = 1000;
const MAX_BLANK_LINES = 50;
/** Of one kind, in one paragraph. */
const MAX_DELIMITERS = 500;
/** Lines without a blank one between them. */
const MAX_LINES = 1500;

export function boundMarkdown(markdown: string): string {
  const bounded: string[] = [];
  let open: string[] = [];
  let fence: string | null = null;
  let blankLines = 0;
  const closeParagraph = (): void => {
    if (open.length > 0) bounded.push(boundParagraph(open));
    open = [];
  };
  for (const line of printable(markdown).split('\n')) {
    blankLines = line.trim() === '' ? blankLines + 1 : 0;
    if (blankLines > MAX_BLANK_LINES) continue;
    const marker = /^[\s>]{0,40}(`{3,}|~{3,})/u.exec(line)?.[1];
    if (fence !== null) {
      if (marker?.startsWith(fence)) fence = null;
      bounded.push(line);
    } else if (marker !== undefined) {
      closeParagraph();
      fence = marker;
      bounded.push(line.length > MAX_WORD_CHARS ? hideSigns(line) : line);
    } else if (blankLines > 0 || (open.length >= MAX_LINES && !isTable(open))) {
      closeParagraph();
      bounded.push('');
      if (blankLines === 0) open.push(boundLine(line));
    } else open.push(boundLine(line));
  }
  closeParagraph();
  return bounded.join('\n');
}

/** Brings back, in what was parsed, the signs that `boundMarkdown` hid. */
export function restoreSigns(node: Nodes): void {
  if ('value' in node) node.value = withSignsShown(node.value);
  if ('children' in node) for (const child of node.children) restoreSigns(child);
}

export const withSignsShown = (text: string): string => text.replace(HIDDEN_SIGN, shownSign);

const HIDDEN_SIGN = /[\ue021-\ue07e]/gu;
const shownSign = (sign: string): string => String.fromCharCode(sign.charCodeAt(0) - 0xe000);

const hideSigns = (text: string): string =>
  text.replace(/[!-/:-@[-`{-~]/gu, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xe000));

const UNPRINTABLE = /(?![\n\t])\p{Cc}|[\u202d\u202e\ue000-\ue0ff\ufdd0-\ufdef\ufff0-\ufffc\ufeff\ufffe\uffff]/gu;

/** Without control characters, lone surrogates and characters that turn the reading direction round unseen. */
const printable = (text: string): string =>
  text
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/\r\n?|\u0085|\u2028|\u2029/gu, '\n')
    .replace(UNPRINTABLE, '')
    .replace(/[\u{1fffe}\u{1ffff}\u{e0000}-\u{e0fff}]/gu, '')
    .normalize('NFC');

/** A short text, such as an attribution, as one printable line of any length. */
export const printableLine = (text: string): string => printable(text).replace(/\s+/gu, ' ').trim();

const boundLine = (line: string): string => {
  const { end, markers } = containerPrefix(line);
  const prefix = markers.length > MAX_MARKERS ? `${markers.slice(0, MAX_MARKERS).join(' ')} ` : line.slice(0, end);
  const rest = line.slice(end);
  const indent = /^[ \t]*/u.exec(prefix)?.[0] ?? '';
  const shallow = indent.length > MAX_INDENT ? `${' '.repeat(MAX_INDENT)}${prefix.slice(indent.length)}` : prefix;
  return shallow + (rest.length > MAX_WORD_CHARS ? boundWords(rest) : rest);
};

/** Quote and list markers at the start of a line, and where they end. */
const containerPrefix = (line: string): { end: number; markers: string[] } => {
  const markers: string[] = [];
  const marker = /[ \t]*(?:(>)|([-*+]|\d{1,9}[.)])(?=[ \t]))/uy;
  let end = 0;
  for (let match = marker.exec(line); match; match = marker.exec(line)) {
    markers.push(match[1] ?? match[2] ?? '');
    end = marker.lastIndex;
  }
  const spaces = /[ \t]*/uy;
  spaces.lastIndex = end;
  spaces.exec(line);
  return { end: spaces.lastIndex, markers };
};

/** A word of a thousand letters may break anywhere: it is given places to. */
const boundWords = (text: string): string => text.replace(/[\x21-\x7e]{1000}(?=[\x21-\x7e])/gu, '$&\u200b');

/** Every row of a table and every item of a list is read by itself, and bounded by itself. */
const boundParagraph = (lines: string[]): string => {
  if (isTable(lines)) return lines.map(boundTogether).join('\n');
  const parts: string[][] = [];
  for (const line of lines) {
    const last = parts.at(-1);
    if (last && !/^ {0,3}[-*+] {1,4}\S/u.test(line)) last.push(line);
    else parts.push([line]);
  }
  return parts.map((part) => boundTogether(part.join('\n'))).join('\n');
};

const isTable = ([head, rule]: string[]): boolean =>
  head?.includes('|') === true && rule?.includes('|') === true && /^ {0,3}[|: -]*-[|: -]*$/u.test(rule);

const boundTogether = (paragraph: string): string => {
  if (paragraph.length <= MAX_DELIMITERS) return paragraph;
  const isMarkup = DELIMITERS.every((delimiter) => (paragraph.match(delimiter)?.length ?? 0) <= MAX_DELIMITERS);
  return isMarkup ? paragraph : hideSigns(paragraph);
};

const DELIMITERS = [/[[\]]/gu, /[*_~]/gu, /`/gu, /</gu, /\$/gu, /&/gu, /\\/gu, /^[ ]{0,3}(?:#|=+$|-+$)/gmu];
