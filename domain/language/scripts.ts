/** Writing systems: which script a text is in, and which languages a script speaks for. */
import { remembered } from '../remembered.ts';

/** Scripts that catalogues are written in; where one language alone uses a script, that language. */
const SCRIPT_LANGUAGES = {
  Latin: null,
  Cyrillic: null,
  Arabic: null,
  Devanagari: null,
  Greek: 'el',
  Hebrew: 'he',
  Bengali: 'bn',
  Gurmukhi: 'pa',
  Gujarati: 'gu',
  Oriya: 'or',
  Tamil: 'ta',
  Telugu: 'te',
  Kannada: 'kn',
  Malayalam: 'ml',
  Sinhala: 'si',
  Thai: 'th',
  Lao: 'lo',
  Khmer: 'km',
  Myanmar: 'my',
  Tibetan: 'bo',
  Georgian: 'ka',
  Armenian: 'hy',
  Ethiopic: 'am',
  Thaana: 'dv',
  Syriac: 'syc',
  Nko: 'nqo',
  Adlam: 'ff-Adlm',
  Mongolian: 'mn-Mong',
  Tifinagh: 'zgh',
  Cherokee: 'chr',
  Canadian_Aboriginal: 'iu',
  Hangul: 'ko',
  Kana: 'ja',
  Han: 'zh',
} as const satisfies Record<string, string | null>;
export type Script = keyof typeof SCRIPT_LANGUAGES;

const isScript = (name: string): name is Script => name in SCRIPT_LANGUAGES;
const SCRIPTS = Object.keys(SCRIPT_LANGUAGES).filter(isScript);
const PATTERNS = SCRIPTS.map((script): [Script, RegExp] => [
  script,
  script === 'Kana' ? /[\p{Script=Hiragana}\p{Script=Katakana}]+/gu : new RegExp(`\\p{Script=${script}}+`, 'gu'),
]);
/** A syllable or an ideograph says as much as some letters of an alphabet. */
const WEIGHTS: Partial<Record<Script, number>> = { Han: 3, Kana: 2, Hangul: 2.5 };

/** The scripts of a text with the number of letters in each (ideographs weigh more), most letters first. */
export function scriptsOf(text: string): { script: Script; letters: number }[] {
  return PATTERNS.map(([script, pattern]) => ({
    script,
    letters: signsOf(text.match(pattern)?.join('') ?? '') * (WEIGHTS[script] ?? 1),
  }))
    .filter(({ letters }) => letters > 0)
    .sort((a, b) => b.letters - a.letters);
}

/** Signs of a text; one outside the basic plane has two halves. */
const signsOf = (text: string): number => text.length - (text.match(/[\ud800-\udbff]/g)?.length ?? 0);

/** The language that a script stands for; null when several share it. */
export const languageOfScript = (script: Script): string | null => SCRIPT_LANGUAGES[script];

/** Scripts that a language is written in; empty when that is not known. */
export const scriptsOfLanguage: (language: string) => readonly Script[] = remembered((language) => {
  const { language: primary, script } = new Intl.Locale(language).maximize();
  if (primary === 'ja') return ['Kana', 'Han'];
  if (primary === 'ko') return ['Hangul', 'Han'];
  if (primary === 'sr' || primary === 'bs' || primary === 'uz' || primary === 'az' || primary === 'kk')
    return ['Latin', 'Cyrillic'];
  const name = SCRIPT_CODES[script ?? ''];
  return name === undefined ? [] : [name];
});

/** The direction that a language is written in, by its script. */
export const directionOf = (language: string): 'ltr' | 'rtl' =>
  RTL_CODES.has(new Intl.Locale(language).maximize().script ?? '') ? 'rtl' : 'ltr';

const RTL_CODES = new Set(['Arab', 'Hebr', 'Thaa', 'Syrc', 'Nkoo', 'Adlm', 'Rohg', 'Mand', 'Samr']);

/** ISO 15924. */
const SCRIPT_CODES: Record<string, Script> = {
  Latn: 'Latin',
  Cyrl: 'Cyrillic',
  Arab: 'Arabic',
  Deva: 'Devanagari',
  Grek: 'Greek',
  Hebr: 'Hebrew',
  Beng: 'Bengali',
  Guru: 'Gurmukhi',
  Gujr: 'Gujarati',
  Orya: 'Oriya',
  Taml: 'Tamil',
  Telu: 'Telugu',
  Knda: 'Kannada',
  Mlym: 'Malayalam',
  Sinh: 'Sinhala',
  Thai: 'Thai',
  Laoo: 'Lao',
  Khmr: 'Khmer',
  Mymr: 'Myanmar',
  Tibt: 'Tibetan',
  Geor: 'Georgian',
  Armn: 'Armenian',
  Ethi: 'Ethiopic',
  Thaa: 'Thaana',
  Syrc: 'Syriac',
  Nkoo: 'Nko',
  Adlm: 'Adlam',
  Mong: 'Mongolian',
  Tfng: 'Tifinagh',
  Cher: 'Cherokee',
  Cans: 'Canadian_Aboriginal',
  Hans: 'Han',
  Hant: 'Han',
};
