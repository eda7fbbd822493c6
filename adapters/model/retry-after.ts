/** How long a server asks us to wait, from the headers of its reply or the words of its refusal. */
import { z } from 'zod';

const MAX_WAIT_MS = 10 * 60_000;

/**
 * Milliseconds, at most ten minutes; undefined when no header says, or only a time that is over: to ask again at once, and
 * again, would wait for nothing. `retry-after-ms` is finer and goes first; `retry-after` is a number of seconds or an HTTP
 * date (RFC 9110, 10.2.3).
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

const clamp = (ms: number): number | undefined => (ms > 0 ? Math.min(Math.ceil(ms), MAX_WAIT_MS) : undefined);

const DetailSchema = z.object({ retryDelay: z.string().regex(/^\d+(\.\d+)?s$/) });

/** Milliseconds, at most ten minutes, by the `RetryInfo` that Google's servers put into an error instead of a header. */
export function readRetryInfoMs(error: unknown): number | undefined {
  const { details } = z.object({ details: z.array(z.unknown()) }).safeParse(error).data ?? { details: [] };
  const [info] = details.flatMap((detail) => DetailSchema.safeParse(detail).data ?? []);
  return info && clamp(Number.parseFloat(info.retryDelay) * 1000);
}
