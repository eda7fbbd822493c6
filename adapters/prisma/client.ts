/** The one way to open the database: Prisma over a pool of our own size. */
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from './generated/client.ts';

/** What the stores take; a lost server shows as described in `database-errors.ts`. */
export type LibraryPrisma = PrismaClient;

const CONNECT_TIMEOUT_MS = 15_000;

/**
 * Opens nothing yet: the first query connects. The caller ends it with `$disconnect()`.
 * A query that finds no free connection waits its turn; only after 15 s is the database said to be unavailable.
 */
export function createPrisma(databaseUrl: string, { poolSize }: { poolSize: number }): LibraryPrisma {
  const adapter = new PrismaPg(
    {
      connectionString: databaseUrl,
      max: poolSize,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      idleTimeoutMillis: 30_000,
      keepAlive: true,
    },
    // The query that held the connection gets the error; an idle connection that dies is simply replaced.
    { onPoolError: forget, onConnectionError: forget },
  );
  return new PrismaClient({
    adapter,
    errorFormat: 'minimal',
    transactionOptions: { maxWait: CONNECT_TIMEOUT_MS, timeout: 30_000 },
  });
}

const forget = (): void => undefined;
