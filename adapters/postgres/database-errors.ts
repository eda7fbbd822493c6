/**
 * Tells "the database is away, or cannot do it now" from every other database error.
 *
 * Prisma reports one lost server in many ways: its own codes, PostgreSQL's SQLSTATE, a kind from the driver adapter, a socket
 * error, or a plain sentence of the driver inside a transaction. All of them become `DatabaseUnavailable`; nothing else does.
 */
import { LibraryError } from '../../domain/failure.ts';

/** Unreachable, timed out reaching, closed, no free connection in time, transaction lost or not begun in time, too many connections. */
const PRISMA_CODES = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2034', 'P2037']);
/** Connection exceptions (class 08; all that a pooler says), shutdown and crash (57P01–57P03, 57P05), too many connections. */
const SQL_STATE = /^(08\w{3}|57P0[1235]|53300)$/;
/**
 * What a later try may not meet: a full disk or no memory (class 53), a standby that takes no writes, a lock or a time
 * limit of the server, a conflict with another transaction (class 40), a password that is being changed.
 */
const NOT_NOW = /^(53\d{3}|25006|55P03|57014|40\w{3}|28P01)$/;
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
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Can't reach database server|Server has closed the connection|terminating connection due to|server closed the connection unexpectedly|the database system is (starting up|shutting down|in recovery mode|not (yet )?accepting connections)/i;

/** The same error, or `DatabaseUnavailable` with it as cause when it means that the server is gone. */
export function translateDatabaseError(error: unknown): unknown {
  const said = isServerGone(error)
    ? 'Expected PostgreSQL to answer; the connection was refused, cut or timed out.'
    : refusalForNow(error);
  return said === null ? error : new LibraryError('DatabaseUnavailable', said, { cause: error });
}

/** Runs `work`, with its errors translated. */
export async function reachingDatabase<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw translateDatabaseError(error);
  }
}

const isServerGone = (error: unknown): boolean =>
  layersOf(error).some(
    ({ code, originalCode, kind, message }) =>
      [code, originalCode].some(meansGone) ||
      (typeof kind === 'string' && DRIVER_KINDS.has(kind)) ||
      (typeof message === 'string' && SENTENCES.test(message)),
  );

function refusalForNow(error: unknown): string | null {
  const refusal = layersOf(error).find(({ code }) => typeof code === 'string' && NOT_NOW.test(code));
  return refusal ? `The database cannot do it now: ${String(refusal['message'])}.` : null;
}

type Layer = Record<string, unknown>;

/** An error and what it wraps, in each of the ways in which it may wrap it. */
function layersOf(error: unknown, depth = 0): Layer[] {
  if (!isRecord(error) || depth > 5 || error instanceof LibraryError) return [];
  const { meta, driverAdapterError, cause } = error;
  return [error, ...[meta, driverAdapterError, cause].flatMap((inner) => layersOf(inner, depth + 1))];
}

const meansGone = (code: unknown): boolean =>
  typeof code === 'string' && (PRISMA_CODES.has(code) || SOCKET_CODES.has(code) || SQL_STATE.test(code));

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
