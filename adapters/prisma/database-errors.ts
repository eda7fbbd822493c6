/**
 * Tells "the database is away" from every other database error.
 *
 * Prisma reports one lost server in many ways: its own codes, PostgreSQL's SQLSTATE, a kind from the driver adapter, a socket
 * error, or a plain sentence of the driver inside a transaction. All of them become `DatabaseUnavailable`; nothing else does.
 */
import { LibraryError } from '../../domain/failure.ts';

/** Unreachable, timed out reaching, closed, no free connection in time, transaction lost or not begun in time, too many connections. */
const PRISMA_CODES = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2037']);
/** Connection exceptions (class 08), shutdown and crash (57P01–57P03, 57P05), too many connections. */
const SQL_STATE = /^(08\d{3}|57P0[1235]|53300)$/;
const DRIVER_KINDS = new Set(['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout', 'TooManyConnections']);
const SOCKET_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
]);
const SENTENCES =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Can't reach database server|Server has closed the connection|terminating connection due to|server closed the connection unexpectedly|the database system is (starting up|shutting down|in recovery mode)/i;

/** The same error, or `DatabaseUnavailable` with it as cause when it means that the server is gone. */
export function translateDatabaseError(error: unknown): unknown {
  if (!isServerGone(error)) return error;
  return new LibraryError('DatabaseUnavailable', 'The database does not answer.', { cause: error });
}

/** Runs `work`, with its errors translated. */
export async function reachingDatabase<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw translateDatabaseError(error);
  }
}

function isServerGone(error: unknown, depth = 0): boolean {
  if (!isRecord(error) || depth > 5 || error instanceof LibraryError) return false;
  const { code, originalCode, kind, message, meta, driverAdapterError, cause } = error;
  return (
    [code, originalCode].some(meansGone) ||
    (typeof kind === 'string' && DRIVER_KINDS.has(kind)) ||
    (typeof message === 'string' && SENTENCES.test(message)) ||
    [meta, driverAdapterError, cause].some((inner) => isServerGone(inner, depth + 1))
  );
}

const meansGone = (code: unknown): boolean =>
  typeof code === 'string' && (PRISMA_CODES.has(code) || SOCKET_CODES.has(code) || SQL_STATE.test(code));

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
