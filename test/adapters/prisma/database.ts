/** Databases for the tests of this folder: a name of its own for each, on the server that the tests are given. */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { migrate } from '../../../adapters/prisma/migrate.ts';

const SERVER = process.env.TEST_POSTGRES_URL ?? 'postgresql://postgres@127.0.0.1:25432/postgres';

/** The address of a database that does not exist yet. */
export function aDatabaseUrl(): string {
  const url = new URL(SERVER);
  url.pathname = `/test_${randomUUID().replaceAll('-', '')}`;
  return url.href;
}

export async function aMigratedDatabase(): Promise<string> {
  const url = aDatabaseUrl();
  await migrate(url);
  return url;
}

export async function dropDatabase(url: string): Promise<void> {
  await rowsOf(SERVER, `DROP DATABASE IF EXISTS ${pg.escapeIdentifier(new URL(url).pathname.slice(1))} WITH (FORCE)`);
}

/** Runs one statement on a connection of its own, as any other program would. */
export async function rowsOf(url: string, sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql, values)).rows;
  } finally {
    await client.end();
  }
}
