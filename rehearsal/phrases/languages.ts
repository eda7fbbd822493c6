/** Finds the phrases of a course's language; a language without its own gets English ones. */
import { en } from './en.ts';
import type { Phrases } from './phrases.ts';

const LANGUAGES: Record<string, Phrases> = { en };

/** Older or narrower codes of the same written language. */
const SAME_AS: Record<string, string> = { nb: 'no', nn: 'no', iw: 'he', in: 'id', prs: 'fa' };

/** `language` as catalogues write it: `pt`, `pt-BR`, `pt_BR`, empty. */
export function phrasesFor(language: string): Phrases {
  const base = language.toLowerCase().split(/[-_]/)[0] ?? '';
  return LANGUAGES[SAME_AS[base] ?? base] ?? en;
}

export const PHRASE_LANGUAGES = Object.keys(LANGUAGES);
