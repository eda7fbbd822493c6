/**
 * What a kind of export is. Each lives in a folder of its own, as the default export of a module that is light to load:
 * the worker reads what stands here, and only the export's own process calls `render`, which loads the rest.
 */
import { STUDENT, type Audience, type ExportQueue } from './export.ts';
import { LibraryError } from '../failure.ts';
import type { Manuscript } from '../manuscript/manuscript.ts';
import { volumesOf, type PrintedManuscript } from '../manuscript/volumes.ts';

export interface ExportDefinition {
  /** Lower case letters, digits and hyphens, like the variants. */
  kind: string;
  mediaType: string;
  /** Ending of the file's name, without its dot. */
  extension: string;
  queue: ExportQueue;
  /** `import.meta.url` of the module whose default export this is. */
  module: string;
  /** In place of the environment's caps, for what takes longer or more. */
  timeoutMs?: number;
  memoryMb?: number;
  /** The files that this kind has of a manuscript: none where the book has nothing for it. */
  variantsOf: (manuscript: Manuscript) => ExportVariant[];
  /**
   * The file's bytes, the same for the same request; null when `file` was written by what `render` has started.
   * @throws LibraryError ContentUnrenderable
   */
  render: (request: RenderRequest) => Promise<Uint8Array | null>;
}

export interface ExportVariant {
  variant: string;
  audience: Audience;
}

export interface RenderRequest {
  manuscript: Manuscript;
  variant: string;
  /** Absolute; does not exist yet. */
  file: string;
}

/** One file, for every reader of the book. */
export const studentOnly = (): ExportVariant[] => [{ variant: STUDENT, audience: 'student' }];

/** One file, or one for each volume of a book that is too long for one: `volume-1`, `volume-2`. */
export function studentVolumes(manuscript: Manuscript): ExportVariant[] {
  const volumes = volumesOf(manuscript);
  if (volumes.length === 1) return studentOnly();
  return volumes.map((_, index) => ({ variant: volumeVariant(index + 1), audience: 'student' }));
}

/** What the variant is made of. @throws LibraryError InputInvalid */
export function variantVolume(manuscript: Manuscript, variant: string): PrintedManuscript {
  const volumes = volumesOf(manuscript);
  const found = volumes.length === 1 ? manuscript : volumes.find((_, index) => volumeVariant(index + 1) === variant);
  if (found) return found;
  throw new LibraryError(
    'InputInvalid',
    `Expected a volume of book ${manuscript.bookId}, which has ${volumes.length}, got "${variant}".`,
  );
}

const volumeVariant = (number: number): string => `volume-${number}`;
