import { z } from 'zod';
import { FAILURES, LibraryError } from '../../domain/failure.ts';
import { readStored, schemaVersion, toStored, type StoredShape } from '../../domain/stored.ts';

const first: StoredShape<{ body: string }> = { schema: z.strictObject({ body: z.string() }), upgrades: [] };
/** The same shape in a later release, with a key that a former one did not know, and another renamed. */
const third: StoredShape<{ text: string; notes: string[] }> = {
  schema: z.strictObject({ text: z.string(), notes: z.array(z.string()) }),
  upgrades: [(older) => ({ ...older, notes: [] }), ({ body, ...older }) => ({ ...older, text: body })],
};

it('reads what it wrote, with its version', () => {
  const stored = toStored(third, { text: 'Dough rises.', notes: ['why'] });

  expect(stored).toEqual({ schemaVersion: 3, text: 'Dough rises.', notes: ['why'] });
  expect(schemaVersion(third)).toBe(3);
  expect(readStored(third, stored, 'a part')).toEqual({ text: 'Dough rises.', notes: ['why'] });
});

it('goes on with what was written before a key was added, and before there were versions', () => {
  const expected = { text: 'Dough rises.', notes: [] };

  expect(readStored(third, { body: 'Dough rises.' }, 'a part')).toEqual(expected);
  expect(readStored(third, toStored(first, { body: 'Dough rises.' }), 'a part')).toEqual(expected);
  expect(readStored(third, { schemaVersion: 2, body: 'Dough rises.', notes: [] }, 'a part')).toEqual(expected);
});

it.each([
  [{ schemaVersion: 2, body: 'Dough rises.' }, /Expected part section:1 of book 7 .*version 1 or older, got 2/],
  [{ body: 'Dough rises.', mood: 'warm' }, /Expected part section:1 of book 7 .*schema version 1: .*"mood"/],
  [null, /Expected part section:1 of book 7 to be a stored object/],
])('refuses for good what a newer release wrote or nobody: %j', (json, message) => {
  const read = () => readStored(first, json, 'part section:1 of book 7');

  expect(read).toThrow(message);
  expect(codeOf(read)).toBe('StoredUnreadable');
});

it('is not tried again', () => {
  expect(FAILURES.StoredUnreadable.kind).toBe('permanent');
});

function codeOf(work: () => unknown): string | null {
  try {
    work();
    return null;
  } catch (error) {
    return error instanceof LibraryError ? error.code : null;
  }
}
