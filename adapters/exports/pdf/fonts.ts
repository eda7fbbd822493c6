/**
 * The fonts of a PDF: which families a text needs, by script, and the files that hold them.
 *
 * All are npm packages (SIL Open Font License), so a book looks the same on every machine. Only the files that the text
 * needs are read. Symbols and emoji are monochrome.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { scriptOf } from '../../../domain/render/script-runs.ts';
import type { TypstFonts } from '../../../domain/render/typst/typst.ts';

export interface FontSelection {
  fonts: TypstFonts;
  blobs: Buffer[];
}

/** Fonts for everything that stands in `text`, in the order that suits `language`. */
export function selectFonts(text: string, language: string): FontSelection {
  const own = scriptOf(language);
  const needed = FAMILIES.filter(({ needs }) => needs === null || needs.test(text));
  const ordered = [...needed].sort((a, b) => rank(a, own) - rank(b, own));
  const code = ordered.filter(({ use }) => use === 'code').map(({ family }) => family);
  const prose = ordered.filter(({ use }) => use === 'text').map(({ family }) => family);
  return {
    fonts: { text: [...prose, ...code], code: [...code, ...prose], fallback: 'none' },
    blobs: ordered.flatMap(({ files }) => files).map((file) => readFileSync(locate(file))),
  };
}

interface Family {
  family: string;
  use: 'text' | 'code';
  /** Characters that ask for it; null: always there. */
  needs: RegExp | null;
  /** ISO 15924 codes of books that set their text in it before all others of its script. */
  first: string[];
  files: string[];
}

const expo = (name: string, family: string, weights: string[]): string[] =>
  weights.map((weight) => `@expo-google-fonts/${name}/${weight}/${family}_${weight}.ttf`);
const REGULAR = ['400Regular'];
const REGULAR_BOLD = ['400Regular', '700Bold'];
const FOUR_STYLES = ['400Regular', '400Regular_Italic', '700Bold', '700Bold_Italic'];

const script = (name: string, family: string, needs: RegExp, weights = REGULAR_BOLD): Family => ({
  family: family.replace(/(?<=[a-z])(?=[A-Z])/g, ' '),
  use: 'text',
  needs,
  first: [],
  files: expo(name, family, weights),
});

const HAN = /\p{Script=Han}|[\u3000-\u303f\uff00-\uffef]/u;

