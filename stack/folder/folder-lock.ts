/** One owner per data folder: a file that names the process which holds it. A lock of a dead process is taken over. */
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode, StackFailed } from '../process/errors.ts';
import { identify, isRunning, ProcessIdentitySchema, type ProcessIdentity } from '../process/process-identity.ts';

export interface FolderLock {
  readonly holder: ProcessIdentity;
  release(): void;
}

/** Takes the lock at `path`, or returns null when a living process holds it. */
export function takeLock(path: string): FolderLock | null {
  const holder = identify(process.pid, '');
  if (!holder)
    throw new StackFailed(
      `Expected process ${process.pid} (this one) in the list of processes, got nothing: can /proc or ps be read here?`,
    );
  const text = JSON.stringify(holder);
  for (let tries = 0; tries < 5; tries += 1) {
    if (linkWhole(path, text)) return { holder, release: () => releaseOwn(path, text) };
    const found = readText(path);
    if (found === null) continue;
    const other = parseHolder(found);
    if (other && isRunning(other)) return null;
    clearStale(path, found);
  }
  return null;
}

/** Waits for the lock at `path` and holds it while `work` goes on. */
export async function withFileLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  let lock = takeLock(path);
  while (!lock) {
    await sleep(250);
    lock = takeLock(path);
  }
  try {
    return await work();
  } finally {
    lock.release();
  }
}

/** The living process that holds the lock at `path`, or null. */
export function lockHolder(path: string): ProcessIdentity | null {
  const holder = parseHolder(readText(path) ?? '');
  return holder && isRunning(holder) ? holder : null;
}

/** Linking a whole file is atomic: nobody reads a lock that is half written. */
function linkWhole(path: string, text: string): boolean {
  const own = `${path}.${process.pid}`;
  writeFileSync(own, text, { mode: 0o600 });
  try {
    linkSync(own, path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(own, { force: true });
  }
}

/** Moves a stale lock away; when it was replaced by a fresh one in this very moment, the fresh one goes back. */
function clearStale(path: string, stale: string): void {
  const aside = `${path}.stale.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return;
    throw error;
  }
  const moved = readText(aside);
  if (moved !== null && moved !== stale) linkWhole(path, moved);
  rmSync(aside, { force: true });
}

function releaseOwn(path: string, text: string): void {
  if (readText(path) === text) rmSync(path, { force: true });
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

function parseHolder(text: string): ProcessIdentity | null {
  try {
    return ProcessIdentitySchema.parse(JSON.parse(text));
  } catch {
    // An unreadable lock names nobody, so nobody holds it.
    return null;
  }
}
