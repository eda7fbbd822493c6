/** Keeps prompts, replies and secrets out of the log, at any depth. */

const SECRET_KEYS = /^(api[-_]?key|authorization|prompts?|repl(y|ies)|password|secret|token|cookie)$/i;
const MAX_DEPTH = 6;
const MAX_TEXT = 4_000;

/** A password inside an address, such as `postgresql://user:password@host`. */
const PASSWORD_IN_URL = /(\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@]*):[^\s/@]+@/gi;
/** Keys as providers print them in their messages. */
const PROVIDER_KEY = /\b(sk|pk|rk)-[A-Za-z0-9_*-]{8,}/g;
const BEARER = /\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{8,}/gi;

/** A copy of the fields that may be written: secret values are replaced, errors and long texts shortened. */
export function redact(fields: Record<string, unknown>): Record<string, unknown> {
  return redactObject(fields, 0);
}

/** Replaces passwords and keys inside a text. */
export function redactText(text: string): string {
  const clean = text
    .replace(PASSWORD_IN_URL, '$1:[hidden]@')
    .replace(PROVIDER_KEY, '[hidden]')
    .replace(BEARER, '$1 [hidden]');
  return clean.length > MAX_TEXT ? `${clean.slice(0, MAX_TEXT)}… (${clean.length} characters)` : clean;
}

const redactObject = (value: object, depth: number): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      SECRET_KEYS.test(key) ? '[hidden]' : redactValue(inner, depth + 1),
    ]),
  );

function redactValue(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return value;
  if (value instanceof Error) return redactText(value.message);
  if (depth > MAX_DEPTH) return '[deeper]';
  return Array.isArray(value) ? value.map((item: unknown) => redactValue(item, depth + 1)) : redactObject(value, depth);
}
