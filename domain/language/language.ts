/**
 * The language of a course, and whether a text is in the language it should be in.
 *
 * Both would rather say nothing than be wrong: catalogues are full of titles such as “React JS Tutorial دورة”, and a
 * text that is wrongly said to be in the wrong language would hold up a good book.
 */
import { memoizeByText } from '../memoize.ts';
import { DETECTABLE, detectLanguage } from './detect.ts';
import { ownWords } from './plain-prose.ts';
import { languageOfScript, scriptsOf, scriptsOfLanguage } from './scripts.ts';
import type { Script } from './scripts.ts';
import { languageTag } from './tag.ts';
import { tellingLanguage } from './telling-words.ts';

/** The language of a text; `und` when it reads as none that is known. */
export const spokenLanguage = (text: string): string => {
  const shown = shownLanguage(text);
  return checkLanguage(text, shown).status === 'wrong' ? 'und' : shown;
};

export interface LanguageCheck {
  status: 'ok' | 'wrong' | 'notChecked';
  /** What the text seems to be in; null when that cannot be said, or it reads as no language at all. */
  detected: string | null;
}

/**
 * Compares the language of prose with the one that it should be in. Addresses and short quotations are left out; what
 * remains is read piece by piece, so that a foreign passage is not the whole text's fault.
 * @returns `notChecked` when there is too little text, the language is not known to the detector, or the text does not tell
 */
export const checkLanguage = (text: string, language: string): LanguageCheck => checked(text, language);

const checked = memoizeByText((text, language = 'und'): LanguageCheck => {
  const expected = languageTag(language);
  if (expected === null) return { status: 'notChecked', detected: null };
  if (text.length * MOST_LETTERS_PER_SIGN < MIN_LETTERS) return { status: 'notChecked', detected: null };
  const checks = piecesOf(ownWords(text)).map((piece) => ({ piece, ...checkPiece(piece, expected) }));
  const lettersOf = (status: LanguageCheck['status']): number =>
    checks.reduce((sum, check) => sum + (check.status === status ? check.piece.length : 0), 0);
  const wrong = lettersOf('wrong');
  const ok = lettersOf('ok');
  if (wrong > 0 && wrong >= WRONG_SHARE * (wrong + ok + lettersOf('notChecked'))) {
    return { status: 'wrong', detected: checks.find(({ status }) => status === 'wrong')?.detected ?? null };
  }
  return ok > 0
    ? { status: 'ok', detected: primary(expected) }
    : { status: 'notChecked', detected: checks[0]?.detected ?? null };
});

const PIECE_CHARS = 1500;
/** Letters below which a text is too short to tell. */
export const MIN_LETTERS = 200;
/** As `scriptsOf` weighs an ideograph. */
export const MOST_LETTERS_PER_SIGN = 3;
const WRONG_SHARE = 0.4;
/** A detected language must lead the expected one by this much. */
const CLEAR_LEAD = 0.12;
/**
 * Prose of any language scores above 0.6 for it, down to pieces of 300 letters and lists of literature; letters at random
 * score below 0.1 for every language, and syllables at random below 0.45.
 */
const LEAST_SCORE = 0.45;

const checkPiece = (piece: string, expected: string): LanguageCheck => {
  const unknown: LanguageCheck = { status: 'notChecked', detected: null };
  const scripts = scriptsOf(piece);
  const letters = scripts.reduce((sum, found) => sum + found.letters, 0);
  const own = scriptsOfLanguage(expected);
  if (letters < MIN_LETTERS || own.length === 0) return unknown;
  const ownShare = scripts.reduce((sum, found) => sum + (own.includes(found.script) ? found.letters : 0), 0) / letters;
  const main = scripts[0]?.script ?? 'Latin';
  if (ownShare >= 0.5) return checkWithin(piece, expected, own);
  // Names, terms and titles in Latin letters stand in every language; a text of nothing else does not.
  if (main !== 'Latin') {
    const detected = languageOfScript(main) ?? detectLanguage(piece).language;
    return ownShare < 0.15 ? { status: 'wrong', detected } : { status: 'notChecked', detected };
  }
  const { language: detected, scores, isReliable } = detectLanguage(piece);
  const isSure = detected !== null && isReliable && (scores[detected] ?? 0) >= 0.5;
  return isSure && ownShare < 0.1 ? { status: 'wrong', detected } : { status: 'notChecked', detected };
};

