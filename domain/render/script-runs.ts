/**
 * Words of another script inside a text, with the language that they are most likely in.
 *
 * Screen readers need the language, and typesetters the direction. Only scripts that one language (nearly) owns are
 * named; Latin, Cyrillic and Devanagari words stay in the book's language.
 */
import { directionOf, SCRIPTS, scriptOf, writingSystem } from '../language/scripts.ts';
import { tellingByLetters } from '../language/telling-letters.ts';

const JAPANESE = ['Han', 'Hiragana', 'Katakana'];

export interface ScriptRun {
  text: string;
  /** BCP 47; null: the language of the text around it. */
  language: string | null;
  direction: 'ltr' | 'rtl';
}

/** Letters that belong together when a text is cut into runs. */
interface Letters {
  /** ISO 15924 codes of the scripts; text in a book's own script is no run. */
  codes: readonly string[];
  /** Unicode names of the scripts. */
  names: readonly string[];
  language: string;
  direction: 'ltr' | 'rtl';
}

const LETTERS: Letters[] = SCRIPTS.filter((script) => script !== 'Kana').flatMap((script): Letters[] => {
  const { codes, language, usually, isRightToLeft } = writingSystem(script);
  const likely = language ?? usually;
  if (likely === undefined) return [];
  const direction = isRightToLeft ? 'rtl' : 'ltr';
  // Japanese mixes Han with its syllabaries.
  if (script === 'Han') return [{ codes: ['Jpan', ...codes], names: JAPANESE, language: likely, direction }];
  return [{ codes, names: [script], language: likely, direction }];
});

const PATTERN = new RegExp(
  LETTERS.map(({ names }, index) => {
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
    const script = LETTERS.find((_, index) => match.groups?.[`s${index}`] !== undefined);
    if (!script || script.codes.includes(own)) continue;
    if (match.index > end) runs.push(plain(text.slice(end, match.index)));
    runs.push({ text: match[0], language: languageOfRun(script, match[0]), direction: script.direction });
    end = match.index + match[0].length;
  }
  if (end < text.length) runs.push(plain(text.slice(end)));
  return runs;
}

/** Arabic letters may be Persian, Urdu or Pashto words, Hebrew ones Yiddish. */
function languageOfRun({ names, language }: Letters, text: string): string {
  if (language === 'zh') return KANA.test(text) ? 'ja' : 'zh';
  const shared = SHARED_SCRIPTS.find((name) => names.includes(name));
  return (shared && tellingByLetters(shared, text)) ?? language;
}

const SHARED_SCRIPTS = ['Arabic', 'Hebrew', 'Bengali', 'Ethiopic'] as const;

const SIGNS_AFTER = /(?<=[A-Za-z])[+#]+(?![A-Za-z0-9+#])/g;
const POINT_BEFORE = /(?<![A-Za-z0-9])\.(?=[A-Z])/g;

/** In a right-to-left book “C++” and “.NET” keep their signs on their own side. */
export const withSignsKept = (text: string, bookLanguage: string): string =>
  directionOf(bookLanguage) === 'rtl' ? text.replace(SIGNS_AFTER, '$&\u200e').replace(POINT_BEFORE, '\u200e.') : text;

const plain = (text: string): ScriptRun => ({ text, language: null, direction: 'ltr' });
