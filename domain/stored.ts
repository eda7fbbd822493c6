/**
 * JSON that is kept for longer than the code that wrote it: every shape has a version, and what older code wrote is
 * upgraded when it is read. Version 1 is also what was written before there were versions: it has no `schemaVersion`.
 */
import { z } from 'zod';
import { LibraryError } from './failure.ts';

/** Makes the next version of one; it knows both shapes and nothing of those that come after. */
export type Upgrade = (older: Record<string, unknown>) => Record<string, unknown>;

export interface StoredShape<Content extends object> {
  schema: z.ZodType<Content>;
  /** The first makes version 2 of version 1, and so on; today's version is one more than there are upgrades. */
  upgrades: readonly Upgrade[];
}

const StoredJson = z.looseObject({ schemaVersion: z.int().positive().default(1) });

export const schemaVersion = ({ upgrades }: Pick<StoredShape<never>, 'upgrades'>): number => upgrades.length + 1;

/** The content as it is stored, with the version of its shape. */
export const toStored = <Content extends object>(shape: StoredShape<Content>, content: Content): object => ({
  schemaVersion: schemaVersion(shape),
  ...content,
});

/** NUL and halves of surrogate pairs, which PostgreSQL takes in no text, are removed. */
export const storableText = (text: string): string =>
  text.replaceAll('\u0000', '').replace(/\p{Surrogate}/gu, '\uFFFD');

/** Escapes that jsonb does not take. A text may also speak of them, as one about character codes does: it stays as it is. */
const MAY_BE_UNSTORABLE = /\\u(?:0000|d[89a-f])/;

/** A value as PostgreSQL's jsonb takes it, without NUL and halves of surrogate pairs. */
export function jsonText(value: object): string {
  const text = JSON.stringify(value);
  if (!MAY_BE_UNSTORABLE.test(text)) return text;
  return JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'string' ? storableText(inner) : inner));
}

/** The JSON of a row as text: to parse that of a whole book takes seconds, in which no loop that beats may wait. */
export interface StoredText {
  text: string;
  /** Names the row in a message. */
  row: string;
}

/** @throws as `readStored` */
export const readStoredText = <Content extends object>(
  shape: StoredShape<Content>,
  { text, row }: StoredText,
): Content => readStored(shape, JSON.parse(text), row);

/**
 * @param row names the row in a message, such as `the outline of book 4711`
 * @throws LibraryError StoredUnreadable: the row is of a newer version, or not of the shape of its own
 */
export function readStored<Content extends object>(shape: StoredShape<Content>, json: unknown, row: string): Content {
  const stored = StoredJson.safeParse(json);
  if (!stored.success) throw unreadable(`Expected ${row} to be a stored object: ${z.prettifyError(stored.error)}`);
  const { schemaVersion: version, ...content } = stored.data;
  const newest = schemaVersion(shape);
  if (version > newest) {
    throw unreadable(
      `Expected ${row} to have schema version ${newest} or older, got ${version}; a newer release wrote it: start that one.`,
    );
  }
  const upgraded = shape.upgrades.slice(version - 1).reduce((older, upgrade) => upgrade(older), content);
  const parsed = shape.schema.safeParse(upgraded);
  if (parsed.success) return parsed.data;
  throw unreadable(
    `Expected ${row} to have the shape of its schema version ${version}: ${z.prettifyError(parsed.error)}`,
  );
}

const unreadable = (message: string): LibraryError => new LibraryError('StoredUnreadable', message);
