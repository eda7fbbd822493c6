/** Values on their way into jsonb columns. */

/**
 * A value as PostgreSQL's jsonb takes it: U+0000 and lone surrogates cannot be stored there. The shapes that we save were
 * parsed before.
 */
export const jsonText = (value: object): string =>
  JSON.stringify(value)
    .replaceAll('\\u0000', '')
    .replaceAll(/\\ud[89a-f][0-9a-f]{2}/gi, '\\ufffd');
