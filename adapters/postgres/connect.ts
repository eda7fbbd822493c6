/** One plain connection, for work that Prisma's client has no words for: migrations and bulk imports. */
import pg from 'pg';
import { LibraryError } from '../../domain/failure.ts';

const CONNECT_TIMEOUT_MS = 10_000;

/**
 * Opens a connection; the caller ends it.
 * @throws LibraryError DatabaseUnavailable, with the address and never with the password
 */
export async function connect(databaseUrl: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: 'scrolllibrary',
  });
  // A connection that dies between two queries emits an error that nobody awaits; the next query reports it.
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    await client.end().catch(() => undefined);
    throw unavailable(error, databaseUrl);
  }
  return client;
}

export function nameOfDatabase(databaseUrl: string): string {
  return decodeURIComponent(new URL(databaseUrl).pathname.slice(1)) || 'postgres';
}

function unavailable(error: unknown, databaseUrl: string): LibraryError {
  const { host, username } = new URL(databaseUrl);
  const reason = reasonOf(error);
  return new LibraryError(
    'DatabaseUnavailable',
    `Expected PostgreSQL at ${host} to accept "${username}" for database "${nameOfDatabase(databaseUrl)}"; got: ${reason}. Check that it runs, and DATABASE_URL.`,
    { cause: error },
  );
}

/** A name with several addresses fails with an AggregateError, whose own message is empty. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}
