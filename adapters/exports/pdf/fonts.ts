/**
 * The fonts of a PDF: which families a text needs, and the files that hold them.
 *
 * The table and the packages are the workspace `fonts/` (SIL Open Font License), so a book looks the same on every
 * machine. Only the files that the text needs are read. Symbols and emoji are monochrome.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { z } from 'zod';
import { scriptOf } from '../../../domain/language/scripts.ts';
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
    blobs: ordered.flatMap(filesOf).map((file) => readFileSync(locate(file))),
  };
}

const TABLE = new URL('../../../fonts/fonts.json', import.meta.url);

const FontFamilySchema = z.strictObject({
  family: z.string(),
  /** Path of its files from node_modules; `{style}` is one of `styles`. */
  files: z.string(),
  styles: z.array(z.string()),
  /** Unicode names of the scripts that ask for it. */
  scripts: z.array(z.string()),
  /** Other characters that ask for it, as a regular expression. A family without scripts and characters is always there. */
  characters: z.string().optional(),
  /** ISO 15924 code of books that set their text in it before all others of its script. */
  firstIn: z.string().optional(),
  use: z.enum(['text', 'code']).default('text'),
});

const FAMILIES = z
  .array(FontFamilySchema)
  .parse(JSON.parse(readFileSync(TABLE, 'utf8')))
  .map((family) => ({ ...family, needs: charactersOf(family) }));
type Family = (typeof FAMILIES)[number];

function charactersOf({ scripts, characters }: z.infer<typeof FontFamilySchema>): RegExp | null {
  const alternatives = [...scripts.map((script) => `\\p{Script=${script}}`), ...(characters ? [characters] : [])];
  return alternatives.length === 0 ? null : new RegExp(alternatives.join('|'), 'u');
}

/** Right behind the Latin serif stand the fonts of the book's own script; the rest as listed. */
function rank(candidate: Family, own: string): number {
  if (candidate.firstIn === own) return 0.5;
  // Forms that only its own readers expect: otherwise for what the others lack.
  if (candidate.firstIn === 'Hant') return FAMILIES.length;
  return FAMILIES.indexOf(candidate);
}

const filesOf = ({ files, styles }: Family): string[] => styles.map((style) => files.replaceAll('{style}', style));

const require = createRequire(TABLE);

/** Path of a file inside a package of the workspace, whether or not the package lists it among its exports. */
function locate(file: string): string {
  const [scope, name] = file.split('/');
  for (const folder of require.resolve.paths(file) ?? []) {
    const path = `${folder}/${file}`;
    if (existsSync(path)) return path;
  }
  throw new Error(
    `Expected the font ${file} among the installed packages, got nothing: npm install brings ${scope}/${name}.`,
  );
}
