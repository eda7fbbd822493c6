/** Exports: what a file made from a manuscript is called and what is known of it. */
import { z } from 'zod';
import type { Manuscript } from '../manuscript/manuscript.ts';

export const EXPORT_FORMATS = ['pdf', 'epub', 'html'] as const;
export const ExportFormatSchema = z.enum(EXPORT_FORMATS);
export type ExportFormat = z.infer<typeof ExportFormatSchema>;

export interface ExportFile {
  format: ExportFormat;
  /** Relative to the storage root: `books/<course id>/<book id>/<sha256 prefix>-<name>.pdf`. */
  path: string;
  bytes: number;
  /** Hex SHA-256 of the file's bytes. */
  sha256: string;
}

/** Makes and stores one export; the file appears under its final name whole or not at all. */
export interface Exporter {
  /**
   * @throws LibraryError ContentUnrenderable, ExportCrashed, ExportTimedOut, StorageFull
   */
  exportManuscript(request: { manuscript: Manuscript; format: ExportFormat; signal: AbortSignal }): Promise<ExportFile>;
  /** Removes every file of an unpublished edition; safe to repeat. */
  removeExports(key: { courseId: string; bookId: string }): Promise<void>;
  /** Reads a stored file again and hashes it; null when it is gone. */
  verifyExport(path: string): Promise<{ bytes: number; sha256: string } | null>;
  /** Absolute file path or URL of a stored export, for people. */
  locateExport(path: string): string;
}
