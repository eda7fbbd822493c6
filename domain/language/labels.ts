/**
 * Words and sentences that a book prints by itself, in the book's language.
 *
 * A language without a translation gets English, and the manuscript says so (`labelsLanguage`), so that a reader's
 * software speaks them as English. `{…}` in a sentence is filled in by `fillLabel`.
 */
import { z } from 'zod';
import { memoizeByText } from '../memoize.ts';
import table from './labels.json' with { type: 'json' };

const LabelsSchema = z.strictObject({
  contents: z.string(),
  chapter: z.string(),
  edition: z.string(),
  volume: z.string(),
  solution: z.string(),
  exercise: z.string(),
  licence: z.string(),
  rehearsal: z.string(),
  cover: z.string(),
  preface: z.string(),
  colophon: z.string(),
  objectives: z.string(),
  summary: z.string(),
  keyTerms: z.string(),
  exercises: z.string(),
  solutions: z.string(),
  discussion: z.string(),
  scripture: z.string(),
  sources: z.string(),
  glossary: z.string(),
  scriptureIndex: z.string(),
  figure: z.string(),
  madeFor: z.string(),
  standard: z.string(),
  rehearsalNotice: z.string(),
  noNotes: z.string(),
  writtenByModel: z.string(),
  sourcesNote: z.string(),
  referencesOnly: z.string(),
});
export type Labels = z.infer<typeof LabelsSchema>;

const ENGLISH = LabelsSchema.parse(table.en);
/** A label that a language does not have yet is English. */
const LABELS = new Map(
  Object.entries(z.record(z.string(), z.record(z.string(), z.string())).parse(table)).map(([language, own]) => [
    language,
    withEnglish(own),
  ]),
);

/** @throws ZodError for a label that no book prints */
export function withEnglish(own: Record<string, string>): Labels {
  return LabelsSchema.parse({ ...ENGLISH, ...own });
}

/** Languages with labels of their own. */
export const LABEL_LANGUAGES: readonly string[] = [...LABELS.keys()];

export const ENGLISH_TAG = 'en';

/** @param language BCP 47; what is not translated gets English */
export function labelsFor(language: string): { language: string; labels: Labels } {
  const key = tableLanguage(language);
  const labels = LABELS.get(key);
  return labels ? { language: key, labels } : { language: ENGLISH_TAG, labels: ENGLISH };
}

/** The language as tables of words name it: without its region, and with its script where that is not its usual one. */
export const tableLanguage: (language: string) => string = memoizeByText((language) => {
  if (/^und\b/u.test(language)) return 'und';
  const { language: primary, script } = new Intl.Locale(language).maximize();
  // Norwegian is written in two forms; catalogues name either or both.
  if (primary === 'nb' || primary === 'nn') return 'no';
  return script === new Intl.Locale(primary).maximize().script ? primary : `${primary}-${script}`;
});

/** A word and its number: `Chapter 3`; where `{number}` has a place of its own, there: `第3章`. */
export const numberedLabel = (label: string, number: number): string =>
  fillLabel(label.includes('{number}') ? label : `${label} {number}`, { number: String(number) });

/** Puts values into a sentence: `{course}` becomes the value of `course`. */
export const fillLabel = (sentence: string, values: Record<string, string>): string =>
  sentence.replace(/\{(\w+)\}/gu, (all, name: string) => values[name] ?? all);
