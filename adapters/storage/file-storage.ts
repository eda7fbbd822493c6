/**
 * Exported files in a folder: each appears whole under its final name or not at all, beside a manifest of its book.
 *
 * `books/<course id>/<book id>/<stored name>` and `manifest.json`.
 */
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, join, relative, resolve, sep } from 'node:path';
import { LibraryError } from '../../domain/failure.ts';
import type { ExportFile, ExportFiles, ExportName } from '../../domain/exports/export.ts';
import { hashFile, PART, statOrNull, syncPath } from './disk.ts';
import { exportNames, writeManifest } from './manifest.ts';
import { readStoredName, storedName } from './stored-name.ts';
import { translateStorageErrors } from './storage-errors.ts';

export interface BookKey {
  courseId: string;
  bookId: string;
}

export interface WrittenFile extends ExportName {
  /** As `reserve` named it. */
  file: string;
  extension: string;
  /** Readable part of the final name. */
  name: string;
  bytes: number;
  sha256: string;
}

export interface FileStorage extends ExportFiles {
  /** Absolute folder. */
  root: string;
  /**
   * Makes the book's folder and names a file in it that nobody sees; the caller writes it, then commits or discards.
   * @param request.staleMs age from which a half-written file cannot belong to a living export
   */
  reserve(key: BookKey, request: ExportName & { staleMs: number }): Promise<string>;
  /** Gives a written file its final name and enters it in the manifest. Safe to repeat: same bytes, same name. */
  commit(key: BookKey, written: WrittenFile): Promise<Omit<ExportFile, 'audience' | 'mediaType'>>;
  discard(file: string): Promise<void>;
}

/** @param folder absolute */
export function createFileStorage(folder: string): FileStorage {
  const root = resolve(folder);
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

    reserve: (key, { kind, variant, staleMs }) =>
      inRoot(async () => {
        const folder = folderOf(key);
        const start = `.${kind}.${variant}.`;
        await mkdir(folder, { recursive: true });
        await removeAbandoned(folder, { start, staleMs });
        return join(folder, `${start}${randomUUID()}${PART}`);
      }),

    commit: (key, written) =>
      inRoot(async () => {
        const folder = folderOf(key);
        const final = join(folder, storedName(written));
        const wasThere = (await statOrNull(final)) !== null;
        await rename(written.file, final);
        try {
          await syncPath(folder);
          await writeManifest(folder, root);
        } catch (error) {
          if (!wasThere) await rm(final, { force: true }); // a file that no manifest names is not stored
          throw error;
        }
        if (await removeReplaced(folder, final)) await writeManifest(folder, root);
        const { kind, variant, bytes, sha256 } = written;
        return { kind, variant, path: relative(root, final), bytes, sha256 };
      }),

    discard: (file) => rm(file, { force: true }),

    remove: (key) => inRoot(() => rm(folderOf(key), { recursive: true, force: true })),

    verify: (path) => inRoot(async () => ((await statOrNull(locate(path))) === null ? null : hashFile(locate(path)))),
  };
}

/** Older files of the same export give way; of two that come at once the later stays. True when any went. */
async function removeReplaced(folder: string, kept: string): Promise<boolean> {
  const keptAt = (await statOrNull(kept))?.mtimeMs ?? 0;
  const keptName = basename(kept);
  let removed = false;
  for (const name of await exportNames(folder)) {
    if (name === keptName || !isSameExport(readStoredName(name), readStoredName(keptName))) continue;
    const other = await statOrNull(join(folder, name));
    if (other === null || other.mtimeMs >= keptAt) continue;
    await rm(join(folder, name), { force: true });
    removed = true;
  }
  return removed;
}

const isSameExport = (a: ExportName | null, b: ExportName | null): boolean =>
  a?.kind === b?.kind && a?.variant === b?.variant;

/** Files that a killed process left half-written: those of an export that begins anew, and old ones. */
async function removeAbandoned(folder: string, { start, staleMs }: { start: string; staleMs: number }): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.endsWith(PART)) continue;
    const found = await statOrNull(join(folder, name));
    const isStale = found !== null && Date.now() - found.mtimeMs > staleMs;
    if (isStale || name.startsWith(start)) await rm(join(folder, name), { force: true });
  }
}
