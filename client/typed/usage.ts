/** What a person typed wrong, and the nearest right thing. */
import leven from 'leven';

/** Exit code 2; the message says what is wrong and what to type instead. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const EXIT = { done: 0, someFailed: 1, usage: 2, unreachable: 3 } as const;

/** The nearest of `known`, or null when nothing is near enough to be what was meant. */
export function nearest(word: string, known: readonly string[]): string | null {
  const wanted = plain(word);
  const [best] = known
    .map((name) => ({ name, distance: distanceOf(wanted, plain(name)) }))
    .sort((a, b) => a.distance - b.distance);
  return best && best.distance <= allowed(wanted, best.name) ? best.name : null;
}

/** `enrolment` is not …; `(did you mean …?)` where there is something to mean. */
export function notOneOf({ value, what, known }: { value: string; what: string; known: readonly string[] }): string {
  const near = nearest(value, known);
  const hint = near ? `Did you mean "${near}"?` : `Known: ${listOf(known)}.`;
  return `"${value}" is not ${what}. ${hint}`;
}

/** A value as a shell takes it. */
export const quote = (value: string): string =>
  /^[\p{L}\p{N}_./:,@%+-]+$/u.test(value) ? value : `"${value.replace(/(["\\$`])/g, '\\$1')}"`;

const listOf = (words: readonly string[]): string =>
  words.length === 0 ? 'none' : words.slice(0, 12).join(', ') + (words.length > 12 ? `, … (${words.length})` : '');

/** Codes are written with blanks, hyphens or underscores, and remembered with another. */
const plain = (word: string): string =>
  word
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, '-');

/** A beginning counts as near: `enroll` means `enrollment`. */
const distanceOf = (wanted: string, name: string): number => {
  const isPart = wanted.length >= 3 && (name.startsWith(wanted) || name.split('-').includes(wanted));
  return Math.min(leven(wanted, name), isPart ? 1 : Infinity);
};

const allowed = (wanted: string, name: string): number =>
  Math.max(wanted.length, name.length) <= 5 ? 1 : Math.max(2, Math.floor(name.length / 4));
