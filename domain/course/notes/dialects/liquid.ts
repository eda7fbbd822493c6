/** Tags of Liquid (Jekyll, GitBook), and shortcodes of Hugo and Quarto. */
import type { Edit } from '../source/lines.ts';
import { asPicture, attributeOf, between, EMBEDDED, mark, PROGRAM, type Mark } from './mark.ts';

const TAG = /\{%-?\s*(\/?[a-z][\w-]*)((?:[^%\n]|%(?!\})){0,500})%\}/giu;
/** Tags that show a page, a film or a file. */
const SHOWS =
  /^(?:include\w*|embed|youtube|vimeo|video|gist|jsfiddle|codepen|iframe|tweet|twitter|asset\w*|file|swagger|api-\w+)$/iu;
/** Those that are known inside a line, too; others stand alone on one. */
const IN_LINE = /^(?:link|post_url|cite\w*|raw|endraw|icon|emoji|fa|reference|sidenote|marginnote)$/iu;

/** What a tag says in words. */
const wordsOf = (name: string, words: string): string => {
  if (SHOWS.test(name)) {
    const alt = attributeOf(words, 'alt', 'caption', 'title', 'description');
    return alt === '' ? '' : asPicture(alt);
  }
  if (/^(?:sidenote|marginnote)$/iu.test(name))
    return / /u.test(words) ? ` (${[...words.matchAll(/(["'])(.+?)\1/gu)].at(-1)?.[2] ?? ''})` : '';
  const title = attributeOf(words, 'title', 'caption', 'summary', 'label');
  if (title !== '') return `\n\n**${title}**\n\n`;
  return /^(?:details|tab|alert|note|tip|warning)$/iu.test(name) && /\p{L}\s+\p{L}/u.test(words) && !/=/u.test(words)
    ? `\n\n**${words.trim().replace(/^(["'])(.*)\1$/u, '$2')}**\n\n`
    : '';
};

const SHORTCODE = /\{\{([<%])\s*(\/?)\s*([a-z][\w/-]*)((?:[^<>%{}\n]|[<>%](?!\}\})){0,1000})[>%]\}\}/giu;
const SHOWN_BY_SHORTCODE =
  /^(?:video|youtube|vimeo|include|embed|tweet|x|gist|instagram|figure|img|image|iframe|audio)$/iu;

/** Null when it says nothing in words. */
function shortcodeWords(name: string, words: string): string | null {
  if (name === 'kbd') return words.trim();
  const shown = attributeOf(words, 'alt', 'caption', 'title', 'summary');
  if (shown === '') return null;
  return SHOWN_BY_SHORTCODE.test(name) ? asPicture(shown) : `\n\n**${shown}**\n\n`;
}

export const liquidMarks: readonly Mark[] = [
  between(/\{%-?\s*comment\s*-?%\}/gu, /\{%-?\s*endcomment\s*-?%\}/gu, 'a comment'),
  between(/\{\{<\s*comment\s*>\}\}/gu, /\{\{<\s*\/\s*comment\s*>\}\}/gu, 'a comment'),
  between(/\{::comment\}/gu, /\{:\/comment\}/gu, 'a comment'),
  function* tags({ text }): Generator<Edit> {
    const verbatim = verbatimParts(text);
    let part = 0;
    for (const { 0: all, 1: name = '', 2: words = '', index } of text.matchAll(TAG)) {
      while ((verbatim[part]?.to ?? Infinity) <= index) part += 1;
      const isVerbatim = (verbatim[part]?.from ?? Infinity) <= index;
      if (isVerbatim || (!IN_LINE.test(name) && !isAlone(text, index, index + all.length) && !showsWithin(name, words)))
        continue;
      if (/^(?:end)?raw$/iu.test(name) && !verbatim.some(({ from, to }) => from === index + all.length || to === index))
        continue;
      yield {
        from: index,
        to: index + all.length,
        text: wordsOf(name, words),
        dropped: SHOWS.test(name) ? EMBEDDED : /^(?:end|\/)|raw$/iu.test(name) ? null : PROGRAM,
      };
    }
  },
  function* variables({ text }): Generator<Edit> {
    const verbatim = verbatimParts(text);
    let part = 0;
    for (const { 0: all, 1: quoted, index } of text.matchAll(VARIABLE)) {
      while ((verbatim[part]?.to ?? Infinity) <= index) part += 1;
      if ((verbatim[part]?.from ?? Infinity) <= index) continue;
      yield {
        from: index,
        to: index + all.length,
        text: quoted?.slice(1, -1) ?? '',
        dropped: quoted === undefined ? PROGRAM : null,
      };
    }
  },
  // Shortcodes: their tags go, what stands between an opening and a closing one stays.
  mark(SHORTCODE, ([, , slash, name = '', words = '']) => (slash === '/' ? '' : shortcodeWords(name, words))),
  mark(SHORTCODE, ([, , , name = '']) => (SHOWN_BY_SHORTCODE.test(name) ? '' : null), EMBEDDED),
  mark(SHORTCODE, () => '', PROGRAM),
];

/** An expression of the site's own variables, or of a text and what is done with it. */
const VARIABLE =
  /\{\{-?\s*(?:(?:page|site|layout|include|post|paginator|book|frontmatter|content|jekyll)(?=[\s.|}[])(?:[^{}\n])*|("[^"\n{}]*"|'[^'\n{}]*')\s*\|[^{}\n]*)\}\}/gu;

const isAlone = (text: string, from: number, to: number): boolean =>
  /(?:^|\n)[ \t>]*(?:\{%[^\n]*%\}[ \t]*)*$/u.test(text.slice(Math.max(0, from - 200), from)) &&
  /^[ \t]*(?:\{%[^\n]*%\}[ \t]*)*(?:\n|$)/u.test(text.slice(to, to + 200));

/** `{% include figure.html … %}` in a sentence names a file or an argument; a sentence about `{% include %}` does not. */
const showsWithin = (name: string, words: string): boolean => SHOWS.test(name) && /[.=/]/u.test(words);

function verbatimParts(text: string): { from: number; to: number }[] {
  const parts: { from: number; to: number }[] = [];
  let open: number | null = null;
  for (const { 0: tag, index } of text.matchAll(/\{%-?\s*(?:end)?raw\s*-?%\}/gu)) {
    const isEnd = tag.includes('endraw');
    if (isEnd && open !== null) parts.push({ from: open, to: index });
    if (isEnd) open = null;
    else open ??= index + tag.length;
  }
  return parts;
}
