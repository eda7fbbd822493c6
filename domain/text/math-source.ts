/**
 * Which dollar signs of a Markdown text are formulas.
 *
 * A dollar opens a formula only before a letter, digit or sign, and closes one only after it and before no digit; a sum
 * of money followed by words is money: “costs $5 and $6”. All others are escaped. `\(…\)` and `\[…\]`, which models
 * like to write, become dollars.
 */
import type { Root } from 'mdast';
import { visit } from 'unist-util-visit';

/** @param readPlain parses Markdown without formulas: it shows what is code, where dollars stay as they are */
export function markMath(markdown: string, readPlain: (markdown: string) => Root): string {
  if (!/\$|\\[([]/u.test(markdown)) return markdown;
  const pieces: string[] = [];
  let at = 0;
  for (const [from, to] of codeRanges(readPlain(markdown))) {
    pieces.push(markPiece(markdown.slice(at, from)), markdown.slice(from, to));
    at = to;
  }
  return pieces.join('') + markPiece(markdown.slice(at));
}

const codeRanges = (tree: Root): [number, number][] => {
  const ranges: [number, number][] = [];
  visit(tree, ['code', 'inlineCode'], ({ position }) => {
    if (position?.start.offset !== undefined && position.end.offset !== undefined)
      ranges.push([position.start.offset, position.end.offset]);
  });
  return ranges;
};

const MATH_SIGNS = /\\[a-zA-Z]|[\^_=<>]|\d\s*[+\-*/]\s*\d/u;

const markPiece = (text: string): string =>
  text
    .replace(/\\\((.{1,500}?)\\\)/gsu, (all, formula: string) =>
      MATH_SIGNS.test(formula) ? `$${formula.trim()}$` : all,
    )
    .replace(/\\\[(.{1,2000}?)\\\]/gsu, (all, formula: string) =>
      MATH_SIGNS.test(formula) ? `\n\n$$\n${formula.trim()}\n$$\n\n` : all,
    )
    .split(/(\n[ \t]*\n)/u)
    .reduce<{ done: string; inDisplay: boolean }>(
      ({ done, inDisplay }, paragraph) => {
        // A display formula may hold blank lines: from its `$$` to the next, nothing is touched.
        const fences = paragraph.match(/^[ \t>]*\$\$/gmu)?.length ?? 0;
        const isDisplay = inDisplay || fences > 0;
        return {
          done: done + (isDisplay ? paragraph : escapeMoney(paragraph)),
          inDisplay: fences % 2 === 1 && !/\$\$[^$]+\$\$/u.test(paragraph) ? !inDisplay : inDisplay,
        };
      },
      { done: '', inDisplay: false },
    ).done;

/** Escapes the single dollars of one paragraph that open or close no formula. */
const escapeMoney = (paragraph: string): string => {
  const dollars = [...paragraph.matchAll(/\\.|\$+/gsu)].filter(([found]) => found.startsWith('$'));
  if (dollars.length === 0) return paragraph;
  const kept = new Set<number>();
  for (let open = 0; open < dollars.length; open += 1) {
    const start = dollars[open];
    if (!start) break;
    // No formula holds a dollar of its own: only the next one can close it.
    const end = dollars[open + 1];
    if (end?.[0] !== start[0] || !closesFormula(paragraph, start, end.index)) continue;
    kept.add(open).add(open + 1);
    open += 1;
  }
  let marked = '';
  let at = 0;
  dollars.forEach((dollar, index) => {
    marked += paragraph.slice(at, dollar.index) + (kept.has(index) ? dollar[0] : dollar[0].replaceAll('$', '\\$'));
    at = dollar.index + dollar[0].length;
  });
  return marked + paragraph.slice(at);
};

const closesFormula = (text: string, start: RegExpExecArray, end: number): boolean => {
  const from = start.index + start[0].length;
  const formula = text.slice(from, end);
  if (formula === '' || formula.length > 1000) return false;
  if (start[0].length > 1) return true;
  if (/^\s|\s$|\\$/u.test(formula) || /^\d/u.test(text.slice(end + 1, end + 2))) return false;
  // A number and then words is a price and a sentence.
  return !(
    /^\d[\d.,]*(?:\s|[-–—]\s?\p{L}|[kKmMbB]\b)/u.test(formula) &&
    /\s\p{L}{2,}/u.test(formula) &&
    !/\\[a-zA-Z]/u.test(formula)
  );
};
