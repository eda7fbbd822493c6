/** Databases for the tests of this folder, and plain SQL against them, as any other program would send it. */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { testPostgresUrl } from '../../services.ts';

/** The address of a database that does not exist yet. */
export function aDatabaseUrl(): string {
  const url = new URL(testPostgresUrl());
  url.pathname = `/test_${randomUUID().replaceAll('-', '')}`;
  return url.href;
}

export async function dropDatabase(url: string): Promise<void> {
  const name = pg.escapeIdentifier(new URL(url).pathname.slice(1));
  await rowsOf(testPostgresUrl(), `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
}

/** Runs one statement on a connection of its own. */
export async function rowsOf(url: string, sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql, values)).rows;
  } finally {
    await client.end();
  }
}
