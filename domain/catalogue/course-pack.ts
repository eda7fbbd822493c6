/**
 * What a lecture or a module may bring beside its notes: key terms, questions, figures, a transcript, works to read. The
 * same shape in a catalogue, in a course's folder and in the rows.
 */
import { z } from 'zod';

const MAX_TEXT = 20_000;
const MAX_TRANSCRIPT = 500_000;

export const hasVisibleText = (value: string): boolean => /[^\p{Z}\p{C}]/u.test(value);
/** PostgreSQL stores neither NUL nor half of a character. */
const said = (what: string, max = MAX_TEXT) =>
  z
    .string()
    .max(max)
    .refine((value) => !value.includes('\0') && !/\p{Surrogate}/u.test(value), 'expected whole characters')
    .refine(hasVisibleText, `expected ${what}, found only blanks`);
/** Absent, null and blanks alone are the same: nothing is said. */
const maybe = (what: string, max = MAX_TEXT) =>
  z
    .preprocess(
      (value) => (typeof value === 'string' && !hasVisibleText(value) ? null : value),
      said(what, max).nullish(),
    )
    .transform((value) => value ?? null);
export const listOf = <Item extends z.ZodType>(item: Item, most: number) =>
  z
    .array(item)
    .max(most)
    .nullish()
    .transform((items) => items ?? []);

const KeyTermSchema = z.object({ term: said('a term', 200), definition: said('a definition') });

const answer = said('an option', 5_000);
const options = z
  .array(answer)
  .min(2)
  .max(50)
  .refine(
    (all) => new Set(all.map((one) => one.trim())).size === all.length,
    'expected options of which no two are equal',
  );
const asked = {
  stem: said('a question'),
  solution: maybe('a solution'),
  points: z
    .number()
    .positive()
    .max(1_000)
    .nullish()
    .transform((points) => points ?? null),
};
const NOT_AN_OPTION = 'expected a key that is one of the options, word for word';
/** The kinds of question; the key has the form that its kind needs. */
const CourseQuestionSchema = z.discriminatedUnion('kind', [
  z
    .object({ kind: z.literal('multiple-choice'), ...asked, options, key: answer })
    .refine(({ options: all, key }) => all.includes(key), { path: ['key'], message: NOT_AN_OPTION }),
  z
    .object({ kind: z.literal('multiple-answer'), ...asked, options, key: z.array(answer).min(1) })
    .refine(({ options: all, key }) => key.every((one) => all.includes(one)), {
      path: ['key'],
      message: NOT_AN_OPTION,
    }),
  z.object({ kind: z.literal('true-false'), ...asked, key: z.boolean() }),
  z.object({
    kind: z.literal('short'),
    ...asked,
    /** Every answer that is accepted. */
    key: z.union([answer.transform((one) => [one]), z.array(answer).min(1)]),
  }),
  /** Left side to right side. */
  z.object({
    kind: z.literal('matching'),
    ...asked,
    key: z.record(z.string(), answer).refine((pairs) => Object.keys(pairs).length >= 2, 'expected at least two pairs'),
  }),
  z.object({
    kind: z.literal('numerical'),
    ...asked,
    key: z.object({
      value: z.number(),
      /** In the unit of the value, to both sides. */
      tolerance: z.number().nonnegative().default(0),
      unit: maybe('a unit', 50),
    }),
  }),
  z.object({ kind: z.literal('essay'), ...asked }),
]);

const FigureSchema = z.object({
  /** As the notes name it, relative to the course. */
  file: said('the name of a file', 500),
  /** What the figure shows, for one who does not see it. */
  alt: said('a description of what the figure shows'),
  caption: maybe('a caption'),
  credit: maybe('a credit'),
  licence: maybe('a licence', 200),
  /** Of the stored file, hex; null in a catalogue that has not been read with its files. */
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/u)
    .nullish()
    .transform((hash) => hash ?? null),
});
export type Figure = z.infer<typeof FigureSchema>;

const PackResourceSchema = z.object({
  title: said('a title', 500),
  author: maybe('an author', 5_000),
  kind: maybe('a kind', 200),
  url: maybe('an address', 5_000),
  licence: maybe('a licence', 200),
  attribution: maybe('an attribution', 5_000),
});

const shared = {
  keyTerms: listOf(KeyTermSchema, 500),
  questions: listOf(CourseQuestionSchema, 1_000),
  figures: listOf(FigureSchema, 200),
  resources: listOf(PackResourceSchema, 500),
};
export const LECTURE_PACK = {
  ...shared,
  transcript: maybe('a transcript', MAX_TRANSCRIPT),
  durationMinutes: z
    .number()
    .positive()
    .max(1_440)
    .nullish()
    .transform((minutes) => minutes ?? null),
};
export const MODULE_PACK = { ...shared, objectives: listOf(said('an objective', 5_000), 500) };

export const LecturePackSchema = z.object(LECTURE_PACK);
export type LecturePack = z.infer<typeof LecturePackSchema>;
export const ModulePackSchema = z.object(MODULE_PACK);
export type ModulePack = z.infer<typeof ModulePackSchema>;

export const EMPTY_LECTURE_PACK: LecturePack = LecturePackSchema.parse({});
export const EMPTY_MODULE_PACK: ModulePack = ModulePackSchema.parse({});

/** Of a record that holds the keys of a pack among others: the pack, or null when it brings nothing. */
export const lecturePackOf = (record: LecturePack): LecturePack | null =>
  saidAnything(LecturePackSchema.parse(record), EMPTY_LECTURE_PACK);
export const modulePackOf = (record: ModulePack): ModulePack | null =>
  saidAnything(ModulePackSchema.parse(record), EMPTY_MODULE_PACK);

const saidAnything = <Pack extends object>(pack: Pack, empty: Pack): Pack | null =>
  JSON.stringify(pack) === JSON.stringify(empty) ? null : pack;
