/** The plan of a book: chapters in order, their sections, and the lectures that each section rests on. */
import { z } from 'zod';
import { LibraryError } from '../failure.ts';
import type { StoredShape } from '../stored.ts';

export const OutlineSectionSchema = z.strictObject({
  number: z.int().positive(),
  title: z.string().min(1),
  /** Lectures that the section rests on, in order; empty in a planned outline. */
  lectureIds: z.array(z.guid()),
  /** Which slice of a long lecture's notes this section takes, 1-based; null = all of it. */
  slice: z.strictObject({ index: z.int().positive(), count: z.int().positive() }).nullable(),
  /** What the section is to cover, where no notes say it. */
  brief: z.string().nullable(),
});
export type OutlineSection = z.infer<typeof OutlineSectionSchema>;

export const OutlineChapterSchema = z.strictObject({
  number: z.int().positive(),
  title: z.string().min(1),
  moduleIds: z.array(z.guid()),
  /** Which part of a split module this chapter is; null when the module is one chapter. */
  part: z.strictObject({ index: z.int().positive(), count: z.int().positive() }).nullable(),
  sections: z.array(OutlineSectionSchema).min(1),
});
export type OutlineChapter = z.infer<typeof OutlineChapterSchema>;

export const OutlineSchema = z.strictObject({
  title: z.string().min(1),
  /** `course`: from the course's own modules. `planned`: by the model, for a course without enough of them. */
  origin: z.enum(['course', 'planned']),
  chapters: z.array(OutlineChapterSchema).min(1),
});
export type Outline = z.infer<typeof OutlineSchema>;

/** @throws LibraryError StateConflict when the plan has no such chapter */
export function plannedChapter({ title, chapters }: Outline, number: number): OutlineChapter {
  const chapter = chapters.find((candidate) => candidate.number === number);
  if (chapter) return chapter;
  throw new LibraryError(
    'StateConflict',
    `Expected the outline of “${title}” to have chapter ${number}, got ${chapters.length} chapters; write the book again.`,
  );
}

export const STORED_OUTLINE: StoredShape<Outline> = { schema: OutlineSchema, upgrades: [] };

/** What the model returns for a course that has no usable modules of its own. */
export const OutlineDraftSchema = z.strictObject({
  chapters: z
    .array(
      z.strictObject({
        title: z.string().describe('Title of the chapter, in the language of the course; no number in it.'),
        sections: z
          .array(
            z.strictObject({
              title: z.string().describe('Title of the section; no number in it.'),
              brief: z.string().describe('One or two sentences: what this section teaches and asks.'),
            }),
          )
          .describe('The sections of the chapter, in teaching order.'),
      }),
    )
    .describe('The chapters of the book, in teaching order, from first acquaintance to passing it on.'),
});
export type OutlineDraft = z.infer<typeof OutlineDraftSchema>;
