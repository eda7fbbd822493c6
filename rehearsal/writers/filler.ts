/**
 * Makes a value conform to a JSON schema: keeps what is given and fits, and fills the rest from strings of the request.
 *
 * Knows the keywords that structured output allows: type, enum, const, anyOf, $ref, bounds of length, size and number.
 */
import { z } from 'zod';

const SchemaNode = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  additionalProperties: z.unknown().optional(),
  items: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  allOf: z.array(z.unknown()).optional(),
  $ref: z.string().optional(),
  minItems: z.number().optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  minimum: z.number().optional(),
  exclusiveMinimum: z.number().optional(),
});
type SchemaNode = z.infer<typeof SchemaNode>;
const Dictionary = z.record(z.string(), z.unknown());

/**
 * @param findTexts strings to fill with, taken in turn; never empty. Asked for only when something is to be filled
 */
export function conformTo(schema: unknown, given: unknown, findTexts: () => readonly string[]): unknown {
  let texts: readonly string[] | null = null;
  let turn = 0;
  const nextText = (): string => {
    texts ??= findTexts();
    return texts[turn++ % texts.length] ?? '';
  };

  const build = (node: unknown, value: unknown, depth: number): unknown => {
    const rule = resolve(node, schema);
    if ('const' in rule) return rule['const'];
    if (rule.enum) return rule.enum.includes(value) ? value : rule.enum[0];
    const choice = [...(rule.anyOf ?? []), ...(rule.oneOf ?? []), ...(rule.allOf ?? [])];
    if (choice.length > 0)
      return build(choice.find((option) => accepts(option, value, schema)) ?? choice[0], value, depth);
    switch (typeOf(rule, value)) {
      case 'object':
        return buildObject(rule, value, depth);
      case 'array':
        return buildArray(rule, value, depth);
      case 'integer':
      case 'number':
        return typeof value === 'number' ? value : Math.max(1, rule.minimum ?? 1, (rule.exclusiveMinimum ?? 0) + 1);
      case 'boolean':
        return typeof value === 'boolean' ? value : true;
      case 'null':
        return null;
      default:
        return typeof value === 'string' ? value : textOf(rule, nextText());
    }
  };
  const buildObject = (rule: SchemaNode, value: unknown, depth: number): unknown => {
    const known = Dictionary.safeParse(value).data ?? {};
    const names = Object.entries(rule.properties ?? {});
    const wanted = names.filter(([name]) => name in known || depth < 8 || rule.required?.includes(name));
    const extra = rule.properties && rule.additionalProperties === false ? {} : known;
    return {
      ...extra,
      ...Object.fromEntries(wanted.map(([name, part]) => [name, build(part, known[name], depth + 1)])),
    };
  };
  const buildArray = (rule: SchemaNode, value: unknown, depth: number): unknown => {
    const known: unknown[] = Array.isArray(value) ? value : [];
    const length = Math.max(known.length, rule.minItems ?? 0, value === undefined && depth < 4 ? 1 : 0);
    return Array.from({ length }, (_, index) => build(rule.items ?? { type: 'string' }, known[index], depth + 1));
  };
  return build(schema, given, 0);
}

function resolve(node: unknown, root: unknown): SchemaNode {
  const rule = SchemaNode.safeParse(node).data ?? {};
  if (!rule.$ref) return rule;
  const path = rule.$ref.replace(/^#\/?/, '').split('/').filter(Boolean);
  const target = path.reduce<unknown>((part, key) => Dictionary.safeParse(part).data?.[key], root);
  return SchemaNode.safeParse(target).data ?? {};
}

function typeOf(rule: SchemaNode, value: unknown): string {
  const types = [rule.type ?? (rule.properties ? 'object' : rule.items ? 'array' : 'string')].flat();
  return (
    types.find((type) => value !== undefined && type === jsonType(value)) ??
    types.find((type) => type !== 'null') ??
    'null'
  );
}

const accepts = (option: unknown, value: unknown, root: unknown): boolean =>
  value !== undefined && [resolve(option, root).type ?? 'object'].flat().includes(jsonType(value));

const jsonType = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);

const textOf = (rule: SchemaNode, text: string): string =>
  text.padEnd(rule.minLength ?? 0, '.').slice(0, rule.maxLength ?? 2_000);
