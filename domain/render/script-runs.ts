/**
 * Words of another script inside a text, with the language that they are most likely in.
 *
 * Screen readers need the language, and typesetters the direction. Only scripts that one language (nearly) owns are
 * named; Latin, Cyrillic and Devanagari words stay in the book's language.
 */
import { tellingByLetters } from '../language/telling-letters.ts';

export interface ScriptRun {
  text: string;
  /** BCP 47; null: the language of the text around it. */
  language: string | null;
  direction: 'ltr' | 'rtl';
}

interface Script {
  /** ISO 15924 codes by which a locale names it. */
  codes: string[];
  /** Unicode name(s) of the script. */
  names: string[];
  language: string;
  direction: 'ltr' | 'rtl';
}

const SCRIPTS: Script[] = [
  { codes: ['Hebr'], names: ['Hebrew'], language: 'he', direction: 'rtl' },
  { codes: ['Arab'], names: ['Arabic'], language: 'ar', direction: 'rtl' },
  { codes: ['Syrc'], names: ['Syriac'], language: 'syc', direction: 'rtl' },
  { codes: ['Thaa'], names: ['Thaana'], language: 'dv', direction: 'rtl' },
  { codes: ['Nkoo'], names: ['Nko'], language: 'nqo', direction: 'rtl' },
  { codes: ['Adlm'], names: ['Adlam'], language: 'ff-Adlm', direction: 'rtl' },
  { codes: ['Grek'], names: ['Greek'], language: 'el', direction: 'ltr' },
  { codes: ['Armn'], names: ['Armenian'], language: 'hy', direction: 'ltr' },
  { codes: ['Geor'], names: ['Georgian'], language: 'ka', direction: 'ltr' },
  { codes: ['Beng'], names: ['Bengali'], language: 'bn', direction: 'ltr' },
  { codes: ['Guru'], names: ['Gurmukhi'], language: 'pa', direction: 'ltr' },
  { codes: ['Gujr'], names: ['Gujarati'], language: 'gu', direction: 'ltr' },
  { codes: ['Taml'], names: ['Tamil'], language: 'ta', direction: 'ltr' },
  { codes: ['Telu'], names: ['Telugu'], language: 'te', direction: 'ltr' },
  { codes: ['Knda'], names: ['Kannada'], language: 'kn', direction: 'ltr' },
  { codes: ['Mlym'], names: ['Malayalam'], language: 'ml', direction: 'ltr' },
  { codes: ['Sinh'], names: ['Sinhala'], language: 'si', direction: 'ltr' },
  { codes: ['Thai'], names: ['Thai'], language: 'th', direction: 'ltr' },
  { codes: ['Khmr'], names: ['Khmer'], language: 'km', direction: 'ltr' },
  { codes: ['Mymr'], names: ['Myanmar'], language: 'my', direction: 'ltr' },
  { codes: ['Laoo'], names: ['Lao'], language: 'lo', direction: 'ltr' },
  { codes: ['Orya'], names: ['Oriya'], language: 'or', direction: 'ltr' },
  { codes: ['Tibt'], names: ['Tibetan'], language: 'bo', direction: 'ltr' },
  { codes: ['Ethi'], names: ['Ethiopic'], language: 'am', direction: 'ltr' },
  { codes: ['Mong'], names: ['Mongolian'], language: 'mn-Mong', direction: 'ltr' },
  { codes: ['Cher'], names: ['Cherokee'], language: 'chr', direction: 'ltr' },
  { codes: ['Cans'], names: ['Canadian_Aboriginal'], language: 'iu', direction: 'ltr' },
  { codes: ['Tfng'], names: ['Tifinagh'], language: 'zgh', direction: 'ltr' },
  { codes: ['Kore'], names: ['Hangul'], language: 'ko', direction: 'ltr' },
  { codes: ['Jpan', 'Hans', 'Hant'], names: ['Han', 'Hiragana', 'Katakana'], language: 'zh', direction: 'ltr' },
];

const PATTERN = new RegExp(
  SCRIPTS.map(({ names }, index) => {
    const letter = `[${names.map((name) => `\\p{Script=${name}}`).join('')}]`;
    return `(?<s${index}>${letter}(?:[\\p{Mn}\\p{Cf}\\s\\p{Po}\\p{Pd}]*${letter}|[\\p{Mn}\\u200c\\u200d])*)`;
  }).join('|'),
  'gu',
);
const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;
/** Latin and general punctuation: most text has nothing else, and needs no search. */
const OTHER_SCRIPT = /[^\p{ASCII}\u0080-\u02ff\u2000-\u2bff]/u;

/** Splits `text` at changes of script; the parts joined again are the text. */
export function scriptRuns(text: string, bookLanguage: string): ScriptRun[] {
  if (!OTHER_SCRIPT.test(text)) return text === '' ? [] : [plain(text)];
  const own = scriptOf(bookLanguage);
  const runs: ScriptRun[] = [];
  let end = 0;
  for (const match of text.matchAll(PATTERN)) {
    const script = SCRIPTS.find((_, index) => match.groups?.[`s${index}`] !== undefined);
    if (!script || script.codes.includes(own)) continue;
    if (match.index > end) runs.push(plain(text.slice(end, match.index)));
    runs.push({ text: match[0], language: languageOfRun(script, match[0]), direction: script.direction });
    end = match.index + match[0].length;
  }
  if (end < text.length) runs.push(plain(text.slice(end)));
  return runs;
}

/** Arabic letters may be Persian, Urdu or Pashto words, Hebrew ones Yiddish. */
function languageOfRun({ names, language }: Script, text: string): string {
  if (language === 'zh') return KANA.test(text) ? 'ja' : 'zh';
  const shared = SHARED_SCRIPTS.find((name) => names.includes(name));
  return (shared && tellingByLetters(shared, text)) ?? language;
}

const SHARED_SCRIPTS = ['Arabic', 'Hebrew', 'Bengali', 'Ethiopic'] as const;

const RIGHT_TO_LEFT = new Set(SCRIPTS.filter(({ direction }) => direction === 'rtl').flatMap(({ codes }) => codes));

/** The direction in which a language is written. */
export const directionOf = (language: string): 'ltr' | 'rtl' => (RIGHT_TO_LEFT.has(scriptOf(language)) ? 'rtl' : 'ltr');

const SIGNS_AFTER = /(?<=[A-Za-z])[+#]+(?![A-Za-z0-9+#])/g;
const POINT_BEFORE = /(?<![A-Za-z0-9])\.(?=[A-Z])/g;

/** In a right-to-left book “C++” and “.NET” keep their signs on their own side. */
export const withSignsKept = (text: string, bookLanguage: string): string =>
  directionOf(bookLanguage) === 'rtl' ? text.replace(SIGNS_AFTER, '$&\u200e').replace(POINT_BEFORE, '\u200e.') : text;

const plain = (text: string): ScriptRun => ({ text, language: null, direction: 'ltr' });

/** ISO 15924 code of the script that a language is usually written in; `Zzzz` when it is unknown. */
export function scriptOf(language: string): string {
  try {
    return new Intl.Locale(language).maximize().script ?? 'Zzzz';
  } catch (error) {
    if (error instanceof RangeError) return 'Zzzz'; // not a language tag; the catalogue may hold anything
    throw error;
  }
}
