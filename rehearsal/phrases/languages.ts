/** Finds the phrases of a book's language; a language without its own gets English ones. */
import { ar } from './ar.ts';
import { bn } from './bn.ts';
import { cs } from './cs.ts';
import { da } from './da.ts';
import { de } from './de.ts';
import { el } from './el.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fa } from './fa.ts';
import { fi } from './fi.ts';
import { fr } from './fr.ts';
import { gu } from './gu.ts';
import { he } from './he.ts';
import { hi } from './hi.ts';
import { id } from './id.ts';
import { it } from './it.ts';
import { ja } from './ja.ts';
import { ka } from './ka.ts';
import { kk } from './kk.ts';
import { km } from './km.ts';
import { kn } from './kn.ts';
import { ko } from './ko.ts';
import { ml } from './ml.ts';
import { mr } from './mr.ts';
import { my } from './my.ts';
import { ne } from './ne.ts';
import { nl } from './nl.ts';
import { no } from './no.ts';
import { pa } from './pa.ts';
import { pl } from './pl.ts';
import { pt } from './pt.ts';
import { ro } from './ro.ts';
import { ru } from './ru.ts';
import { si } from './si.ts';
import { sv } from './sv.ts';
import { ta } from './ta.ts';
import { te } from './te.ts';
import { th } from './th.ts';
import { tr } from './tr.ts';
import { uk } from './uk.ts';
import { ur } from './ur.ts';
import { vi } from './vi.ts';
import { zh } from './zh.ts';
import { zhHant } from './zh-hant.ts';
import type { Phrases } from './phrases.ts';

const LANGUAGES: Record<string, Phrases> = {
  ar,
  bn,
  cs,
  da,
  de,
  el,
  en,
  es,
  fa,
  fi,
  fr,
  gu,
  he,
  hi,
  id,
  it,
  ja,
  ka,
  kk,
  km,
  kn,
  ko,
  ml,
  mr,
  my,
  ne,
  nl,
  no,
  pa,
  pl,
  pt,
  ro,
  ru,
  si,
  sv,
  ta,
  te,
  th,
  tr,
  uk,
  ur,
  vi,
  zh,
  'zh-Hant': zhHant,
};

/** Older or narrower codes of the same written language. */
const SAME_AS: Record<string, string> = { nb: 'no', nn: 'no', iw: 'he', in: 'id', prs: 'fa' };

/** `language` as catalogues write it: `pt`, `pt-BR`, `pt_BR`, empty. */
export function phrasesFor(language: string): Phrases {
  const base = language.toLowerCase().split(/[-_]/)[0] ?? '';
  if (TRADITIONAL_CHINESE.test(language)) return zhHant;
  return LANGUAGES[SAME_AS[base] ?? base] ?? en;
}

const TRADITIONAL_CHINESE = /^zh[-_](?:hant|tw|hk|mo)/i;

export const PHRASE_LANGUAGES = Object.keys(LANGUAGES);
