/**
 * A catalogue file: courses with modules, lectures and enrolment, as universities export them.
 *
 * Lenient about what is absent (it becomes null or an empty list), strict about what is there: a wrong type is a
 * problem. Text stays as it stands, with its entities, emoji and marks of direction; only codes and labels are trimmed.
 * Sizes have limits so that a broken export is named, not stored; they stand far above what courses have.
 */
import { z } from 'zod';
import { languageTag } from '../language/tag.ts';
import { hasVisibleText, LECTURE_PACK, listOf, MODULE_PACK } from './course-pack.ts';

/** An index of PostgreSQL holds 2,700 bytes; 500 characters of any script are at most 1,500. */
const MAX_TITLE = 500;
const MAX_LABEL = 200;
const MAX_TEXT = 100_000;
const MAX_NOTES = 2_000_000;
const MAX_STUDENTS = 1_000_000;

/** PostgreSQL stores neither, and half a character would come back as another one. */
const isStorable = (value: string): boolean => !value.includes('\0') && !/\p{Surrogate}/u.test(value);

const storable = z.string().refine(isStorable, 'expected whole characters, found a NUL or half of a surrogate pair');
const title = storable.max(MAX_TITLE).refine(hasVisibleText, 'expected a title, found only blanks');
const absentWhenBlank = (value: string | null | undefined): string | null =>
  value !== undefined && value !== null && hasVisibleText(value) ? value : null;
const text = storable.max(MAX_TEXT).nullish().transform(absentWhenBlank);
const notes = storable.max(MAX_NOTES).nullish().transform(absentWhenBlank);
const label = storable
  .max(MAX_LABEL)
  .nullish()
  .transform((value) => absentWhenBlank(value)?.trim() ?? null);

/** BCP 47 in its canonical form; catalogues often write `pt_BR` or `English`, and `und` when they do not know. */
const language = label.transform((value, context) => {
  if (value === null) return null;
  const tag = value === 'und' ? value : languageTag(value);
  if (tag !== null) return tag;
  context.addIssue({ code: 'custom', message: `expected a language tag such as en or pt-BR, found "${value}"` });
  return z.NEVER;
});

const moment = label.transform((value, context) => {
  if (value === null) return null;
  const hasZone = /(Z|[+-]\d\d:?\d\d)$/i.test(value);
  const isDate = /^\d{4}-\d\d-\d\d$/.test(value);
  const isMoment = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(value);
  const parsed = new Date(isMoment && !hasZone ? `${value.replace(' ', 'T')}Z` : value);
  if ((isDate || isMoment) && !Number.isNaN(parsed.getTime()) && isDay(value.slice(0, 10))) return parsed.toISOString();
  context.addIssue({
    code: 'custom',
    message: `expected a date such as 2026-09-01 or 2026-09-01T08:00:00Z, found "${value}"`,
  });
  return z.NEVER;
});

/** JavaScript takes the 31st of February for the 3rd of March. */
const isDay = (day: string): boolean => new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);

const MAX_DEPTH = 50;
const isStorableBelow = (value: unknown, depth: number): boolean => {
  if (typeof value === 'string') return isStorable(value);
  if (typeof value !== 'object' || value === null) return true;
  return (
    depth < MAX_DEPTH &&
    Object.entries(value).every(([key, inner]) => isStorable(key) && isStorableBelow(inner, depth + 1))
  );
};

export const CatalogueLectureSchema = z.object({
  title,
  summary: text,
  kind: label,
  /** CommonMark. */
  notes,
  objectives: listOf(storable.max(5_000).refine(hasVisibleText, 'expected an objective, found only blanks'), 500),
  /** OSIS references, such as `Isa.44.6`. */
  references: listOf(storable.max(MAX_LABEL).refine(hasVisibleText, 'expected a reference, found only blanks'), 2_000),
  ...LECTURE_PACK,
});
export type CatalogueLecture = z.infer<typeof CatalogueLectureSchema>;

export const CatalogueModuleSchema = z.object({
  title,
  summary: text,
  unit: label,
  lectures: listOf(CatalogueLectureSchema, 2_000),
  ...MODULE_PACK,
});
export type CatalogueModule = z.infer<typeof CatalogueModuleSchema>;

export const CatalogueResourceSchema = z.object({
  title,
  author: text,
  kind: label,
  url: text,
  licence: label,
  attribution: text,
});
export type CatalogueResource = z.infer<typeof CatalogueResourceSchema>;

export const CatalogueStudentSchema = z.object({
  id: storable
    .max(MAX_LABEL)
    .refine(hasVisibleText, "expected the student's id, found only blanks")
    .transform((id) => id.trim()),
  name: label,
});

export const CatalogueCourseSchema = z.object({
  code: label,
  title,
  description: text,
  subject: label,
  level: label,
  language,
  licence: label,
  attribution: text,
  kind: label,
  /** ISO 8601 in UTC; null when the catalogue does not say. */
  createdAt: moment,
  /** A number of students, or the students themselves; null when the catalogue does not say. */
  enrolment: z
    .union([z.int().nonnegative().max(1_000_000_000), z.array(CatalogueStudentSchema).max(MAX_STUDENTS)], {
      error: 'expected a whole number of students or a list of students [{"id": "…", "name": "…"}]',
    })
    .nullish()
    .transform((enrolment) => enrolment ?? null),
  /** True when the numbers are made up, as in the samples. */
  enrolmentIsInvented: z
    .boolean()
    .nullish()
    .transform((isInvented) => isInvented ?? false),
  /** Where the record came from; kept, never read. */
  provenance: z
    .record(z.string(), z.unknown())
    .refine((value) => isStorableBelow(value, 0), `expected whole characters, and at most ${MAX_DEPTH} levels`)
    .nullish()
    .transform((provenance) => provenance ?? null),
  modules: listOf(CatalogueModuleSchema, 1_000),
  resources: listOf(CatalogueResourceSchema, 5_000),
});
export type CatalogueCourse = z.infer<typeof CatalogueCourseSchema>;
