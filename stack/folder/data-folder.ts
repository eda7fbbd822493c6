/** Files by which processes that share a data folder find one another. */
import { accessSync, constants, mkdirSync, readdirSync, rmSync, writeFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EnvError } from '../../adapters/env.ts';
import { identify, isRunning, ProcessIdentitySchema } from '../process/process-identity.ts';

export interface DataFolder {
  path: string;
  lockFile: string;
  stateFile: string;
  /** One file per process that uses the stack without owning it. */
  usersFolder: string;
}

/** @throws EnvError when nothing can be kept there */
export function openDataFolder(path: string): DataFolder {
  const folder = {
    path,
    lockFile: join(path, 'stack.lock'),
    stateFile: join(path, 'stack.json'),
    usersFolder: join(path, 'stack-users'),
  };
  try {
    mkdirSync(folder.usersFolder, { recursive: true });
    accessSync(path, constants.W_OK);
  } catch (error) {
    throw new EnvError(
      `The data folder ${path} cannot be written: ${String(error)}\nName another one in DATA_DIR, or let this user write there.`,
      { cause: error },
    );
  }
  return folder;
}

/** Makes this process known as a user of the stack; returns how to take that back. */
export function registerUser({ usersFolder }: DataFolder): () => void {
  const file = join(usersFolder, `${process.pid}.json`);
  writeFileSync(file, JSON.stringify(identify(process.pid, '')));
  const leave = (): void => rmSync(file, { force: true });
  process.once('exit', leave);
  return () => {
    process.removeListener('exit', leave);
    leave();
  };
}

/** Whether another living process uses the stack; forgets those that died. */
export function hasUsers({ usersFolder }: DataFolder): boolean {
  return readdirSync(usersFolder).some((name) => {
    const file = join(usersFolder, name);
    const lives = isUser(file);
    if (!lives) rmSync(file, { force: true });
    return lives;
  });
}

function isUser(file: string): boolean {
  try {
    return isRunning(ProcessIdentitySchema.parse(JSON.parse(readFileSync(file, 'utf8'))));
  } catch {
    // Taken back in this moment, or cut off while it was written: nobody to wait for.
    return false;
  }
}
