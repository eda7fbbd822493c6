/**
 * Under which account PostgreSQL runs. It refuses root; for an ordinary user there is nothing to decide.
 *
 * For root it runs as `postgres`, or `nobody` where there is none. Such an account cannot enter a folder that is closed
 * to others (a 0700 home above the data folder or above node_modules). Rather than move the data elsewhere or open
 * root's folders, the server then keeps one capability of root, to pass closed folders and to read: `setpriv` (util-linux)
 * hands it over. Its programs also ask beforehand whether they may read (`access(2)`), which the kernel answers without
 * the capability unless `no_setuid_fixup` is set.
 */
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { StackFailed } from '../process/errors.ts';

export interface Account {
  /** Undefined: our own account. */
  uid?: number;
  gid?: number;
  /** Command and arguments to put before the server's own. */
  prefix: string[];
}

const CANDIDATES = ['postgres', 'nobody'];
/** The narrow one first; containers often grant only the wide one. */
const CAPABILITIES = ['dac_read_search', 'dac_override'];
/** Where it may not be set, an open node_modules still does. */
const SECURE_BITS = [['--securebits=+no_setuid_fixup'], []];

/** `paths` are what the server must read; `cluster` is the folder that it owns, once there is one. */
export function chooseAccount({ paths, cluster }: { paths: string[]; cluster: string }): Account {
  if (process.getuid?.() !== 0) return { prefix: [] };
  const ids = ownerOf(cluster) ?? idsOfAccount();
  if (paths.every((path) => isReadableBy(ids, path))) return { ...ids, prefix: [] };
  // setpriv changes the account itself, so the process starts as root.
  return { prefix: [...passingClosedFolders(ids)] };
}

/** Ids for files that the server's account must own; undefined when it is our own account. */
export function clusterOwner(cluster: string): { uid: number; gid: number } | undefined {
  return process.getuid?.() === 0 ? (ownerOf(cluster) ?? idsOfAccount()) : undefined;
}

function ownerOf(cluster: string): { uid: number; gid: number } | undefined {
  const stat = statSync(cluster, { throwIfNoEntry: false });
  return stat && stat.uid !== 0 ? { uid: stat.uid, gid: stat.gid } : undefined;
}

function idsOfAccount(): { uid: number; gid: number } {
  for (const name of CANDIDATES) {
    const [uid, gid] = [idOf('-u', name), idOf('-g', name)];
    if (uid !== undefined && gid !== undefined) return { uid, gid };
  }
  throw new StackFailed(
    `PostgreSQL does not run as root, and there is no account ${CANDIDATES.join(' or ')} to run it as. ` +
      'Add one, start as an ordinary user, or set DATABASE_URL.',
  );
}

function idOf(flag: '-u' | '-g', name: string): number | undefined {
  try {
    return Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  } catch {
    // No such account.
    return undefined;
  }
}

function passingClosedFolders({ uid, gid }: { uid: number; gid: number }): string[] {
  const commands = SECURE_BITS.flatMap((secureBits) =>
    CAPABILITIES.map((capability) => [
      'setpriv',
      `--reuid=${uid}`,
      `--regid=${gid}`,
      '--clear-groups',
      `--inh-caps=-all,+${capability}`,
      `--ambient-caps=-all,+${capability}`,
      `--bounding-set=-all,+${capability}`,
      ...secureBits,
    ]),
  );
  const command = commands.find((candidate) => works([...candidate, 'true']));
  if (command) return command;
  throw new StackFailed(
    'PostgreSQL does not run as root, and its account cannot enter the data folder or node_modules: a folder above them ' +
      'is closed to others. Move them to a folder that others may enter (DATA_DIR moves the data), start as an ordinary ' +
      'user, install setpriv (util-linux), or set DATABASE_URL.',
  );
}

function works([command = '', ...args]: string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    // Not installed, or the capability is not ours to give.
    return false;
  }
}

/** Whether an account without groups may reach and read `path`; a path that is not there yet counts by its folders. */
function isReadableBy(ids: { uid: number; gid: number }, path: string): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  const wanted = stat?.isDirectory() ? 5 : 4;
  return (!stat || mayDo(ids, path, wanted)) && foldersAbove(path).every((folder) => mayDo(ids, folder, 1));
}

function mayDo({ uid, gid }: { uid: number; gid: number }, path: string, wanted: number): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return true;
  const shift = stat.uid === uid ? 6 : stat.gid === gid ? 3 : 0;
  return ((stat.mode >> shift) & wanted) === wanted;
}

function foldersAbove(path: string): string[] {
  const folder = dirname(path);
  return folder === path ? [] : [folder, ...foldersAbove(folder)];
}
