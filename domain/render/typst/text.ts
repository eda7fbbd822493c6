/**
 * Text for Typst: always inside a string literal, never as markup, so nothing in it can be read as code.
 */
import { scriptRuns, withSignsKept } from '../script-runs.ts';
import { inlineText } from '../text.ts';

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

/** A key's cap around a digit is drawn by no font of text: it would be printed over what follows. */
const writtenOut = (text: string): string => text.replace(/([\d#*])\ufe0f?\u20e3/gu, '($1)');

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
const OVERLONG_CODE = /\S{64}(?=\S)/g;

/** Code whose endless tokens may break. */
export const breakableCode = (code: string): string => code.replace(OVERLONG_CODE, (part) => `${part}\u200b`);
