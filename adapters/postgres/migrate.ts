/**
 * Brings a database to the schema of prisma/migrations, without Prisma's engine binary.
 *
 * What it leaves in `_prisma_migrations` is what Prisma leaves (checksum = SHA-256 of the file's bytes), so that
 * `prisma migrate status` calls the database up to date. A migration that the folder does not know is left alone:
 * an older process may start beside a newer one.
 */
import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { LibraryError } from '../../domain/failure.ts';
import { connect, nameOfDatabase } from './connect.ts';
import { translateDatabaseError } from './database-errors.ts';

const MIGRATIONS = fileURLToPath(new URL('../../prisma/migrations/', import.meta.url));

/** Any number that nothing else locks; the same in every version of this program. */
const LOCK = 7_204_118_733;

const LEDGER = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id varchar(36) PRIMARY KEY NOT NULL, checksum varchar(64) NOT NULL, finished_at timestamptz,
  migration_name varchar(255) NOT NULL, logs text, rolled_back_at timestamptz,
  started_at timestamptz NOT NULL DEFAULT now(), applied_steps_count integer NOT NULL DEFAULT 0)`;

interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

/**
 * Applies what is missing, in the order of the names, each in a transaction of its own; creates the database when
 * there is none and the user may. Safe to repeat, and safe with several at once: they wait for one another.
 * @returns names of the migrations that this call applied
 * @throws LibraryError DatabaseUnavailable when the server does not answer; InputInvalid when a migration was edited
 *   after it was applied, or cannot be applied: then nothing of it stays
 */
export async function migrate(
  databaseUrl: string,
  { onApply, folder = MIGRATIONS }: { onApply?: (name: string) => void; folder?: string } = {},
): Promise<{ applied: string[] }> {
  const migrations = await readMigrations(folder);
  const client = await connectOrCreate(databaseUrl);
  const applied: string[] = [];
  try {
    for (const migration of migrations) {
      if (await applyOnce(client, migration, onApply)) applied.push(migration.name);
    }
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === MAY_NOT) throw notAllowed(error, databaseUrl);
    throw translateDatabaseError(error);
  } finally {
    await client.end();
  }
  return { applied };
}

const notAllowed = (error: pg.DatabaseError, databaseUrl: string): LibraryError =>
  new LibraryError(
    'InputInvalid',
    `The tables cannot be made in the database "${nameOfDatabase(databaseUrl)}": ${error.message}. ` +
      'Make the user of DATABASE_URL its owner, or grant it CREATE on the schema.',
    { cause: error },
  );

async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
  return Promise.all(
    names.map(async (name) => {
      const bytes = await readFile(join(folder, name, 'migration.sql'));
      return { name, sql: bytes.toString('utf8'), checksum: createHash('sha256').update(bytes).digest('hex') };
    }),
  );
}

/** The lock lives and dies with the transaction, so it also holds behind a pooler that changes connections between them. */
async function applyOnce(client: pg.Client, migration: Migration, onApply?: (name: string) => void): Promise<boolean> {
  await client.query('BEGIN');
  try {
    await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    await client.query(LEDGER);
    const isPending = !(await isApplied(client, migration));
    if (isPending) {
      onApply?.(migration.name);
      await runMigration(client, migration);
    }
    await client.query('COMMIT');
    return isPending;
  } catch (error) {
    // A lost connection cannot roll back, and need not: the server does it. The first error is the one to report.
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

async function isApplied(client: pg.Client, { name, checksum }: Migration): Promise<boolean> {
  const { rows } = await client.query<{ checksum: string; finished_at: Date | null }>(
    'SELECT checksum, finished_at FROM _prisma_migrations WHERE migration_name = $1 AND rolled_back_at IS NULL',
    [name],
  );
  const row = rows[0];
  if (!row) return false;
  if (!row.finished_at) {
    throw new LibraryError(
      'InputInvalid',
      `Migration ${name} was begun by another program and did not finish. Repair the database, then mark it with "prisma migrate resolve".`,
    );
  }
  if (row.checksum !== checksum) {
    throw new LibraryError(
      'InputInvalid',
      `prisma/migrations/${name}/migration.sql was edited after it was applied to this database. Restore the file and put the change in a new migration.`,
    );
  }
  return true;
}

/** PostgreSQL: a table, or another thing, of that name is there already. */
const TAKEN = ['42P07', '42710', '42P06'];
const MAY_NOT = '42501';

async function runMigration(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  try {
    await client.query(sql);
  } catch (error) {
    if (error instanceof pg.DatabaseError) {
      const remedy = TAKEN.includes(error.code ?? '')
        ? ' The database holds tables of another program: name an empty one in DATABASE_URL.'
        : '';
      throw new LibraryError('InputInvalid', `Migration ${name} cannot be applied: ${error.message}.${remedy}`, {
        cause: error,
      });
    }
    throw error;
  }
  await client.query(
    `INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count)
     VALUES ($1, $2, clock_timestamp(), $3, 1)`,
    [randomUUID(), checksum, name],
  );
}

const NO_SUCH_DATABASE = '3D000';
/** Another process was faster; PostgreSQL reports it in either of two ways. */
const CREATED_MEANWHILE = ['42P04', '23505'];

async function connectOrCreate(databaseUrl: string): Promise<pg.Client> {
  try {
    return await connect(databaseUrl);
  } catch (error) {
    const isMissing =
      error instanceof LibraryError && error.cause instanceof pg.DatabaseError && error.cause.code === NO_SUCH_DATABASE;
    if (!isMissing) throw error;
  }
  await createDatabase(databaseUrl);
  return connect(databaseUrl);
}

async function createDatabase(databaseUrl: string): Promise<void> {
  const name = nameOfDatabase(databaseUrl);
  const maintenance = new URL(databaseUrl);
  maintenance.pathname = '/postgres';
  const client = await connect(maintenance.href);
  try {
    await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`);
  } catch (error) {
    if (error instanceof pg.DatabaseError && CREATED_MEANWHILE.includes(error.code ?? '')) return;
    const reason = error instanceof Error ? error.message : String(error);
    throw new LibraryError(
      'InputInvalid',
      `There is no database "${name}" on the server, and it cannot be created: ${reason}. Create it, or name another in DATABASE_URL.`,
      { cause: error },
    );
  } finally {
    await client.end();
  }
}
