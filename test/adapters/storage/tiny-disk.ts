/** A disk of 64 KiB, for tests of a full one. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Its folder; null where mounting is not allowed. */
export function mountTinyDisk(): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'tiny-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder], { stdio: 'ignore' });
    return folder;
  } catch {
    rmSync(folder, { recursive: true });
    return null;
  }
}

export function unmountTinyDisk(folder: string | null): void {
  if (folder === null) return;
  execFileSync('umount', [folder]);
  rmSync(folder, { recursive: true });
}
