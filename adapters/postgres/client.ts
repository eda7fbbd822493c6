/** The one way to open the database: a pool of our own size, with Prisma over it. */
import { Socket } from 'node:net';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from './generated/client.ts';

/**
 * What the stores take; a lost server shows as described in `database-errors.ts`. `pool` is the same pool as Prisma's:
 * steps that run some ten thousand times an hour say their few statements in plain SQL, without the client's own work.
 */
export type LibraryPrisma = PrismaClient & { readonly pool: pg.Pool };

const CONNECT_TIMEOUT_MS = 15_000;
/**
 * A connection that is silent for so long under a query is dead: a failover or a firewall may cut it without a word, and
 * would keep every connection of the pool busy until the system's own keep-alive, hours later.
 */
const SILENCE_MS = 60_000;

/**
 * Opens nothing yet: the first query connects. The caller ends it with `$disconnect()`.
 * A query that finds no free connection waits its turn; only after 15 s is the database said to be unavailable.
 */
export function createPrisma(
  databaseUrl: string,
  { poolSize, silenceMs = SILENCE_MS }: { poolSize: number; silenceMs?: number },
): LibraryPrisma {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    stream: () => {
      const socket = new Socket();
      return socket.setTimeout(silenceMs, () =>
        socket.destroy(new Error(`Connection terminated: PostgreSQL was silent for ${silenceMs / 1000} s`)),
      );
    },
    max: poolSize,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
  });
  // The query that held the connection gets the error; an idle connection that dies is simply replaced.
  pool.on('error', forget);
  pool.on('connect', (connection) => connection.on('error', forget));
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool),
    errorFormat: 'minimal',
    transactionOptions: { maxWait: CONNECT_TIMEOUT_MS, timeout: 30_000 },
  });
  const disconnect = prisma.$disconnect.bind(prisma);
  return Object.assign(prisma, {
    pool,
    async $disconnect() {
      await disconnect();
      if (!pool.ended) await pool.end();
    },
  });
}

const forget = (): void => undefined;
