/** Versions of `temporal`: ours, and which others do. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

export const TEMPORAL_VERSION = '1.8.2';
export const OLDEST_TEMPORAL = '1.8';

const run = promisify(execFile);

/** What the binary says of its version, in one line. @throws when it does not run */
export async function printedVersion(binary: string): Promise<string> {
  const { stdout } = await run(binary, ['--version']);
  return stdout.trim();
}

export const isOurVersion = (printed: string): boolean => numbersOf(printed)?.join('.') === TEMPORAL_VERSION;

/** A build without a version (0.0.0) is judged old. */
export function isRecentEnough(printed: string): boolean {
  const [major, minor] = numbersOf(printed) ?? [0, 0];
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_TEMPORAL.split('.').map(Number);
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}

function numbersOf(printed: string): [number, number, number] | null {
  const [, major, minor, patch] = /version (\d+)\.(\d+)\.(\d+)/.exec(printed) ?? [];
  return patch === undefined ? null : [Number(major), Number(minor), Number(patch)];
}
