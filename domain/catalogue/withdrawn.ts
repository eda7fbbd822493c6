/** `status: tobedeleted`, by which OneRoster says that a record is gone: such a record is not imported. */
import { isObject } from './known-keys.ts';
import type { FieldPath } from './problem.ts';

/** A course as the file has it; known again by its code alone. */
export type WithdrawnCourse = Readonly<Record<string, unknown>>;

/** As the word stands in a file or a cell. */
export const saysWithdrawn = (status: unknown): boolean =>
  typeof status === 'string' && status.replace(/[\s_-]/gu, '').toLowerCase() === 'tobedeleted';
export const saysActive = (status: unknown): boolean =>
  typeof status === 'string' && status.trim().toLowerCase() === 'active';

const statusOf = (record: Record<string, unknown>): unknown =>
  Object.entries(record).find(([key]) => key.trim().toLowerCase() === 'status')?.[1];

export const isWithdrawn = (record: unknown): record is Record<string, unknown> =>
  isObject(record) && saysWithdrawn(statusOf(record));

/** Lists whose entries may be gone. */
const LISTS = new Set(['modules', 'lectures', 'resources', 'enrolment']);

/**
 * The record without its modules, lectures, resources and students that are gone, and without a status that says no more.
 * @returns `removed` turns a path in what is left into the path of the file
 */
export function withoutWithdrawn(record: unknown): { record: unknown; removed: (path: FieldPath) => FieldPath } {
  const kept = new Map<string, number[]>();
  const clean = cleanRecord(record, '', kept);
  return {
    record: clean,
    removed: (path) => {
      let prefix = '';
      return path.map((step) => {
        const original = typeof step === 'number' ? (kept.get(prefix)?.[step] ?? step) : step;
        prefix = `${prefix}/${step}`;
        return original;
      });
    },
  };
}

function cleanRecord(value: unknown, prefix: string, kept: Map<string, number[]>): unknown {
  if (!isObject(value)) return value;
  const entries = Object.entries(value).filter(
    ([key, said]) => key.trim().toLowerCase() !== 'status' || !saysActive(said),
  );
  return Object.fromEntries(
    entries.map(([key, inner]) => {
      if (!LISTS.has(key) || !Array.isArray(inner)) return [key, inner];
      const list: unknown[] = inner;
      const places = list.flatMap((item, index) => (isWithdrawn(item) ? [] : [index]));
      if (places.length < list.length) kept.set(`${prefix}/${key}`, places);
      return [key, places.map((place, index) => cleanRecord(list[place], `${prefix}/${key}/${index}`, kept))];
    }),
  );
}

const MOST_SHOWN = 10;

/** One line for a file. @param inLibrary codes of withdrawn courses that the library has */
export function withdrawnRemarks(withdrawn: readonly WithdrawnCourse[], inLibrary: readonly string[]): string[] {
  if (withdrawn.length === 0) return [];
  const count = withdrawn.length === 1 ? '1 course is' : `${withdrawn.length} courses are`;
  const said = `${count} marked as deleted (status tobedeleted) and not imported.`;
  if (inLibrary.length === 0) return [said];
  const shown = inLibrary.slice(0, MOST_SHOWN).join(', ');
  const more = inLibrary.length > MOST_SHOWN ? ` and ${inLibrary.length - MOST_SHOWN} more` : '';
  return [`${said} The library has ${shown}${more}: nothing of them was changed or removed, their books stay.`];
}
