import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { migrate } from '../../../adapters/postgres/migrate.ts';
import { LibraryError } from '../../../domain/failure.ts';
import { aDatabaseUrl, dropDatabase, rowsOf } from './database.ts';

const MIGRATIONS = new URL('../../../prisma/migrations/', import.meta.url);
const ALL = readdirSync(MIGRATIONS, { withFileTypes: true })
  .flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
  .sort();

let url: string;
let folder: string;

beforeEach(async () => {
  url = aDatabaseUrl();
  folder = await mkdtemp(join(tmpdir(), 'migrations with spaces '));
});

afterEach(async () => {
  await dropDatabase(url);
  await rm(folder, { recursive: true, force: true });
});

const addMigration = async (name: string, sql: string): Promise<void> => {
  await mkdir(join(folder, name), { recursive: true });
  await writeFile(join(folder, name, 'migration.sql'), sql);
};

describe('migrate', () => {
  it('creates the database, applies every migration and says which', async () => {
    const announced: string[] = [];

    const { applied } = await migrate(url, { onApply: (name) => announced.push(name) });

    expect(applied).toEqual(ALL);
    expect(announced).toEqual(applied);
    expect(await rowsOf(url, 'SELECT count(*)::int AS courses FROM courses')).toEqual([{ courses: 0 }]);
  });

  it('applies nothing the second time', async () => {
    await migrate(url);

    expect(await migrate(url)).toEqual({ applied: [] });
  });

  it('lets several run at once: each migration is applied by exactly one', async () => {
    const runs = await Promise.all([migrate(url), migrate(url), migrate(url)]);

    expect(runs.flatMap(({ applied }) => applied).sort()).toEqual(ALL);
    expect(await rowsOf(url, 'SELECT count(*)::int AS n FROM _prisma_migrations')).toEqual([{ n: ALL.length }]);
  });

  it('leaves the rows that Prisma itself would leave', async () => {
    await migrate(url);

    const rows = await rowsOf(
      url,
      'SELECT migration_name, checksum, applied_steps_count, finished_at IS NOT NULL AS finished, rolled_back_at FROM _prisma_migrations ORDER BY migration_name',
    );
    expect(rows).toEqual(
      await Promise.all(
        ALL.map(async (name) => ({
          migration_name: name,
          checksum: createHash('sha256')
            .update(await readFile(new URL(`${name}/migration.sql`, MIGRATIONS)))
            .digest('hex'),
          applied_steps_count: 1,
          finished: true,
          rolled_back_at: null,
        })),
      ),
    );
  });

  it('reads migrations from a folder with spaces, in the order of their names', async () => {
    await addMigration('2_second', 'INSERT INTO steps VALUES (2);');
    await addMigration('1_first', 'CREATE TABLE steps (n int); INSERT INTO steps VALUES (1);');

    await migrate(url, { folder });

    expect(await rowsOf(url, 'SELECT n FROM steps ORDER BY ctid')).toEqual([{ n: 1 }, { n: 2 }]);
  });

  it('names the file of a migration that was edited after it was applied', async () => {
    await addMigration('1_first', 'CREATE TABLE steps (n int);');
    await migrate(url, { folder });
    await addMigration('1_first', 'CREATE TABLE steps (n bigint);');

    await expect(migrate(url, { folder })).rejects.toThrow(
      /prisma\/migrations\/1_first\/migration\.sql was edited after/,
    );
  });

  it('leaves nothing of a migration that fails, and applies it once it is mended', async () => {
    await addMigration('1_first', 'CREATE TABLE steps (n int); SELECT broken;');

    await expect(migrate(url, { folder })).rejects.toThrow(/Migration 1_first cannot be applied: .*broken/);
    await addMigration('1_first', 'CREATE TABLE steps (n int);');

    expect(await migrate(url, { folder })).toEqual({ applied: ['1_first'] });
  });

  it('says what to do in a database that holds the tables of another program, and leaves them alone', async () => {
    await addMigration('1_first', 'SELECT 1;');
    await migrate(url, { folder });
    await rowsOf(url, "CREATE TABLE courses AS SELECT 'theirs' AS name");

    await expect(migrate(url)).rejects.toThrow(/"courses" already exists.*name an empty one in DATABASE_URL/);
    expect(await rowsOf(url, 'SELECT name FROM courses')).toEqual([{ name: 'theirs' }]);
  });

  it('says what to do when the user may not make tables', async () => {
    await addMigration('1_first', 'SELECT 1;');
    await migrate(url, { folder });
    const role = `guest_${new URL(url).pathname.slice(1)}`;
    await rowsOf(url, `CREATE ROLE ${pg.escapeIdentifier(role)} LOGIN PASSWORD 'guest'`);
    const asGuest = new URL(url);
    asGuest.username = role;
    asGuest.password = 'guest';

    try {
      await expect(migrate(asGuest.href)).rejects.toMatchObject({
        code: 'InputInvalid',
        message: expect.stringMatching(/permission denied.*grant it CREATE/) as string,
      });
    } finally {
      await rowsOf(url, `DROP ROLE ${pg.escapeIdentifier(role)}`);
    }
  });

  it('refuses a database in which another program left a migration half done', async () => {
    await addMigration('1_first', 'CREATE TABLE steps (n int);');
    await migrate(url, { folder });
    await rowsOf(url, 'UPDATE _prisma_migrations SET finished_at = NULL');

    await expect(migrate(url, { folder })).rejects.toThrow(/did not finish/);
  });

  it('says where the server should be when nothing answers, and keeps the password to itself', async () => {
    const error: unknown = await migrate('postgresql://writer:hidden-word@127.0.0.1:1/library').catch(
      (e: unknown) => e,
    );

    expect(error).toBeInstanceOf(LibraryError);
    expect(error).toMatchObject({
      code: 'DatabaseUnavailable',
      message: expect.stringContaining('127.0.0.1:1') as string,
    });
    expect(String(error)).not.toContain('hidden-word');
  });

  it('says what to do when the database is missing and may not be created', async () => {
    const { pathname } = new URL(url);
    const role = `reader_${pathname.slice(1)}`;
    await migrate(url, { folder });
    await rowsOf(url, `CREATE ROLE ${pg.escapeIdentifier(role)} LOGIN PASSWORD 'reader'`);
    const missing = new URL(url);
    missing.username = role;
    missing.password = 'reader';
    missing.pathname = `${pathname}_missing`;

    try {
      await expect(migrate(missing.href)).rejects.toThrow(/cannot be created: permission denied.*DATABASE_URL/);
    } finally {
      await rowsOf(url, `DROP ROLE ${pg.escapeIdentifier(role)}`);
    }
  });
});
