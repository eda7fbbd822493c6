/** Links, embeds, callouts, comments, tags and labels of Obsidian and other programs of linked notes. */
import { asPicture, between, EMBEDDED, mark, NO_DESCRIPTION, PROGRAM, type Mark } from './mark.ts';

const PICTURE = /\.(?:png|jpe?g|gif|svg|webp|bmp|avif|tiff?|excalidraw)$/iu;

/** A page, and a heading on it; what names a paragraph is no word. */
function pageText(target: string): string | null {
  const [page = '', ...headings] = target.split('#').map((part) => part.trim());
  const shown = [
    page.replace(/\.md$/iu, ''),
    ...headings.filter((part) => part !== '' && !part.startsWith('^')),
  ].filter((part) => part !== '');
  return shown.length === 0 ? null : shown.join(', ');
}

export const obsidianMarks: readonly Mark[] = [
  between(/^[ \t]*%%[ \t]*(?=\n|[^%\s])(?![^\n]*%%)/gmu, /%%[ \t]*$/gmu, 'a comment'),
  mark(/(?<![%\w\\])%%(?!%)(?:[^%\n]|%(?!%))+%%(?![%\w])/gu, () => '', 'a comment'),
  mark(/!\[\[([^[\]|\n]+)(?:\|([^[\]\n]*))?\]\]/gu, ([, file = '', words = '']) => {
    const alt = words.split('|').find((word) => !/^\s*(?:\d+(?:x\d+)?|left|right|center)?\s*$/u.test(word));
    return alt !== undefined && PICTURE.test(file.trim()) ? asPicture(alt.trim()) : null;
  }),
  mark(
    /!\[\[([^[\]|\n]+)(?:\|[^[\]\n]*)?\]\]/gu,
    ([, file = '']) => (PICTURE.test(file.trim()) ? '' : null),
    NO_DESCRIPTION,
  ),
  mark(/!\[\[[^[\]|\n]+(?:\|[^[\]\n]*)?\]\]/gu, () => '', EMBEDDED),
  mark(/(?<![\w\]!\\])\[\[(?=[#\p{L}\d])([^[\]|\n]*[^[\]|\n\s\\])\\?\|([^[\]\n]+)\]\](?!\()/gu, ([, , words = '']) =>
    words.trim(),
  ),
  mark(/(?<![\w\]!\\])\[\[(?=[#\p{L}\d])([^[\]|\n]*[^[\]|\n\s])\]\](?!\()/gu, ([, target = '']) =>
    /\p{L}{2}|\p{sc=Han}/u.test(target) && !/^(?:TOC|_TOC_)$/iu.test(target) ? pageText(target) : null,
  ),
  mark(/^[ \t]*(?:\[\[_?TOC_?\]\]|\[TOC\])[ \t]*$/gimu, () => ''),
  // Callouts of Obsidian and GitHub.
  mark(
    /^([ \t]*(?:>[ \t]?)+)\[!([\w-]+)(?:\|[^\]\n]*)?\][-+]?[ \t]*(.*)$/gmu,
    ([, quote = '', kind = '', title = '']) => {
      const name = kind.charAt(0).toUpperCase() + kind.slice(1).toLowerCase().replace(/-/gu, ' ');
      return `${quote}**${title.trim() === '' ? name : title.trim()}**\n${quote.trimEnd()}`;
    },
  ),
  mark(/(?<![=\w<>!])==(?![=\s])([^=\n]+)(?<!\s)==(?![=\w])/gu, ([, words = '']) => `**${words}**`),
  // A line of nothing but tags: one word with a capital may be a heading whose blank is missing.
  mark(
    /^[ \t]*#[\p{L}_][\p{L}\d_/-]*(?:[ \t,]+#[\p{L}_][\p{L}\d_/-]*)*[ \t]*$/gmu,
    ([line]) => {
      const tags = line.match(/#[\p{L}_]/gu) ?? [];
      return tags.length > 1 || /^\s*#\p{Ll}/u.test(line) || line.includes('/') ? '' : null;
    },
    PROGRAM,
  ),
  // The name of a paragraph, behind it or below it.
  mark(/(?<=^|[ \t])\^(?=[\w-]*[A-Za-z])[\w-]{3,}[ \t]*$/gmu, ({ index }, { text }) =>
    /(?:^|\n|[\p{L}\p{P}])[ \t]{0,10}$/u.test(text.slice(Math.max(0, index - 12), index)) ? '' : null,
  ),
];
