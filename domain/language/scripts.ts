/** Writing systems: which script a text is in, and which languages a script speaks for. */
import { memoizeByText } from '../memoize.ts';

interface WritingSystem {
  /** ISO 15924 codes by which a locale names it. */
  codes: readonly string[];
  /** The language that alone uses it; null when several share it. */
  language: string | null;
  /** The most likely one of those that share it, where one is by far. */
  usually?: string;
  isRightToLeft?: true;
}

/** Scripts that books are written in, by their Unicode names (`Kana` is both of Japan's syllabaries). */
const WRITING_SYSTEMS = {
  Latin: { codes: ['Latn'], language: null },
  Cyrillic: { codes: ['Cyrl'], language: null },
  Arabic: { codes: ['Arab'], language: null, usually: 'ar', isRightToLeft: true },
  Devanagari: { codes: ['Deva'], language: null },
  Greek: { codes: ['Grek'], language: 'el' },
  Hebrew: { codes: ['Hebr'], language: 'he', isRightToLeft: true },
  Bengali: { codes: ['Beng'], language: 'bn' },
  Gurmukhi: { codes: ['Guru'], language: 'pa' },
  Gujarati: { codes: ['Gujr'], language: 'gu' },
  Oriya: { codes: ['Orya'], language: 'or' },
  Tamil: { codes: ['Taml'], language: 'ta' },
  Telugu: { codes: ['Telu'], language: 'te' },
  Kannada: { codes: ['Knda'], language: 'kn' },
  Malayalam: { codes: ['Mlym'], language: 'ml' },
  Sinhala: { codes: ['Sinh'], language: 'si' },
  Thai: { codes: ['Thai'], language: 'th' },
  Lao: { codes: ['Laoo'], language: 'lo' },
  Khmer: { codes: ['Khmr'], language: 'km' },
  Myanmar: { codes: ['Mymr'], language: 'my' },
  Tibetan: { codes: ['Tibt'], language: 'bo' },
  Georgian: { codes: ['Geor'], language: 'ka' },
  Armenian: { codes: ['Armn'], language: 'hy' },
  Ethiopic: { codes: ['Ethi'], language: 'am' },
  Thaana: { codes: ['Thaa'], language: 'dv', isRightToLeft: true },
  Syriac: { codes: ['Syrc'], language: 'syc', isRightToLeft: true },
  Nko: { codes: ['Nkoo'], language: 'nqo', isRightToLeft: true },
  Adlam: { codes: ['Adlm'], language: 'ff-Adlm', isRightToLeft: true },
  Mongolian: { codes: ['Mong'], language: 'mn-Mong' },
  Tifinagh: { codes: ['Tfng'], language: 'zgh' },
  Cherokee: { codes: ['Cher'], language: 'chr' },
  Canadian_Aboriginal: { codes: ['Cans'], language: 'iu' },
  Hangul: { codes: ['Kore'], language: 'ko' },
  Kana: { codes: ['Jpan'], language: 'ja' },
  Han: { codes: ['Hans', 'Hant'], language: 'zh' },
} as const satisfies Record<string, WritingSystem>;
export type Script = keyof typeof WRITING_SYSTEMS;

const isScript = (name: string): name is Script => name in WRITING_SYSTEMS;
export const SCRIPTS = Object.keys(WRITING_SYSTEMS).filter(isScript);
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
export const languageOfScript = (script: Script): string | null => WRITING_SYSTEMS[script].language;

/** Scripts that a language is written in; empty when that is not known. */
export const scriptsOfLanguage: (language: string) => readonly Script[] = memoizeByText((language) => {
  const { language: primary, script = '' } = new Intl.Locale(language).maximize();
  if (primary === 'ja') return ['Kana', 'Han'];
  if (primary === 'ko') return ['Hangul', 'Han'];
  if (primary === 'sr' || primary === 'bs' || primary === 'uz' || primary === 'az' || primary === 'kk')
    return ['Latin', 'Cyrillic'];
  const name = SCRIPTS.find((candidate) => writingSystem(candidate).codes.includes(script));
  return name === undefined ? [] : [name];
});

/** The writing system behind a script's name. */
export const writingSystem = (script: Script): WritingSystem => WRITING_SYSTEMS[script];

/** ISO 15924 code of the script that a language is usually written in; `Zzzz` when it is unknown. */
export function scriptOf(language: string): string {
  try {
    return new Intl.Locale(language).maximize().script ?? 'Zzzz';
  } catch (error) {
    if (error instanceof RangeError) return 'Zzzz'; // not a language tag; the catalogue may hold anything
    throw error;
  }
}

/** The direction that a language is written in, by its script. */
export const directionOf = (language: string): 'ltr' | 'rtl' => (RIGHT_TO_LEFT.has(scriptOf(language)) ? 'rtl' : 'ltr');

/** Beside ours three that no font here shows. */
const RIGHT_TO_LEFT = new Set<string>([
  ...SCRIPTS.map(writingSystem).flatMap(({ codes, isRightToLeft }) => (isRightToLeft ? codes : [])),
  ...['Rohg', 'Mand', 'Samr'],
]);
