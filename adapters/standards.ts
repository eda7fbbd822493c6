/** The folder of content standards: one JSON file per standard, named by its id. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LibraryError } from '../domain/failure.ts';
import { extendedId, resolveStandard } from '../domain/standard/resolve.ts';
import type { Standard } from '../domain/standard/standard.ts';

export interface StandardStore {
  /** @throws LibraryError StandardNotFound, StandardInvalid */
  load(id: string): Promise<Standard>;
  /** Ids of all standards, in order of the alphabet. */
  list(): Promise<string[]>;
}

export const createStandardStore = (dir: string): StandardStore => ({
  async load(id) {
    const files: Record<string, unknown> = {};
    // Only the files that the standard rests on: a broken one elsewhere in the folder harms nobody.
    for (let next: string | null = id; next !== null && !Object.hasOwn(files, next); next = extendedId(files[next])) {
      files[next] = await readStandardFile(dir, next);
    }
    return resolveStandard(files, id);
  },

  async list() {
    const names = await readdir(dir);
    return names.flatMap((name) => /^([a-z][a-z0-9-]*)\.json$/.exec(name)?.[1] ?? []).sort();
  },
});

/** `undefined` when there is no such file: the resolver says who asked for it. */
async function readStandardFile(dir: string, id: string): Promise<unknown> {
  if (!/^[a-z][a-z0-9-]*$/.test(id)) return undefined;
  const path = join(dir, `${id}.json`);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    if (typeof cause === 'object' && cause !== null && 'code' in cause && cause.code === 'ENOENT') return undefined;
    throw cause;
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new LibraryError('StandardInvalid', `${path} is not JSON: ${String(cause)}`, { cause });
  }
}
