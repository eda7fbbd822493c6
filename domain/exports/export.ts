/**
 * Exports: what a file made from a manuscript is, and what is known of it.
 *
 * `kind` says what it is (`pdf`), `variant` which of the kind's files (`student`, `instructor`, `chapter-3`), and both
 * together name one file of a book. Which kinds there are is the exporter's to say.
 */
import { z } from 'zod';
import type { StoredManuscript } from '../manuscript/manuscript.ts';

/** Made of every book unless a run asks for others. */
export const DEFAULT_KINDS: readonly string[] = ['pdf', 'epub', 'html'];
/** The variant of a kind that makes one file, for everybody who reads the book. */
export const STUDENT = 'student';

/** In file names, columns and addresses alike. */
const NAME = /^[a-z][a-z0-9-]*$/;
export const ExportKindSchema = z.string().regex(NAME, 'expected a kind of export, such as pdf');

/** Whom the file may be given to. */
export const AudienceSchema = z.enum(['student', 'instructor']);
export type Audience = z.infer<typeof AudienceSchema>;

/** One file that is to be made; what a step is asked for. */
export interface ExportName {
  kind: string;
  variant: string;
}

export interface ExportFile extends ExportName {
  audience: Audience;
  mediaType: string;
  /** Relative to the storage root: `books/<course id>/<book id>/<sha256 prefix>-<name>.pdf`. */
  path: string;
  bytes: number;
  /** Hex SHA-256 of the file's bytes. */
  sha256: string;
}

/** `publishing` for what the processor makes in minutes, `media` for speech and video. */
export type ExportQueue = 'publishing' | 'media';

export interface PlannedExport extends ExportName {
  queue: ExportQueue;
}

/** Makes and stores exports; a file appears under its final name whole or not at all. */
export interface Exporter {
  /** The files that these kinds have of this manuscript. @throws LibraryError InputInvalid for a kind that is not known */
  planExports(request: {
    manuscript: StoredManuscript;
    kinds: readonly string[];
    signal: AbortSignal;
  }): Promise<PlannedExport[]>;
  /**
   * @throws LibraryError ContentUnrenderable, ExportCrashed, ExportTimedOut, StorageFull
   */
  exportManuscript(request: ExportName & { manuscript: StoredManuscript; signal: AbortSignal }): Promise<ExportFile>;
}

/** The stored files of all books. */
export interface ExportFiles {
  /** Removes every file of an unpublished edition; safe to repeat. */
  remove(key: { courseId: string; bookId: string }): Promise<void>;
  /** Reads a stored file again and hashes it; null when it is gone. */
  verify(path: string): Promise<{ bytes: number; sha256: string } | null>;
  /** Absolute file path or URL of a stored export, for people. */
  locate(path: string): string;
}
