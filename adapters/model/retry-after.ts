/** How long a server asks us to wait, from the headers of its reply. */

const MAX_WAIT_MS = 10 * 60_000;

/**
 * Milliseconds, at most ten minutes; undefined when no header says. `retry-after-ms` is finer and goes first;
 * `retry-after` is a number of seconds or an HTTP date (RFC 9110, 10.2.3).
 */
export function readRetryAfterMs(headers: Headers | undefined, now: Date): number | undefined {
  const fine = readNumber(headers?.get('retry-after-ms'));
  if (fine !== undefined) return clamp(fine);
  const coarse = headers?.get('retry-after');
  if (!coarse) return undefined;
  const seconds = readNumber(coarse);
  if (seconds !== undefined) return clamp(seconds * 1000);
  const date = Date.parse(coarse);
  return Number.isNaN(date) ? undefined : clamp(date - now.getTime());
}

const readNumber = (text: string | null | undefined): number | undefined =>
  text && /^\s*\d+(\.\d+)?\s*$/.test(text) ? Number(text) : undefined;

const clamp = (ms: number): number => Math.min(Math.max(Math.ceil(ms), 0), MAX_WAIT_MS);
