/** A zod schema as JSON Schema, in the two forms in which servers are told of it. */
import { z } from 'zod';
import { memoizeByObject } from '../memoize.ts';

export type JsonSchema = Record<string, unknown>;

/** With everything that the zod schema says, for a model that reads it in its prompt. */
export const fullJsonSchema = memoizeByObject((schema: z.ZodType): JsonSchema =>
  Object.fromEntries(
    Object.entries(z.toJSONSchema(schema)).filter(([key]) => key !== '$schema' && !key.startsWith('~')),
  ),
);

/**
 * What strict structured output takes everywhere: every key required, none beside them, and none of the limits that
 * some servers refuse. Nothing is lost by that: the reply is parsed with the zod schema itself.
 */
export const strictJsonSchema = memoizeByObject((schema: z.ZodType): JsonSchema => strictNode(fullJsonSchema(schema)));

const REFUSED_KEYS = new Set([
  ...['pattern', 'format', 'minLength', 'maxLength', 'contentEncoding', 'contentMediaType'],
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  ...['minItems', 'maxItems', 'uniqueItems', 'minContains', 'maxContains', 'propertyNames'],
  ...['default', 'examples', 'title', 'id', 'readOnly', 'writeOnly', 'deprecated'],
]);
/** Keys whose value is data or a map from names, where a name may be the same as a keyword. */
const DATA_KEYS = new Set(['const', 'enum', 'required', 'type', 'description', '$ref']);
const MAP_KEYS = new Set(['properties', '$defs', 'definitions']);

function strictNode(node: JsonSchema): JsonSchema {
  const kept = Object.fromEntries(
    Object.entries(node)
      .filter(([key]) => !REFUSED_KEYS.has(key))
      .map(([key, value]) => [key === 'oneOf' ? 'anyOf' : key, strictValue(key, value)]),
  );
  return isSchema(kept.properties)
    ? { ...kept, required: Object.keys(kept.properties), additionalProperties: false }
    : kept;
}

function strictValue(key: string, value: unknown): unknown {
  if (DATA_KEYS.has(key)) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => (isSchema(item) ? strictNode(item) : item));
  if (!isSchema(value)) return value;
  if (!MAP_KEYS.has(key)) return strictNode(value);
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, isSchema(inner) ? strictNode(inner) : inner]),
  );
}

const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
