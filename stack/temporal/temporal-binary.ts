/**
 * The `temporal` binary, by four routes: named or on PATH, in our cache, the official download, built from our Go module.
 */
import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import type { Logger } from '../../adapters/logging/logger.ts';
import { errorText, StackFailed } from '../process/errors.ts';
import { withFileLock } from '../folder/folder-lock.ts';
import type { ReportProgress } from '../process/step.ts';
import { buildTemporal } from './temporal-build.ts';
import { downloadTemporal } from './temporal-download.ts';
import { isRecentEnough, OLDEST_TEMPORAL, printedVersion, TEMPORAL_VERSION } from './temporal-version.ts';

export interface BinarySearch {
  /** TEMPORAL_CLI_PATH. */
  named: string | undefined;
  /** Value of PATH. */
  searchPath: string;
  cacheDir: string;
  logger: Logger;
  onProgress: ReportProgress;
  signal?: AbortSignal | undefined;
  /** Where archives are asked for; the official place when absent. */
  downloadFrom?: string;
}

/**
 * Finds the binary or makes it; the second time it is in the cache.
 * @throws StackFailed with what each of the four routes said
 */
export async function findTemporal(search: BinarySearch): Promise<string> {
  const { named, cacheDir, logger, onProgress, signal, downloadFrom } = search;
  if (named) return requireUsable(named);
  const said: string[] = [];
  const onPath = await findOnPath(search.searchPath, said);
  if (onPath) return onPath;

  const cached = join(cacheDir, `temporal-${TEMPORAL_VERSION}`, 'temporal');
  if (existsSync(cached)) return cached;
  said.push(`${cached}: not there yet`);

  mkdirSync(dirname(cached), { recursive: true });
  return withFileLock(`${dirname(cached)}.lock`, async () => {
    if (existsSync(cached)) return cached;
    for (const [route, make] of [
      ['downloaded', () => downloadTemporal(cached, onProgress, { signal, from: downloadFrom })],
      ['built from Go modules', () => buildTemporal(cached, onProgress, signal)],
    ] as const) {
      try {
        await make();
        logger.info('Temporal binary made', { route, path: cached });
        return cached;
      } catch (error) {
        signal?.throwIfAborted();
        said.push(`${route}: ${errorText(error)}`);
        logger.info('Temporal binary could not be made by this route', { route, error });
      }
    }
    throw new StackFailed(
      `There is no Temporal server to start. Tried:\n${said.map((line) => `  - ${line}`).join('\n')}\n` +
        'Any one of these helps: put `temporal` 1.8 or newer on PATH (or name it in TEMPORAL_CLI_PATH); put it at the ' +
        `cached path above; open the way to temporal.download; install Go 1.26.4 or newer; or set TEMPORAL_ADDRESS.`,
    );
  });
}

async function requireUsable(path: string): Promise<string> {
  try {
    await printedVersion(path);
    return path;
  } catch (error) {
    throw new StackFailed(`TEMPORAL_CLI_PATH names ${path}, which does not run: ${errorText(error)}`, { cause: error });
  }
}

async function findOnPath(searchPath: string, said: string[]): Promise<string | null> {
  const found = searchPath
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, 'temporal'))
    .find(isExecutable);
  if (!found) {
    said.push('`temporal` on PATH: none');
    return null;
  }
  try {
    const printed = await printedVersion(found);
    if (isRecentEnough(printed)) return found;
    said.push(`${found}: ${printed}, older than ${OLDEST_TEMPORAL}`);
  } catch (error) {
    said.push(`${found}: does not run (${errorText(error)})`);
  }
  return null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    // Not there, or not ours to run.
    return false;
  }
}
