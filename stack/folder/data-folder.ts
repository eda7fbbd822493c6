/** Files by which processes that share a data folder find one another. */
import { accessSync, constants, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { EnvError } from '../../adapters/env.ts';

export interface DataFolder {
  path: string;
  lockFile: string;
  stateFile: string;
}

/** @throws EnvError when nothing can be kept there */
export function openDataFolder(path: string): DataFolder {
  const folder = {
    path,
    lockFile: join(path, 'stack.lock'),
    stateFile: join(path, 'stack.json'),
  };
  try {
    mkdirSync(path, { recursive: true });
    accessSync(path, constants.W_OK);
  } catch (error) {
    throw new EnvError(
      `The data folder ${path} cannot be written: ${String(error)}\nName another one in DATA_DIR, or let this user write there.`,
      { cause: error },
    );
  }
  return folder;
}
