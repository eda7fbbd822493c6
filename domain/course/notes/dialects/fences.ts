/** Fences of notes: of code, and the colons and components that hold a part of the text. */
import type { Line } from '../source/lines.ts';
import { codeLanguageOf } from './languages.ts';

export interface Fence {
  /** What stands before the signs: indentation, marks of a quote, the mark of a list. */
  prefix: string;
  signs: string;
  /** What stands behind the signs. */
  info: string;
}

const FENCE = /^((?:[ \t]|>[ \t]?)*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?)(`{3,}|~{3,}|:{3,})[ \t]*(.*)$/u;

export function readFence(line: string): Fence | null {
  const [, prefix = '', signs = '', info = ''] = FENCE.exec(line) ?? [];
  if (signs === '' || (signs.startsWith('`') && info.includes('`'))) return null;
  return { prefix, signs, info: info.trim() };
}

/**
 * Last line of a fence of code, and whether it is its end: inside a quotation the end of the quotation is, too. Null when
 * nothing ends it, and the rest of the text is code.
 */
export function closingFence(lines: readonly Line[], from: number, fence: Fence): End | null {
  const { prefix, signs, info } = fence;
  if (info.startsWith('{') && codeLanguageOf(info) === null) {
    const end = closingOfNested(lines, from, signs);
    if (end !== null) return { index: end, isEnd: true };
  }
  const isQuoted = prefix.includes('>');
  for (let index = from + 1; index < lines.length; index += 1) {
    const line = lines[index]?.text ?? '';
    if (isQuoted && !/^[ \t]*>/u.test(line)) return { index: index - 1, isEnd: false };
    if (isClosing(line, signs)) return { index, isEnd: true };
  }
  return null;
}

interface End {
  index: number;
  isEnd: boolean;
}

const MAX_NESTED_LINES = 2_000;

/** A directive may hold fences of its own length: one with words behind it opens another. */
function closingOfNested(lines: readonly Line[], from: number, signs: string): number | null {
  let depth = 1;
  for (let index = from + 1; index < Math.min(lines.length, from + MAX_NESTED_LINES); index += 1) {
    const line = lines[index]?.text ?? '';
    if (isClosing(line, signs)) depth -= 1;
    else {
      const inner = readFence(line);
      if (inner?.signs === signs && inner.info !== '') depth += 1;
    }
    if (depth === 0) return index;
  }
  return null;
}

function isClosing(line: string, signs: string): boolean {
  const text = line.replace(/^[\s>]+/u, '').trimEnd();
  return text.length >= signs.length && text === signs.charAt(0).repeat(text.length);
}

/** Lines that open a part of the text, with the lines that close it. */
export type Pairs = ReadonlyMap<number, { close: number; kind: 'colons' | 'component' | 'highlight' }>;

const COLON_INFO = /^(?:\{[^{}]*\}.*|[\p{L}][\w-]*(?:\[[^\]]*\])?(?:\s*\{[^{}]*\})?(?:\s.*)?:*)$/u;
const COMPONENT_END = /^\s*<\/([A-Z][\w.]*)\s*>\s*$/u;
const HIGHLIGHT = /^\s*(?:\{%-?\s*highlight\s+[\w+#-]+[^%]*%\}|\{\{<\s*highlight\s+[\w+#-]+[^>]*>\}\})\s*$/u;
const HIGHLIGHT_END = /^\s*(?:\{%-?\s*endhighlight\s*-?%\}|\{\{<\s*\/\s*highlight\s*>\}\})\s*$/u;

export function findPairs(lines: readonly Line[]): Pairs {
  const pairs = new Map<number, { close: number; kind: 'colons' | 'component' | 'highlight' }>();
  const colons: number[] = [];
  const components: { name: string; index: number }[] = [];
  let highlight: number | null = null;
  for (let index = 0; index < lines.length; index += 1) {
    const text = lines[index]?.text ?? '';
    const fence = readFence(text);
    if (fence && !fence.signs.startsWith(':')) {
      const close = closingFence(lines, index, fence);
      if (close === null) break;
      index = close.index;
      continue;
    }
    if (fence) {
      const open = fence.info === '' ? colons.pop() : undefined;
      if (open !== undefined) pairs.set(open, { close: index, kind: 'colons' });
      else if (COLON_INFO.test(fence.info)) colons.push(index);
      continue;
    }
    if (HIGHLIGHT.test(text)) highlight ??= index;
    else if (highlight !== null && HIGHLIGHT_END.test(text)) {
      pairs.set(highlight, { close: index, kind: 'highlight' });
      highlight = null;
    }
    const ended = COMPONENT_END.exec(text)?.[1];
    if (ended !== undefined) {
      const open = components.findLastIndex(({ name }) => name === ended);
      if (open >= 0) pairs.set(components[open]?.index ?? index, { close: index, kind: 'component' });
      if (open >= 0) components.length = open;
      continue;
    }
    const name = /^\s*<([A-Z][\w.]*)(?=[\s>]|$)/u.exec(text)?.[1];
    if (name !== undefined && components.length < MAX_OPEN && !/<\/|\/>\s*$/u.test(text)) {
      components.push({ name, index });
    }
  }
  return pairs;
}

/** So that a text of nothing but openings is still read in time in proportion to it. */
const MAX_OPEN = 50;
