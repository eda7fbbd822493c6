/**
 * A catalogue file: an array of courses with modules, lectures and enrolment, as universities export them.
 *
 * Lenient about what is absent, strict about what is there: a wrong type is a problem with its record and field.
 * Unknown keys are kept out and counted, not refused.
 */
import { z } from 'zod';

const text = z.string().nullish();

export const CatalogueLectureSchema = z.object({
  title: z.string(),
  summary: text,
  kind: text,
  notes: text,
  objectives: z.array(z.string()).nullish(),
  references: z.array(z.string()).nullish(),
});

export const CatalogueModuleSchema = z.object({
  title: z.string(),
  summary: text,
  unit: text,
  lectures: z.array(CatalogueLectureSchema).nullish(),
});

export const CatalogueResourceSchema = z.object({
  title: z.string(),
  author: text,
  kind: text,
  url: text,
  licence: text,
  attribution: text,
});

export const CatalogueCourseSchema = z.object({
  code: text,
  title: z.string(),
  description: text,
  subject: text,
  level: text,
  language: text,
  licence: text,
  attribution: text,
  kind: text,
  createdAt: text,
  /** A number of students, or the students themselves. */
  enrolment: z.union([z.int().nonnegative(), z.array(z.object({ id: z.string(), name: text }))]).nullish(),
  /** True when the numbers are made up, as in the samples. */
  enrolmentIsInvented: z.boolean().nullish(),
  provenance: z.record(z.string(), z.unknown()).nullish(),
  modules: z.array(CatalogueModuleSchema).nullish(),
  resources: z.array(CatalogueResourceSchema).nullish(),
});
export type CatalogueCourse = z.infer<typeof CatalogueCourseSchema>;
