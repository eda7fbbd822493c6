/**
 * The content standard: every rule of content as data, in `standards/*.json`. No rule of content is written in code.
 *
 * A file may extend another; `resolveStandard` merges them. Lengths are words unless the name says otherwise.
 */
import { z } from 'zod';

const Range = z.strictObject({ min: z.int().nonnegative(), max: z.int().nonnegative() });

export const RubricItemSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  /** Asked of the judge as it stands; answered yes or no with quoted evidence. */
  question: z.string(),
  strand: z.enum(['factual', 'depth', 'pedagogy', 'worldview', 'tone', 'safety', 'structure', 'citation']),
  /** Which score the item counts to. */
  score: z.enum(['quality', 'alignment']),
  weight: z.number().positive(),
  /** A `no` on a veto item sends the chapter back whatever the score. */
  veto: z.boolean(),
});
export type RubricItem = z.infer<typeof RubricItemSchema>;

/** One step of a lesson: every chapter has all of them, in the standard's order. */
export const LessonStepSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  /** In English: the standard's own language, and that of every prompt. */
  title: z.string(),
  /** As a book in another language prints it, by language tag (`pt`, `zh-Hant`). */
  titles: z.record(z.string(), z.string()).optional(),
  mustContain: z.string(),
});
export type LessonStep = z.infer<typeof LessonStepSchema>;

export const StandardSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  version: z.string(),
  title: z.string(),
  /** Printed in the book; says what this standard is and is not. */
  description: z.string(),
  /** Guidance put into every writing prompt. */
  voice: z.array(z.string()),
  lengths: z.strictObject({
    chapters: Range,
    sectionsPerChapter: Range,
    chapterWords: Range,
    sectionWords: Range,
    stepWords: Range,
    summaryWords: Range,
    /** Longest piece of notes that one section may rest on; longer lectures are split. */
    notesWordsPerSection: z.int().positive(),
    /** Least share of its notes' words that a section must have, up to its own greatest length. */
    shareOfNotes: z.number().min(0).max(1),
  }),
  counts: z.strictObject({
    objectives: Range,
    keyTerms: Range,
    exercises: Range,
    discussionQuestions: Range,
    scripture: Range,
  }),
  steps: z.array(LessonStepSchema),
  /** How many of the steps stand before the chapter's sections; two where nothing is said. */
  stepsBeforeSections: z.int().nonnegative().optional(),
  /** Names of the parts that a chapter has; all that this release knows where nothing is said. */
  parts: z.array(z.string()).min(1).optional(),
  scripture: z.strictObject({
    required: z.boolean(),
    /** Passages that the standard offers to a chapter that has none of its own, with what each is about. */
    readings: z.array(z.strictObject({ reference: z.string(), theme: z.string() })),
  }),
  repetition: z.strictObject({
    /** Longest run of words that may stand twice in one book outside quotations. */
    sharedRunWords: z.int().positive(),
    /** Largest share of sentences of a chapter that may stand elsewhere in the book. */
    maxRepeatedShare: z.number().min(0).max(1),
  }),
  rubric: z.array(RubricItemSchema),
  thresholds: z.strictObject({ quality: z.number(), alignment: z.number() }),
  /** Regular expressions (flags `iu`) that no chapter may match. */
  placeholders: z.array(z.string()),
  /** Regular expressions (flags `iu`) of text about the writing itself: leaked prompts, scratchpads, refusals. */
  leaks: z.array(z.string()),
  /**
   * Paragraphs (patterns, flags `iu`) of a course that only hold a place, such as "TODO: add an example"; a course with
   * one in its notes is refused. Code, quotations and lists are not looked at.
   */
  unfinished: z.array(z.string()).default([]),
  /** Licences (patterns, flags `iu`) whose notes may not be used; a course under one is refused with the reason. */
  refusedLicences: z.array(z.strictObject({ pattern: z.string(), reason: z.string() })),
  statementOfFaith: z.array(z.strictObject({ id: z.string(), text: z.string() })),
  maxRevisions: z.int().nonnegative(),
});
export type Standard = z.infer<typeof StandardSchema>;

export const stepsBeforeSections = (standard: Standard): number => standard.stepsBeforeSections ?? 2;
