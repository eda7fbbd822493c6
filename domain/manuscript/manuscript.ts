/**
 * The assembled book as a format-neutral tree: every export is made from it alone.
 *
 * Prose is mdast (https://github.com/syntax-tree/mdast), already cleaned: no raw HTML, no images, no remote targets;
 * `assemble.ts` is the only place that reads Markdown. Headings inside prose start below the section that holds them.
 */
import { z } from 'zod';
import { jsonText, readStoredText, toStored, type StoredShape, type StoredText } from '../stored.ts';
import { BlockSchema } from '../blocks/registry.ts';

export const ManuscriptSectionSchema = z.strictObject({
  /** Unique in the book, stable between builds, safe as an XML id: `chapter-3-section-2`. */
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  /** What it is, such as `section`, `step`, `exercises` or `glossary`; styles and contents go by it. */
  kind: z.string().regex(/^[a-z][a-z0-9-]*$/),
  /** Printed heading, without number. */
  title: z.string(),
  /** Number to print before the title, such as `3.2`; null when the section is not numbered. */
  number: z.string().nullable(),
  blocks: z.array(BlockSchema),
});
export type ManuscriptSection = z.infer<typeof ManuscriptSectionSchema>;

export const ManuscriptChapterSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  number: z.int().positive(),
  title: z.string(),
  sections: z.array(ManuscriptSectionSchema),
});
export type ManuscriptChapter = z.infer<typeof ManuscriptChapterSchema>;

export const ManuscriptSchema = z.strictObject({
  bookId: z.guid(),
  courseId: z.guid(),
  courseCode: z.string().nullable(),
  edition: z.int().positive(),
  title: z.string(),
  subtitle: z.string().nullable(),
  /** BCP 47; `und` when unknown. */
  language: z.string(),
  direction: z.enum(['ltr', 'rtl']),
  subject: z.string().nullable(),
  level: z.string().nullable(),
  /** Printed as author or publisher: an institution, never an invented person. */
  publisher: z.string(),
  /** The sources' licences and attributions in one line each, for the metadata. */
  rights: z.array(z.string()),
  /** A rehearsal edition says so on its cover, in its metadata and in every running head. */
  isRehearsal: z.boolean(),
  /** Sentences printed on the cover, such as the rehearsal mark. */
  notices: z.array(z.string()),
  /** ISO 8601, taken from the book's row, so that the same manuscript gives the same bytes. */
  createdAt: z.string(),
  /** Words that exports print themselves, in the book's language (or English, marked by `labelsLanguage`). */
  labels: z.strictObject({
    contents: z.string(),
    chapter: z.string(),
    edition: z.string(),
    solution: z.string(),
    exercise: z.string(),
    licence: z.string(),
    rehearsal: z.string(),
    cover: z.string(),
  }),
  labelsLanguage: z.string(),
  front: z.array(ManuscriptSectionSchema),
  chapters: z.array(ManuscriptChapterSchema).min(1),
  back: z.array(ManuscriptSectionSchema),
});
export type Manuscript = z.infer<typeof ManuscriptSchema>;

export const STORED_MANUSCRIPT: StoredShape<Manuscript> = {
  schema: ManuscriptSchema,
  upgrades: [
    // The manuscript had a version of its own, always 1.
    ({ version: _version, ...manuscript }) => manuscript,
  ],
};

/** What every version of the shape says of whose manuscript it is. */
export const ManuscriptIdentitySchema = ManuscriptSchema.pick({
  bookId: true,
  courseId: true,
  courseCode: true,
  title: true,
  edition: true,
});
export type ManuscriptIdentity = z.infer<typeof ManuscriptIdentitySchema>;

/** A manuscript as the database has it; who needs more of it than its identity reads it where that may take seconds. */
export interface StoredManuscript extends StoredText {
  identity: ManuscriptIdentity;
}

/** @throws LibraryError StoredUnreadable */
export const readManuscript = (stored: StoredText): Manuscript => readStoredText(STORED_MANUSCRIPT, stored);

export const manuscriptText = (manuscript: Manuscript): string => jsonText(toStored(STORED_MANUSCRIPT, manuscript));
