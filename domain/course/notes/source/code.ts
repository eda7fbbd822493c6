/**
 * Where code is in notes of any length: between fences, between backticks, indented by four blanks.
 *
 * Reads line by line in time in proportion to the text, which the Markdown parser does not promise for text of any kind.
 */
import type { CodeRange } from '../../../text/formulas/find.ts';

const FENCE = /^(?:[ \t>]|(?:[-*+]|\d{1,9}[.)])[ \t])*(`{3,}|~{3,})/u;
const LIST_ITEM = /^[ \t>]*(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)/u;

export function codeOf(text: string): CodeRange[] {
  const ranges: CodeRange[] = [];
  let fence: { signs: string; from: number; isQuoted: boolean } | null = null;
  let paragraph: number | null = null;
  let isInList = false;
  let isAfterBlank = true;
  let at = 0;
  const endParagraph = (to: number): void => {
    for (const span of paragraph === null ? [] : codeSpans(text, paragraph, to)) ranges.push(span);
    paragraph = null;
  };
  for (const line of text.split('\n')) {
    const end = at + line.length;
    const signs = FENCE.exec(line)?.[1];
    if (fence?.isQuoted === true && !/^[ \t]*>/u.test(line)) {
      ranges.push({ from: fence.from, to: Math.max(fence.from, at - 1), isIndented: false });
      fence = null;
    }
    if (fence) {
      if (signs?.startsWith(fence.signs) && line.trimEnd().endsWith(signs)) {
        ranges.push({ from: fence.from, to: end, isIndented: false });
        fence = null;
      }
    } else if (
      signs !== undefined &&
      !(signs.startsWith('`') && line.slice(line.indexOf(signs) + signs.length).includes('`'))
    ) {
      endParagraph(at);
      fence = { signs, from: at + line.indexOf(signs), isQuoted: /^[ \t]*>/u.test(line) };
    } else if (line.trim() === '') {
      endParagraph(at);
      isAfterBlank = true;
    } else {
      if (LIST_ITEM.test(line)) isInList = true;
      else if (isAfterBlank && /^\S/u.test(line)) isInList = false;
      const isIndented: boolean = isAfterBlank && !isInList && /^(?: {4}|\t)/u.test(line);
      if (isIndented) ranges.push({ from: at, to: end, isIndented });
      else paragraph ??= at;
      // The next line of an indented block is code, too.
      isAfterBlank = isIndented;
    }
    at = end + 1;
  }
  if (fence) ranges.push({ from: fence.from, to: text.length, isIndented: false });
  else endParagraph(text.length);
  return ranges;
}

/** Between two runs of backticks of one length, in one paragraph. */
function codeSpans(text: string, from: number, to: number): CodeRange[] {
  const paragraph = text.slice(from, to);
  if (!paragraph.includes('`')) return [];
  const runs = [...paragraph.matchAll(/`+/gu)].map(({ index, 0: { length } }) => ({ at: index, length }));
  const next = new Map<number, number>();
  const closers = new Array<number | null>(runs.length).fill(null);
  for (let index = runs.length - 1; index >= 0; index -= 1) {
    const length = runs[index]?.length ?? 0;
    closers[index] = next.get(length) ?? null;
    next.set(length, index);
  }
  const spans: CodeRange[] = [];
  for (let index = 0; index < runs.length; index += 1) {
    const open = runs[index];
    const closer = closers[index] ?? null;
    const close = closer === null ? undefined : runs[closer];
    if (!open || !close || closer === null || paragraph[open.at - 1] === '\\') continue;
    spans.push({ from: from + open.at, to: from + close.at + close.length, isIndented: false });
    index = closer;
  }
  return spans;
}
