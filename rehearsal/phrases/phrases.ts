/**
 * The few phrases that the rehearsal model adds to what a request carries: questions about a title, openings of the six
 * steps, the chapters of a course that has only a title. `phrases.json` holds them by language; every phrase is safe in
 * grammar whatever title stands in it, because titles stand in quotation marks.
 *
 * `{title}` is the course, `{chapter}` and `{section}` are titles, `{term}` a term of the text, `{theme}` what a reading is about.
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** A sentence with places for titles; `fill.ts` puts them in. */
const phrase = z.string();
/** An opening {chapter}, then two questions or tasks {section}. */
const step = z.tuple([phrase, phrase, phrase]).readonly();

const PhrasesSchema = z.strictObject({
  /** How a title is quoted inside a list, and what stands between two of them. */
  quoted: phrase,
  comma: z.string(),
  /** Twelve sides from which any subject can be looked at: the chapter's title, then its sections' titles. */
  angles: z
    .array(z.tuple([phrase], phrase).readonly())
    .length(12)
    .readonly(),
  /** What a section of such a chapter asks. {section} {title} */
  brief: phrase,
  /** Says that there are no notes and that what follows only asks. {section} {title} */
  bare: z.array(phrase).readonly(),
  /** Questions about a section. {section} and one of {title}, {chapter} */
  ask: z.array(phrase).length(8).readonly(),
  ignition: step,
  /** Opens with {list}. */
  download: step,
  demonstration: step,
  activation: step,
  reflection: step,
  commission: step,
  /** From {first} to {last} section of {chapter}; then what stays of {section}. */
  summary: z.tuple([phrase, phrase]).readonly(),
  /** {section} */
  objectives: z.array(phrase).readonly(),
  /** Leads to a quotation. {section} */
  says: phrase,
  /** Exercises that the text answers: its beginning {section}, its end {section}, a gap to fill, a term {term} {section}. */
  begins: phrase,
  ends: phrase,
  gap: phrase,
  means: phrase,
  /** Exercises without one right answer: the task, and what makes an answer good. {section} */
  open: z.array(z.tuple([phrase, phrase]).readonly()).readonly(),
  /** {section}, the last with {chapter} */
  discuss: z.array(phrase).readonly(),
  /** {chapter}; in English also {theme}, which a standard gives in English only. */
  scripture: z.array(phrase).readonly(),
});
export type Phrases = z.infer<typeof PhrasesSchema>;
export type Step = z.infer<typeof step>;

const TABLE = z
  .strictObject({ ar: PhrasesSchema, en: PhrasesSchema, es: PhrasesSchema, zh: PhrasesSchema })
  .parse(JSON.parse(readFileSync(new URL('phrases.json', import.meta.url), 'utf8')));
const BY_LANGUAGE = new Map<string, Phrases>(Object.entries(TABLE));

export const PHRASE_LANGUAGES = [...BY_LANGUAGE.keys()];

/**
 * The phrases of a book's language; a language without its own gets English ones.
 * @param language as catalogues write it: `es`, `es-MX`, `es_MX`, empty
 */
export function phrasesFor(language: string): Phrases {
  if (TRADITIONAL_CHINESE.test(language)) return TABLE.en;
  return BY_LANGUAGE.get(language.toLowerCase().split(/[-_]/)[0] ?? '') ?? TABLE.en;
}

const TRADITIONAL_CHINESE = /^zh[-_](?:hant|tw|hk|mo)/i;
