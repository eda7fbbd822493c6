/** `manifest.json`: what is stored of a book, written from what its folder holds. */
import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { ExportName } from '../../domain/exports/export.ts';
import { hashFile, isGone, replaceFile } from './disk.ts';
import { readStoredName } from './stored-name.ts';

/**
 * Writes the manifest, again and again until the folder has not changed meanwhile.
 *
 * So no entry is lost without a lock between processes: whoever writes last has looked at the folder after its write,
 * and every file was renamed into the folder before its own writer began.
 */
export async function writeManifest(folder: string, root: string): Promise<void> {
  for (;;) {
    const names = await exportNames(folder);
    const files = await Promise.all(names.map((name) => describeFile({ folder, name, root })));
    const found = files.filter((file) => file !== null);
    await replaceFile(join(folder, 'manifest.json'), `${JSON.stringify({ version: 1, files: found }, null, 2)}\n`);
    if ((await exportNames(folder)).join() === names.join()) return;
  }
}

/** Names of the finished exports in a folder, in order. */
export const exportNames = async (folder: string): Promise<string[]> =>
  (await readdir(folder)).filter((name) => readStoredName(name) !== null).sort();

interface ManifestFile extends ExportName {
  /** The kind, under the name that it had before there were variants. */
  format: string;
  path: string;
  bytes: number;
  sha256: string;
}

/** Null when another process took the file away meanwhile. */
async function describeFile({
  folder,
  name,
  root,
}: {
  folder: string;
  name: string;
  root: string;
}): Promise<ManifestFile | null> {
  const known = readStoredName(name);
  if (known === null) return null;
  const path = join(folder, name);
  try {
    return { ...known, format: known.kind, path: relative(root, path), ...(await hashFile(path)) };
  } catch (error) {
    if (isGone(error)) return null;
    throw error;
  }
}
