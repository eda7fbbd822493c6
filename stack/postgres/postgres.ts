/** The embedded PostgreSQL: a cluster inside the data folder, reachable from this machine alone. */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { errorText, StackFailed } from '../process/errors.ts';
import type { Launch } from '../process/kept-process.ts';
import { chooseAccount, clusterOwner } from './postgres-account.ts';
import { findPostgres, type PostgresBinaries } from './postgres-binaries.ts';
import { runsWith } from '../process/process-identity.ts';

const run = promisify(execFile);

export interface PostgresPlace {
  dataDir: string;
  cacheDir: string;
  logDir: string;
  port: number;
  /** `off` loses the last second when the machine (not the process) dies: for tests. */
  durability: 'on' | 'off';
}

const DATABASE = 'scrolllibrary';
const SUPERUSER = 'postgres';

const clusterFolder = (dataDir: string): string => join(dataDir, 'postgres');

/** Address of the library's database. Its password is this data folder's own. */
export function postgresUrl({ dataDir, port }: { dataDir: string; port: number }, database = DATABASE): string {
  return `postgresql://${SUPERUSER}:${readSecret(dataDir)}@127.0.0.1:${port}/${database}`;
}

/** Makes the cluster where there is none; returns how the server is started on it. */
export async function preparePostgres(place: PostgresPlace): Promise<Launch> {
  const binaries = findPostgres(place.cacheDir);
  const cluster = clusterFolder(place.dataDir);
  if (!existsSync(join(cluster, 'PG_VERSION'))) await createCluster(binaries, place);
  requireSameMajor(binaries, cluster);
  removeStalePidFile(cluster);

  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    timezone: 'UTC',
    log_checkpoints: 'off',
    fsync: place.durability,
    synchronous_commit: place.durability,
    full_page_writes: place.durability,
  };
  const flags = Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
  const [command, ...args] = commandLine(binaries, cluster, binaries.postgres, [
    ...['-D', cluster, '-p', String(place.port)],
    ...flags,
  ]);
  const { uid, gid } = accountFor(binaries, cluster);
  return {
    command,
    args,
    ...(uid === undefined || gid === undefined ? {} : { uid, gid }),
    env: serverEnvironment(binaries),
    cwd: '/',
    mark: cluster,
    logFile: join(place.logDir, 'postgres.log'),
    isUp: () => answers(postgresUrl(place, 'postgres')),
    readyWithinMs: 30_000,
  };
}

/** Makes the library's database in a running cluster. Safe to repeat. */
export async function createDatabase(place: { dataDir: string; port: number }): Promise<void> {
  const client = new pg.Client({ connectionString: postgresUrl(place, 'postgres') });
  await client.connect();
  try {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end();
  }
}

/** Whether a server at `url` lets us in. */
export async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  // A server that goes down while it greets us says so by an event as well.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Under another name until it is whole: a set-up that was cut off is begun again. */
async function createCluster(binaries: PostgresBinaries, { dataDir, durability }: PostgresPlace): Promise<void> {
  const cluster = clusterFolder(dataDir);
  const unfinished = `${cluster}.unfinished`;
  const passwordFile = join(dataDir, '.postgres-password');
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  writeFileSync(passwordFile, readSecret(dataDir), { mode: 0o600 });
  const owner = clusterOwner(cluster);
  if (owner) for (const path of [unfinished, passwordFile]) chownSync(path, owner.uid, owner.gid);

  const locale =
    process.platform === 'linux'
      ? ['--locale=C.UTF-8']
      : ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const [command, ...args] = commandLine(binaries, unfinished, binaries.initdb, [
    `--pgdata=${unfinished}`,
    `--username=${SUPERUSER}`,
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
    ...locale,
    ...(durability === 'off' ? ['--no-sync'] : []),
  ]);
  const { uid, gid } = accountFor(binaries, unfinished);
  try {
    await run(command, args, {
      ...(uid === undefined || gid === undefined ? {} : { uid, gid }),
      env: serverEnvironment(binaries),
      cwd: '/',
    });
  } catch (error) {
    throw new StackFailed(`The database folder ${cluster} could not be made: ${errorText(error)}`, { cause: error });
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(unfinished, cluster);
}

function accountFor(binaries: PostgresBinaries, cluster: string) {
  const plugin = join(binaries.native, 'lib', 'postgresql', 'plpgsql.so');
  const paths = [binaries.postgres, binaries.initdb, plugin, binaries.libraries, cluster];
  return chooseAccount({ paths, cluster });
}

function commandLine(
  binaries: PostgresBinaries,
  cluster: string,
  binary: string,
  args: string[],
): [string, ...string[]] {
  const [first, ...rest] = [...accountFor(binaries, cluster).prefix, binary, ...args];
  makeExecutable(binaries);
  return [first ?? binary, ...rest];
}

/** A strict umask at installation takes the right from others, and root runs the server as another. */
function makeExecutable({ postgres, initdb }: PostgresBinaries): void {
  if (process.getuid?.() === 0) for (const path of [postgres, initdb]) chmodSync(path, 0o755);
}

const serverEnvironment = ({ libraries, native }: PostgresBinaries): NodeJS.ProcessEnv => ({
  PATH: '/usr/local/bin:/usr/bin:/bin',
  LC_ALL: 'C',
  [process.platform === 'darwin' ? 'DYLD_LIBRARY_PATH' : 'LD_LIBRARY_PATH']: `${libraries}:${join(native, 'lib')}`,
});

function requireSameMajor({ majorVersion }: PostgresBinaries, cluster: string): void {
  const found = Number(readFileSync(join(cluster, 'PG_VERSION'), 'utf8'));
  if (found === majorVersion) return;
  throw new StackFailed(
    `The database folder ${cluster} is of PostgreSQL ${found}, the embedded server is ${majorVersion}. ` +
      `Set DATABASE_URL to a server ${found} on that folder, or move the folder away to begin anew.`,
  );
}

/** After a crash the pid in it may belong to any process, and the server would take that for a twin of its own. */
function removeStalePidFile(cluster: string): void {
  const path = join(cluster, 'postmaster.pid');
  if (!existsSync(path)) return;
  const pid = Number.parseInt(readFileSync(path, 'utf8'), 10);
  if (!Number.isInteger(pid) || !runsWith(pid, cluster)) rmSync(path, { force: true });
}

/** Whether this data folder has a cluster's password. */
export const hasSecret = (dataDir: string): boolean => existsSync(secretFile(dataDir));

function readSecret(dataDir: string): string {
  const path = secretFile(dataDir);
  if (!existsSync(path)) writeFileSync(path, randomBytes(18).toString('hex'), { mode: 0o600, flag: 'wx' });
  return readFileSync(path, 'utf8').trim();
}

const secretFile = (dataDir: string): string => join(dataDir, 'postgres.secret');
