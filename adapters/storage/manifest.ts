/** `manifest.json`: what is stored of a book, written from what its folder holds. */
import { readdir } from 'node:fs/promises';
import { extname, join, relative } from 'node:path';
import { EXPORT_FORMATS, type ExportFile, type ExportFormat } from '../../domain/exports/export.ts';
import { hashFile, isGone, replaceFile } from './disk.ts';

/**
 * Writes the manifest, again and again until the folder has not changed meanwhile.
 *
 * So no entry is lost without a lock between processes: whoever writes last has looked at the folder after its write,
 * and every file was renamed into the folder before its own writer began.
 */
export async function writeManifest(folder: string, root: string): Promise<void> {
  for (;;) {
    const names = await exportNames(folder);
    const files = await Promise.all(names.map((name) => describeFile(join(folder, name), root)));
    const found = files.filter((file) => file !== null);
    await replaceFile(join(folder, 'manifest.json'), `${JSON.stringify({ version: 1, files: found }, null, 2)}\n`);
    if ((await exportNames(folder)).join() === names.join()) return;
  }
}

/** Names of the finished exports in a folder, in order. */
export const exportNames = async (folder: string): Promise<string[]> =>
  (await readdir(folder)).filter((name) => formatOf(name) !== undefined).sort();

/** Null when another process took the file away meanwhile. */
async function describeFile(path: string, root: string): Promise<ExportFile | null> {
  const format = formatOf(path);
  if (format === undefined) return null;
  try {
    return { format, path: relative(root, path), ...(await hashFile(path)) };
  } catch (error) {
    if (isGone(error)) return null;
    throw error;
  }
}

const formatOf = (path: string): ExportFormat | undefined =>
  EXPORT_FORMATS.find((format) => extname(path) === `.${format}`);
