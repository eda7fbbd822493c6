/** A chapter: what the model returns for its parts, and what is kept of them together. */
import { z } from 'zod';
import type { StoredShape } from '../stored.ts';

export const KeyTermSchema = z.strictObject({
  term: z.string().describe('A term that the section uses, as written there.'),
  definition: z.string().describe('One sentence that says what it means here.'),
});

/** One section's text. Strict and without optionals: structured output requires every key. */
export const SectionDraftSchema = z.strictObject({
  body: z
    .string()
    .describe('The section in CommonMark: paragraphs, lists, tables, code; headings only from ####. No title.'),
  keyTerms: z
    .array(KeyTermSchema)
    .describe('Terms that this section introduces; an empty list when it introduces none.'),
});
export type SectionDraft = z.infer<typeof SectionDraftSchema>;
export const STORED_SECTION: StoredShape<SectionDraft> = { schema: SectionDraftSchema, upgrades: [] };

export const FrameDraftSchema = z.strictObject({
  objectives: z.array(z.string()).describe('What the student can do afterwards.'),
  ignition: z
    .string()
    .describe('CommonMark. Opens the chapter: a story, question or scenario that makes the student want to know.'),
  download: z.string().describe('CommonMark. Says what the sections teach and how they hang together.'),
  demonstration: z.string().describe('CommonMark. One worked example, case or reading, step by step.'),
  activation: z.string().describe('CommonMark. What the student now does with it: solve, design, write.'),
  reflection: z.string().describe('CommonMark. What was learned, and what it asks of the student.'),
  commission: z.string().describe('CommonMark. One concrete next step.'),
  summary: z.string().describe('CommonMark. The chapter in a few sentences.'),
});
export type FrameDraft = z.infer<typeof FrameDraftSchema>;
export const STORED_FRAME: StoredShape<FrameDraft> = { schema: FrameDraftSchema, upgrades: [] };

export const ExerciseSchema = z.strictObject({
  question: z.string().describe('CommonMark. Answerable from the chapter.'),
  solution: z.string().describe('CommonMark. The full solution.'),
});

export const ScriptureReadingSchema = z.strictObject({
  reference: z
    .string()
    .describe(
      'A reference such as "Proverbs 2:6" or "Romans 8:28-30". The reference only: never the words of the verse.',
    ),
  connection: z.string().describe('One or two sentences: what this passage has to do with the chapter. Quote nothing.'),
});

export const StudyDraftSchema = z.strictObject({
  exercises: z.array(ExerciseSchema),
  discussionQuestions: z.array(z.string()).describe('Open questions for a group.'),
  scripture: z
    .array(ScriptureReadingSchema)
    .describe('Readings for the chapter; empty when the standard asks for none.'),
});
export type StudyDraft = z.infer<typeof StudyDraftSchema>;
export const STORED_STUDY: StoredShape<StudyDraft> = { schema: StudyDraftSchema, upgrades: [] };

/** A chapter as it stands in one revision of the book. Parsed again on every read from the database. */
export const ChapterSchema = z.strictObject({
  number: z.int().positive(),
  title: z.string(),
  sections: z.array(
    SectionDraftSchema.extend({ number: z.int().positive(), title: z.string(), lectureIds: z.array(z.guid()) }),
  ),
  frame: FrameDraftSchema,
  study: StudyDraftSchema,
});
export type Chapter = z.infer<typeof ChapterSchema>;
export const STORED_CHAPTER: StoredShape<Chapter> = { schema: ChapterSchema, upgrades: [] };

/** Name of a part of a chapter: one model task, one row, one revision at a time. */
export type PartName = `section:${number}` | 'frame' | 'study';
