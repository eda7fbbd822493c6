/** Deterministic choice: everything that looks like chance here is a hash of the request. */
import { createHash } from 'node:crypto';

export const fingerprint = (text: string): string => createHash('sha1').update(text).digest('hex');

/** A whole number of 32 bits that depends on every part. */
export function hashNumber(...parts: readonly (string | number)[]): number {
  return createHash('sha1').update(parts.join('\u0000')).digest().readUInt32BE(0);
}

/** From 0 up to, not including, 1. */
export const hashShare = (...parts: readonly (string | number)[]): number => hashNumber(...parts) / 2 ** 32;

/** The same items in an order that depends on `seed` only. */
export function shuffled<Item>(items: readonly Item[], seed: string): Item[] {
  return items
    .map((item, index) => ({ item, rank: hashNumber(seed, index) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
}

/** The items beginning at `start`, round to the one before it. */
export function turned<Item>(items: readonly Item[], start: number): Item[] {
  const first = items.length === 0 ? 0 : start % items.length;
  return [...items.slice(first), ...items.slice(0, first)];
}

/** First of each list, then the second of each, and so on. */
export function inTurns<Item>(lists: readonly (readonly Item[])[]): Item[] {
  const longest = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, round) => lists.flatMap((list) => list.slice(round, round + 1))).flat();
}
