/** Lines moved to where plain Markdown has them: out of an indentation, into a quote, apart from their neighbours. */
import type { Line } from '../source/lines.ts';

/** Lines without the prefix that the fence around them has, too. */
export const shifted = (lines: readonly Line[], prefix: string): Line[] => {
  const blank = prefix.replace(/[^>\s]/gu, ' ');
  return lines.map((line) => ({ ...line, text: withoutPrefix(line.text, blank) }));
};

const withoutPrefix = (text: string, prefix: string): string => {
  if (text.startsWith(prefix)) return text.slice(prefix.length);
  if (text === prefix.trimEnd()) return '';
  if (/^\s*$/u.test(prefix)) return text.replace(new RegExp(`^\\s{0,${prefix.length}}`, 'u'), '');
  return text.replace(/^[\s>]*>[ \t]?/u, '');
};

/** Lines without the indentation that all of them have. */
export function dedent(lines: readonly Line[]): Line[] {
  const indents = lines
    .filter(({ text }) => text.trim() !== '')
    .map(({ text }) => /^[ \t]*/u.exec(text)?.[0].length ?? 0);
  const least = indents.reduce((min, indent) => Math.min(min, indent), Infinity);
  return least === 0 || least === Infinity
    ? [...lines]
    : lines.map((line) => ({ ...line, text: line.text.slice(least) }));
}

export function quoted(lines: readonly Line[], number: number): Line[] {
  const inside = trimmed(lines);
  return inside.length === 0
    ? [{ text: '', number }]
    : inside.map((line) => ({ ...line, text: line.text === '' ? '>' : `> ${line.text}` }));
}

/** With a blank line before and behind. */
export const paragraphs = (lines: readonly Line[], number: number, blank = ''): Line[] => [
  { text: blank, number },
  ...lines,
  { text: blank, number: lines.at(-1)?.number ?? number },
];

export function trimmed(lines: readonly Line[]): Line[] {
  const isBlank = ({ text }: Line): boolean => text.trim() === '';
  const first = lines.findIndex((line) => !isBlank(line));
  const last = lines.findLastIndex((line) => !isBlank(line));
  return first < 0 ? [] : lines.slice(first, last + 1);
}
