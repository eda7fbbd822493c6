/** What is wrong in a catalogue, said so that the person who keeps it finds the place and knows what belongs there. */
import type { z } from 'zod';

export interface Problem {
  /** `course 12 (PHIL101)`, or `line 12 (PHIL101)` of a table. */
  record: string;
  /** `modules[3].lectures[2].title`, counted from 0 as in the file; the column of a table. */
  field: string;
  /** What was expected, and what was found. */
  message: string;
}

export type FieldPath = readonly (string | number)[];

/** One schema issue in words; several when a union could not choose, of its nearest branch. */
export function issueMessages(issue: z.core.$ZodIssue, record: unknown): { path: FieldPath; message: string }[] {
  const path = issue.path.map((key) => (typeof key === 'number' ? key : String(key)));
  if (issue.code === 'invalid_union') {
    const nearest = issue.errors.find((branch) => branch.some(({ path: inner }) => inner.length > 0));
    if (nearest) {
      return nearest.flatMap((inner) => issueMessages({ ...inner, path: [...issue.path, ...inner.path] }, record));
    }
  }
  return [{ path, message: messageOf(issue, valueAt(record, path)) }];
}

export const fieldName = (path: FieldPath): string =>
  path.reduce<string>((name, key) => (typeof key === 'number' ? `${name}[${key}]` : name ? `${name}.${key}` : key), '');

const EXPECTED: Record<string, string> = {
  string: 'text',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
};

function messageOf(issue: z.core.$ZodIssue, value: unknown): string {
  if (issue.code === 'invalid_type')
    return `expected ${EXPECTED[issue.expected] ?? issue.expected}, found ${describe(value)}`;
  if (issue.code === 'too_big')
    return `expected at most ${issue.maximum.toLocaleString('en')}${unitOf(issue.origin)}, found ${sizeOf(value)}`;
  if (issue.code === 'too_small')
    return `expected at least ${issue.minimum.toLocaleString('en')}, found ${sizeOf(value)}`;
  if (issue.code === 'invalid_union') return `${issue.message}, found ${describe(value)}`;
  return issue.message;
}

const unitOf = (origin: string): string => (origin === 'string' ? ' characters' : origin === 'array' ? ' entries' : '');

function sizeOf(value: unknown): string {
  const size = typeof value === 'string' || Array.isArray(value) ? value.length : value;
  return typeof size === 'number' ? size.toLocaleString('en') : describe(value);
}

function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  const shown = JSON.stringify(value);
  return shown.length > 40 ? `${shown.slice(0, 40)}…` : shown;
}

function valueAt(record: unknown, path: FieldPath): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? (Reflect.get(value, key) as unknown) : undefined),
    record,
  );
}
