/**
 * Exported files in a folder: each appears whole under its final name or not at all, beside a manifest of its book.
 *
 * `books/<course id>/<book id>/<first 16 hex of sha256>-<name>.<ext>` and `manifest.json`.
 */
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, extname, join, relative, resolve, sep } from 'node:path';
import { LibraryError } from '../../domain/failure.ts';
import type { ExportFile, ExportFormat } from '../../domain/exports/export.ts';
import { hashFile, PART, statOrNull, syncFolder } from './disk.ts';
import { exportNames, writeManifest } from './manifest.ts';
import { translateStorageErrors } from './storage-errors.ts';

export interface BookKey {
  courseId: string;
  bookId: string;
}

export interface WrittenFile {
  /** As `reserve` named it. */
  file: string;
  format: ExportFormat;
  /** Readable part of the final name. */
  name: string;
  bytes: number;
  sha256: string;
}

/** @param options.staleMs age from which a half-written file cannot belong to a living export */
export const createFileStorage = (options: { root: string; staleMs: number }) => {
  const root = resolve(options.root);
  const inRoot = <T>(work: () => Promise<T>): Promise<T> => translateStorageErrors(root, work);
  const locate = (path: string): string => {
    const absolute = resolve(root, path);
    if (absolute.startsWith(root + sep)) return absolute;
    throw new LibraryError('InputInvalid', `The path ${path} leads out of the storage folder ${root}.`);
  };
  const folderOf = ({ courseId, bookId }: BookKey): string => locate(join('books', courseId, bookId));

  return {
    root,
    locate,

    /** Makes the book's folder and names a file in it that nobody sees; the caller writes it, then commits or discards. */
    reserve: (key: BookKey, format: ExportFormat): Promise<string> =>
      inRoot(async () => {
        const folder = folderOf(key);
        await mkdir(folder, { recursive: true });
        await removeAbandoned(folder, format, options.staleMs);
        return join(folder, `.${format}-${randomUUID()}${PART}`);
      }),

    /** Gives a written file its final name and enters it in the manifest. Safe to repeat: same bytes, same name. */
    commit: (key: BookKey, written: WrittenFile): Promise<ExportFile> =>
      inRoot(async () => {
        const folder = folderOf(key);
        const final = join(folder, `${written.sha256.slice(0, 16)}-${written.name}.${written.format}`);
        const wasThere = (await statOrNull(final)) !== null;
        await rename(written.file, final);
        try {
          await syncFolder(folder);
          await writeManifest(folder, root);
        } catch (error) {
          if (!wasThere) await rm(final, { force: true }); // a file that no manifest names is not stored
          throw error;
        }
        if (await removeReplaced(folder, final)) await writeManifest(folder, root);
        return { format: written.format, path: relative(root, final), bytes: written.bytes, sha256: written.sha256 };
      }),

    discard: (file: string): Promise<void> => rm(file, { force: true }),

    /** Removes all that is stored of a book; safe to repeat. */
    remove: (key: BookKey): Promise<void> => inRoot(() => rm(folderOf(key), { recursive: true, force: true })),

    /** Reads a stored file again; null when it is gone. */
    verify: (path: string): Promise<{ bytes: number; sha256: string } | null> =>
      inRoot(async () => ((await statOrNull(locate(path))) === null ? null : hashFile(locate(path)))),
  };
};

/** Older files of the same format give way; of two that come at once the later stays. True when any went. */
async function removeReplaced(folder: string, kept: string): Promise<boolean> {
  const keptAt = (await statOrNull(kept))?.mtimeMs ?? 0;
  let removed = false;
  for (const name of await exportNames(folder)) {
    if (extname(name) !== extname(kept) || name === basename(kept)) continue;
    const other = await statOrNull(join(folder, name));
    if (other === null || other.mtimeMs >= keptAt) continue;
    await rm(join(folder, name), { force: true });
    removed = true;
  }
  return removed;
}

/** Files that a killed process left half-written: those of a format whose export begins anew, and old ones. */
async function removeAbandoned(folder: string, format: ExportFormat, staleMs: number): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.endsWith(PART)) continue;
    const found = await statOrNull(join(folder, name));
    const isStale = found !== null && Date.now() - found.mtimeMs > staleMs;
    if (isStale || name.startsWith(`.${format}-`)) await rm(join(folder, name), { force: true });
  }
}
