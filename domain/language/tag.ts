/** Language tags (BCP 47) as catalogues write them. */
import { memoizeByText } from '../memoize.ts';

/** The tag in its canonical form: `pt_BR` and `PT-br` → `pt-BR`, `eng` and `English` → `en`; null when it is none. */
export const languageTag = (written: string): string | null => tagOf(written).tag;

const tagOf = memoizeByText((written) => ({ tag: readTag(written.trim()) }));

function readTag(text: string): string | null {
  if (!/^[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*$/u.test(text)) return namedLanguage(text) ?? null;
  try {
    const tag = Intl.getCanonicalLocales(text.replaceAll('_', '-'))[0] ?? 'und';
    return tag === 'und' || tag.startsWith('und-') ? null : tag;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const NAMED =
  'af am ar az be bg bn bs ca cs da de el en es et eu fa fi fr gu he hi hr hu hy id is it ja ka kk km kn ko la lo lt lv ' +
  'mk ml mn mr ms my ne nl no pa pl ps pt ro ru si sk sl sq sr sv sw ta te th tl tr uk ur uz vi xh yo zh zu';

let languageNames: ReadonlyMap<string, string> | undefined;

/** English names and the languages' own names for themselves; made on first use, for it takes a while. */
const namedLanguage = (name: string): string | undefined => {
  languageNames ??= new Map(
    NAMED.split(' ').flatMap((tag) =>
      ['en', tag].map((locale): [string, string] => [
        (new Intl.DisplayNames([locale], { type: 'language' }).of(tag) ?? tag).toLowerCase(),
        tag,
      ]),
    ),
  );
  return languageNames.get(name.toLowerCase());
};
