/** Whether the worker of this container reported to the fleet a moment ago; exit code 0 or 1. */
import { hostname } from 'node:os';
import pg from 'pg';

const client = new pg.Client({ connectionString: process.env.DATABASE_URL, connectionTimeoutMillis: 5_000 });
await client.connect();
const { rowCount } = await client.query(
  `SELECT 1 FROM fleet_processes WHERE host = $1 AND seen_at > now() - interval '15 seconds'`,
  [hostname()],
);
await client.end();
process.exitCode = rowCount > 0 ? 0 : 1;
