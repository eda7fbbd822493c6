/** Titles as real catalogues carry them, made printable: `&rlm;`, tags, escapes and control characters go. */
import { decodeHTML } from 'entities';

const MAX_CHARS = 200;
/** Tags that titles are seen to carry. Any other `<…>` is the title's own, such as `vector<int>`. */
const TAGS =
  /<\/?(?:a|b|bdi|bdo|big|br|center|code|div|em|font|h[1-6]|i|img|kbd|mark|p|pre|s|small|span|strike|strong|style|sub|sup|tt|u)(?:\s[^<>]*)?\/?>/giu;
/** Bidi marks, soft hyphens and other format characters without width, but for the joiners that scripts and emoji need. */
const WITHOUT_WIDTH = /(?![\u200c\u200d])\p{Cf}/gu;
const CONTROLS = /[\p{Cc}\u2028\u2029]/gu;
/** CommonMark's escapes, as catalogues kept in Markdown leave them behind. */
const ESCAPES = /\\([!-/:-@[-`{-~])/gu;

/** The title for printing: one line, at most 200 characters; empty when nothing of it can be printed. */
export function plainTitle(title: string): string {
  const text = decodeHTML(title.replace(TAGS, ' '))
    .replace(WITHOUT_WIDTH, '')
    .replace(CONTROLS, ' ')
    .replace(ESCAPES, '$1')
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    .trim();
  return text.length <= MAX_CHARS ? text : `${cutAtWord(text, MAX_CHARS - 1)}…`;
}

/** True when a title says something: at least one letter or digit. */
export const isTitle = (title: string): boolean => /[\p{L}\p{N}]/u.test(plainTitle(title));

/** The text, or the longest beginning of it of at most `maxChars` that ends between words, or between characters where there are none. */
export function cutAtWord(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text;
  const cut = [...text.slice(0, maxChars + 1)].slice(0, -1).join('');
  const space = cut.lastIndexOf(' ');
  return (space > maxChars / 2 ? cut.slice(0, space) : cut).replace(/[\s\p{P}]+$/u, '');
}
