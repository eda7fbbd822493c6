/** Small operations on files that Node leaves to its users. */
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, type Stats } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Ending of a file that is still being written. */
export const PART = '.part';

/** The system's name of what went wrong, such as `ENOENT`; undefined for any other error. */
export const errorCode = (error: unknown): string | undefined =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;

export const isGone = (error: unknown): boolean => errorCode(error) === 'ENOENT';

export async function statOrNull(path: string): Promise<Stats | null> {
  try {
    return await stat(path);
  } catch (error) {
    if (isGone(error)) return null;
    throw error;
  }
}

/** Reads a file once, whole: its length and the hex SHA-256 of its bytes. */
export async function hashFile(path: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(path)) {
    if (!(chunk instanceof Buffer)) throw new TypeError(`${path} was not read as bytes.`);
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { bytes, sha256: hash.digest('hex') };
}

/** Writes a new file and waits until the disk has it. */
export async function writeSynced(path: string, content: string | Uint8Array): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

/**
 * Waits until the disk has a file that another program wrote, or a folder: a rename lasts through a power cut only when
 * its folder is written too.
 */
export async function syncPath(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Puts `content` in the place of a file, whole or not at all. */
export async function replaceFile(path: string, content: string): Promise<void> {
  const part = join(dirname(path), `.${basename(path)}-${randomUUID()}${PART}`);
  try {
    await writeSynced(part, content);
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}
