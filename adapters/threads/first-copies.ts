/**
 * Courses, standards and outlines come to a thread as copies, one with each task. The first copy takes the place of the later ones:
 * patterns, folded texts and the like are remembered by the object, and to make them anew costs more than most checks.
 */
import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';

/** Properties of a task's input that many tasks have alike, and that no work changes. */
const SHARED = ['course', 'standard', 'outline'] as const;
/** Books in work in one process, with three such values each. */
const KEPT = 600;
const KEPT_CHARS = 20_000_000;

const first = new LRUCache<string, { value: object; chars: number }>({
  max: KEPT,
  maxSize: KEPT_CHARS,
  sizeCalculation: ({ chars }) => chars,
});

/** @param input a copy that is nobody else's: it is changed */
export function useFirstCopies(input: unknown): void {
  if (!isRecord(input)) return;
  for (const name of SHARED) {
    const value = input[name];
    if (isRecord(value)) input[name] = firstCopy(value);
  }
}

function firstCopy(value: object): object {
  const text = JSON.stringify(value);
  const key = createHash('sha1').update(text).digest('base64');
  const known = first.get(key);
  if (!known) first.set(key, { value, chars: text.length });
  return known?.value ?? value;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
