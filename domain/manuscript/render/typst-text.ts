/**
 * Text for Typst: always inside a string literal, never as markup, so nothing in it can be read as code.
 */
import { scriptRuns } from './script-runs.ts';
import { inlineText } from './text.ts';

/** A Typst string literal that holds exactly `text`. */
export const typstString = (text: string): string =>
  `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n').replaceAll('\t', '\\t')}"`;

/** Running text as Typst markup; words of another script carry their language. */
export const typstText = (text: string, bookLanguage: string): string =>
  scriptRuns(breakable(inlineText(text)), bookLanguage)
    .map((run) =>
      run.language === null
        ? `#${typstString(run.text)}`
        : `#text(lang: ${typstString(run.language)}, ${typstString(run.text)})`,
    )
    .join('');

/** A language as Typst takes it: two or three letters. The region stays out: it would stick to words of other languages. */
export const typstLanguage = (language: string): string =>
  /^([a-z]{2,3})(?:$|-)/i.exec(language)?.[1]?.toLowerCase() ?? 'und';

const LONG_TOKEN = /[!-~]{30,}/g;
const AFTER_PUNCTUATION = /([/._\-?&=:;,+])(?=[^/._\-?&=:;,+])/g;
const UNBROKEN = /[^\u200b]{24}(?=[^\u200b]{6})/g;

/** Lets addresses and other endless tokens break at the line's end; hyphenation takes care of words. */
export const breakable = (text: string): string =>
  text.replace(LONG_TOKEN, (token) =>
    token.replace(AFTER_PUNCTUATION, '$1\u200b').replace(UNBROKEN, (part) => `${part}\u200b`),
  );

/** A line of a code block holds about seventy characters: only what is longer breaks, so that code copies as it is. */
const OVERLONG_CODE = /\S{64}(?=\S)/g;

/** Code whose endless tokens may break. */
export const breakableCode = (code: string): string => code.replace(OVERLONG_CODE, (part) => `${part}\u200b`);