/** Tells languages apart that share the script of the text. */
const checkWithin = (piece: string, expected: string, scripts: readonly Script[]): LanguageCheck => {
  const wanted = primary(expected);
  const hasOwnScript = scripts.some((script) => languageOfScript(script) === wanted);
  if (hasOwnScript) return { status: wanted === 'zh' && isJapanese(piece) ? 'wrong' : 'ok', detected: wanted };
  const { language: detected, scores, isReliable } = detectLanguage(piece);
  if (detected === null) return { status: 'notChecked', detected };
  if (DETECTABLE.has(wanted) && Math.max(...Object.values(scores)) < LEAST_SCORE) {
    return { status: 'wrong', detected: null };
  }
  if (isAlike(detected, wanted)) return { status: 'ok', detected };
  if (!DETECTABLE.has(wanted)) return { status: 'notChecked', detected };
  const lead = (scores[detected] ?? 0) - (scores[wanted] ?? 0);
  return isReliable && lead >= CLEAR_LEAD ? { status: 'wrong', detected } : { status: 'notChecked', detected };
};

const isJapanese = (piece: string): boolean =>
  (piece.match(/[\p{Script=Hiragana}\p{Script=Katakana}]/gu)?.length ?? 0) > 0.2 * piece.length;

const primary = (tag: string): string => tag.split('-')[0] ?? tag;

/** Languages so alike, in writing, that trigrams do not tell them apart. */
const ALIKE =
  ['no nb nn da', 'id ms', 'hr bs sr sh me', 'pt gl', 'cs sk', 'bg mk', 'hi mr ne bho mai sa', 'tl fil ceb', 'nl af', 'fa ps ku ckb prs ur', 'tr az', 'ca oc', 'zh yue wuu', 'bn as', 'et fi', 'ar arz'] // prettier-ignore
    .map((group) => group.split(' '));
const isAlike = (a: string, b: string): boolean =>
  a === b || ALIKE.some((group) => group.includes(a) && group.includes(b));

const piecesOf = (text: string): string[] => {
  const pieces: string[] = [];
  let open = '';
  for (const line of text.split('\n')) {
    for (let at = 0; at < line.length; at += PIECE_CHARS) open += `${line.slice(at, at + PIECE_CHARS)}\n`;
    if (open.length >= PIECE_CHARS) {
      pieces.push(open);
      open = '';
    }
  }
  // The rest joins the last piece: on its own it may be too short to tell.
  if (open.trim() !== '') pieces.push(`${open.length < PIECE_CHARS / 2 ? (pieces.pop() ?? '') : ''}${open}`);
  return pieces;
};

export const shownLanguage = (text: string): string => {
  const scripts = scriptsOf(text);
  const letters = scripts.reduce((sum, found) => sum + found.letters, 0);
  // A tenth of Kana makes Chinese characters Japanese; a third of another script is not there for a name's sake.
  const japanese = scripts.find(({ script }) => script === 'Kana');
  if (japanese && japanese.letters >= letters / 10) return 'ja';
  const own = scripts.find(({ script, letters: count }) => script !== 'Latin' && count >= letters / 3);
  if (own) return languageWithin(own.script, text);
  if (letters === 0) return 'und';
  return languageInLatin(text, letters);
};

const languageWithin = (script: Script, text: string): string => {
  const told = tellingLanguage(script, text) ?? languageOfScript(script);
  if (told) return told;
  const { language, isReliable } = detectLanguage(text.replace(/\p{Script=Latin}+/gu, ' '));
  const isPossible = language !== null && isReliable && scriptsOfLanguage(language).includes(script);
  if (isPossible) return language;
  return script === 'Cyrillic' ? 'ru' : script === 'Arabic' ? 'ar' : 'hi';
};

/** The detector has no Indonesian, and takes it for Malay. */
const MALAY = /\b(?:bahawa|kerana|ialah|boleh|daripada)\b/giu;
const INDONESIAN = /\b(?:bahwa|karena|bisa|adalah|dari)\b/giu;
const countOf = (pattern: RegExp, text: string): number => text.match(pattern)?.length ?? 0;

const languageInLatin = (text: string, letters: number): string => {
  const { language, scores, isReliable } = detectLanguage(text);
  if (language !== null && isReliable && letters >= MIN_LETTERS) {
    if (language === 'ms') return countOf(MALAY, text) > countOf(INDONESIAN, text) ? 'ms' : 'id';
    return language !== 'en' && (scores[language] ?? 0) - (scores['en'] ?? 0) < CLEAR_LEAD ? 'en' : language;
  }
  return tellingLanguage('Latin', text) ?? 'en';
};
