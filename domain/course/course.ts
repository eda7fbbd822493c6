/** A course of the university's catalogue as the road reads it: input, never changed here. */
import { z } from 'zod';

export const LectureSchema = z.strictObject({
  id: z.guid(),
  title: z.string(),
  summary: z.string().nullable(),
  kind: z.string().nullable(),
  /** CommonMark; the ground of the section that is written from it. */
  notes: z.string().nullable(),
  objectives: z.array(z.string()),
  /** Terms that the course itself defines; absent where it brings none. */
  keyTerms: z.array(z.strictObject({ term: z.string(), definition: z.string() })).optional(),
  /** OSIS references, such as `Isa.44.6` or `Rom.8.28-Rom.8.30`. */
  references: z.array(z.string()),
});
export type Lecture = z.infer<typeof LectureSchema>;

export const CourseModuleSchema = z.strictObject({
  id: z.guid(),
  title: z.string(),
  summary: z.string().nullable(),
  lectures: z.array(LectureSchema),
});
export type CourseModule = z.infer<typeof CourseModuleSchema>;

/** A work that the course itself lists: the only literature that a book may cite. */
export const CourseResourceSchema = z.strictObject({
  id: z.guid(),
  title: z.string(),
  author: z.string().nullable(),
  kind: z.string().nullable(),
  url: z.string().nullable(),
  licence: z.string().nullable(),
  attribution: z.string().nullable(),
});
export type CourseResource = z.infer<typeof CourseResourceSchema>;

export const CourseSchema = z.strictObject({
  id: z.guid(),
  code: z.string().nullable(),
  title: z.string(),
  description: z.string().nullable(),
  subject: z.string().nullable(),
  level: z.string().nullable(),
  /** BCP 47, or null when the catalogue does not say. */
  language: z.string().nullable(),
  licence: z.string().nullable(),
  attribution: z.string().nullable(),
  modules: z.array(CourseModuleSchema),
  resources: z.array(CourseResourceSchema),
  /** Counts every change of the course's content; kept by the database. */
  contentRevision: z.int(),
});
export type Course = z.infer<typeof CourseSchema>;
