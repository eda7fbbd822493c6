/** Values on their way into jsonb columns. */
import { storableText } from '../../domain/model/json-text.ts';

/** Escapes that jsonb does not take. A text may also speak of them, as one about character codes does: it stays as it is. */
const MAY_BE_UNSTORABLE = /\\u(?:0000|d[89a-f])/;

/** A value as PostgreSQL's jsonb takes it, without NUL and halves of surrogate pairs. */
export function jsonText(value: object): string {
  const text = JSON.stringify(value);
  if (!MAY_BE_UNSTORABLE.test(text)) return text;
  return JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'string' ? storableText(inner) : inner));
}
