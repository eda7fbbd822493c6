/**
 * Text for Typst: always inside a string literal, never as markup, so nothing in it can be read as code.
 */
import { scriptRuns, withSignsKept } from '../script-runs.ts';
import { inlineText, signsOf } from '../text.ts';

/** A Typst string literal that holds exactly `text`. */
export const typstString = (text: string): string =>
  `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n').replaceAll('\t', '\\t')}"`;

/** Running text as Typst markup; words of another script carry their language. */
export const typstText = (text: string, bookLanguage: string): string =>
  scriptRuns(withSignsKept(breakable(writtenOut(inlineText(text))), bookLanguage), bookLanguage)
    .flatMap((run) =>
      run.language === null
        ? run.text
            .split(ADDRESS)
            .map((part, at) =>
              at % 2 === 1 ? `#text(hyphenate: false, ${typstString(part)})` : `#${typstString(part)}`,
            )
        : [`#text(lang: ${typstString(typstLanguage(run.language))}, ${typstString(run.text)})`],
    )
    .filter((part) => part !== '#""')
    .join('') || '#""';

/** Marks that stand around a sign are drawn by no font of text: they would be printed over what follows. */
const ENCLOSED = /([^\s\p{Me}\ufe0f])?\ufe0f?([\u20dd\u20de\u20e0\u20e3])/gu;
/** With what is written before and behind the sign, and what stands for the mark by itself. */
const WRITTEN: Record<string, { before: string; behind: string; alone: string }> = {
  '\u20dd': { before: '(', behind: ')', alone: '◯' },
  '\u20de': { before: '[', behind: ']', alone: '□' },
  '\u20e0': { before: '', behind: ' 🚫', alone: '🚫' },
  '\u20e3': { before: '(', behind: ')', alone: '□' },
};

export const writtenOut = (text: string): string =>
  text.replace(ENCLOSED, (all, sign: string | undefined, mark: string) => {
    const written = WRITTEN[mark];
    if (!written) return all;
    return sign === undefined ? written.alone : `${written.before}${sign}${written.behind}`;
  });

/** Addresses and tokens that were given places to break: a hyphen there would be read as a part of them. */
const ADDRESS = /((?:https?:\/\/|www\.)\S+|\S*\u200b\S*)/;

/** A language as Typst takes it: two or three letters. The region stays out: it would stick to words of other languages. */
export const typstLanguage = (language: string): string =>
  /^([a-z]{2,3})(?:$|-)/i.exec(language)?.[1]?.toLowerCase() ?? 'und';

const LONG_TOKEN = /[!-~\u00a1-\u024f]{30,}/g;
const AFTER_PUNCTUATION = /([/._\-?&=:;,+])(?=[^/._\-?&=:;,+])/g;
const UNBROKEN = /[^\u200b]{24}(?=[^\u200b]{6})/g;

/**
 * Lets endless tokens break at the line's end; hyphenation takes care of words. An address breaks after its slashes by
 * itself, and must come out whole when it is copied: only what is endless inside it is broken.
 */
export const breakable = (text: string): string =>
  text.replace(LONG_TOKEN, (token) =>
    IS_ADDRESS.test(token)
      ? token.replace(UNBROKEN_IN_ADDRESS, (part) => `${part}\u200b`)
      : token.replace(AFTER_PUNCTUATION, '$1\u200b').replace(UNBROKEN, (part) => `${part}\u200b`),
  );

const IS_ADDRESS = /https?:\/\/|^[("'<[]*www\./;
const UNBROKEN_IN_ADDRESS = /[^-/?&#]{40}(?=[^-/?&#]{6})/g;

/** A line of a code block holds about seventy characters: only what is longer breaks, so that code copies as it is. */
const MOST_UNBROKEN = 64;
const OVERLONG_CODE = /\S{65,}/g;

/** Code whose endless tokens may break, never inside a sign of several characters. */
export const breakableCode = (code: string): string =>
  code.replace(OVERLONG_CODE, (token) => {
    const signs = signsOf(token);
    const lines = Array.from({ length: Math.ceil(signs.length / MOST_UNBROKEN) }, (_, line) =>
      signs.slice(line * MOST_UNBROKEN, (line + 1) * MOST_UNBROKEN).join(''),
    );
    return lines.join('\u200b');
  });