const FAMILIES: Family[] = [
  {
    family: 'Gentium Book Plus',
    use: 'text',
    needs: null,
    first: [],
    files: expo('gentium-book-plus', 'GentiumBookPlus', FOUR_STYLES),
  },
  {
    family: 'Source Code Pro',
    use: 'code',
    needs: null,
    first: [],
    files: expo('source-code-pro', 'SourceCodePro', REGULAR_BOLD),
  },
  script('noto-serif-hebrew', 'NotoSerifHebrew', /\p{Script=Hebrew}/u),
  script('noto-naskh-arabic', 'NotoNaskhArabic', /\p{Script=Arabic}|[\u060c\u061b\u061f\u0640]/u),
  script('noto-sans-syriac', 'NotoSansSyriac', /\p{Script=Syriac}/u),
  script('noto-serif-devanagari', 'NotoSerifDevanagari', /\p{Script=Devanagari}|[\u0964\u0965]/u),
  script('noto-serif-bengali', 'NotoSerifBengali', /\p{Script=Bengali}/u),
  script('noto-sans-gurmukhi', 'NotoSansGurmukhi', /\p{Script=Gurmukhi}/u),
  script('noto-sans-gujarati', 'NotoSansGujarati', /\p{Script=Gujarati}/u),
  script('noto-sans-tamil', 'NotoSansTamil', /\p{Script=Tamil}/u),
  script('noto-serif-telugu', 'NotoSerifTelugu', /\p{Script=Telugu}/u),
  script('noto-sans-kannada', 'NotoSansKannada', /\p{Script=Kannada}/u),
  script('noto-sans-malayalam', 'NotoSansMalayalam', /\p{Script=Malayalam}/u),
  script('noto-sans-sinhala', 'NotoSansSinhala', /\p{Script=Sinhala}/u),
  script('noto-sans-thai', 'NotoSansThai', /\p{Script=Thai}/u),
  script('noto-sans-khmer', 'NotoSansKhmer', /\p{Script=Khmer}/u),
  script('noto-sans-myanmar', 'NotoSansMyanmar', /\p{Script=Myanmar}/u),
  script('noto-sans-ethiopic', 'NotoSansEthiopic', /\p{Script=Ethiopic}/u),
  script('noto-sans-armenian', 'NotoSansArmenian', /\p{Script=Armenian}/u),
  script('noto-sans-georgian', 'NotoSansGeorgian', /\p{Script=Georgian}/u),
  script('noto-sans-lao', 'NotoSansLao', /\p{Script=Lao}/u),
  script('noto-sans-oriya', 'NotoSansOriya', /\p{Script=Oriya}/u),
  script('noto-serif-tibetan', 'NotoSerifTibetan', /\p{Script=Tibetan}/u),
  script('noto-sans-thaana', 'NotoSansThaana', /\p{Script=Thaana}/u),
  script('noto-sans-adlam', 'NotoSansAdlam', /\p{Script=Adlam}/u),
  script('noto-sans-javanese', 'NotoSansJavanese', /\p{Script=Javanese}/u),
  script('noto-sans-ol-chiki', 'NotoSansOlChiki', /\p{Script=Ol_Chiki}/u),
  script('noto-sans-meetei-mayek', 'NotoSansMeeteiMayek', /\p{Script=Meetei_Mayek}/u),
  script('noto-sans-cherokee', 'NotoSansCherokee', /\p{Script=Cherokee}/u),
  script('noto-sans-canadian-aboriginal', 'NotoSansCanadianAboriginal', /\p{Script=Canadian_Aboriginal}/u),
  script('noto-sans-mongolian', 'NotoSansMongolian', /\p{Script=Mongolian}/u, REGULAR),
  script('noto-sans-nko', 'NotoSansNKo', /\p{Script=Nko}/u, REGULAR),
  script('noto-sans-tifinagh', 'NotoSansTifinagh', /\p{Script=Tifinagh}/u, REGULAR),
  {
    family: 'BIZ UDPMincho',
    use: 'text',
    needs: /[\p{Script=Hiragana}\p{Script=Katakana}]/u,
    first: ['Jpan'],
    files: expo('biz-udpmincho', 'BIZUDPMincho', REGULAR_BOLD),
  },
  {
    family: 'Gowun Batang',
    use: 'text',
    needs: /\p{Script=Hangul}/u,
    first: ['Kore'],
    files: expo('gowun-batang', 'GowunBatang', REGULAR_BOLD),
  },
  {
    family: 'Noto Sans S Chinese',
    use: 'text',
    needs: HAN,
    first: ['Hans'],
    files: ['Regular', 'Bold'].map((weight) => `@embedpdf/fonts-sc/fonts/NotoSansHans-${weight}.otf`),
  },
  {
    family: 'Cactus Classical Serif',
    use: 'text',
    needs: HAN,
    first: ['Hant'],
    files: expo('cactus-classical-serif', 'CactusClassicalSerif', ['400Regular']),
  },
  // Wide coverage of Latin, Greek and Cyrillic, for letters that the book's serif lacks.
  {
    family: 'Noto Sans',
    use: 'text',
    needs: /[^\p{ASCII}\u0080-\u017f\u2000-\u206f]/u,
    first: [],
    files: expo('noto-sans', 'NotoSans', REGULAR_BOLD),
  },
  ...(
    [
      ['noto-sans-math', 'NotoSansMath', 'Noto Sans Math', '400Regular'],
      ['noto-sans-symbols', 'NotoSansSymbols', 'Noto Sans Symbols', '400Regular'],
      ['noto-sans-symbols-2', 'NotoSansSymbols2', 'Noto Sans Symbols 2', '400Regular'],
      ['noto-emoji', 'NotoEmoji', 'Noto Emoji', '400Regular'],
    ] as const
  ).map(([name, file, family, weight]): Family => ({
    family,
    use: 'text',
    needs: /[\u2070-\u2bff\u3200-\u33ff]|\ufe0f|\p{So}|\p{Sm}|[\u{10000}-\u{1ffff}]/u,
    first: [],
    files: expo(name, file, [weight]),
  })),
];

/** Right behind the Latin serif stand the fonts of the book's own script; the rest as listed. */
function rank(candidate: Family, own: string): number {
  if (candidate.first.includes(own)) return 0.5;
  // Forms that only its own readers expect: otherwise for what the others lack.
  if (candidate.first.includes('Hant')) return FAMILIES.length;
  return FAMILIES.indexOf(candidate);
}

const require = createRequire(import.meta.url);

/** Path of a file inside an installed package, whether or not the package lists it among its exports. */
function locate(file: string): string {
  const [scope, name] = file.split('/');
  for (const folder of require.resolve.paths(file) ?? []) {
    const path = `${folder}/${file}`;
    if (existsSync(path)) return path;
  }
  throw new Error(`The font ${file} is missing: npm install ${scope}/${name} brings it.`);
}
