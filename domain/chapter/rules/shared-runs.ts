/**
 * Runs of words that stand twice, in time linear to the length of the texts.
 *
 * Windows of half the wanted length are hashed at fixed steps and looked for at every place (Rabin–Karp); a hit is grown
 * to its full length. Any run of the wanted length holds at least one whole step, so none is missed.
 */
export interface SharedRun {
  /** Index of the text of the first occurrence, and of the second; they may be the same text. */
  first: number;
  second: number;
  words: string[];
}

const BASE = 0x01000193;
/** Places remembered per hash: text that repeats itself endlessly is found by the first of them. */
const MAX_PLACES = 4;

/** @param texts words of each text, in order; no run crosses from one text to another */
export function sharedRuns(texts: (readonly string[])[], minWords: number): SharedRun[] {
  const { words, ids, owners } = joined(texts);
  const size = Math.max(1, Math.floor(minWords / 2));
  const places = new Map<number, number[]>();
  const power = Array.from({ length: size - 1 }).reduce<number>((product) => Math.imul(product, BASE), 1);
  const runs: SharedRun[] = [];
  /** Where the last run ended: inside it, every window would find it again. */
  let coveredTo = 0;
  let hash = 0;
  for (let end = 0; end < ids.length; end += 1) {
    if (end >= size) hash = (hash - Math.imul(at(ids, end - size), power)) | 0;
    hash = (Math.imul(hash, BASE) + at(ids, end)) | 0;
    const start = end - size + 1;
    if (start < 0 || at(owners, start) !== at(owners, end)) continue;
    const known = places.get(hash) ?? [];
    const place =
      start < coveredTo ? undefined : known.find((one) => one + size <= start && isSame(ids, one, start, size));
    const run = place === undefined ? null : grow(ids, owners, place, start, size);
    if (run && run.length >= minWords) {
      coveredTo = run.second + run.length;
      runs.push({
        first: at(owners, run.first),
        second: at(owners, run.second),
        words: words.slice(run.second, coveredTo),
      });
    }
    if (start % size === 0 && known.length < MAX_PLACES) places.set(hash, [...known, start]);
  }
  return runs;
}

function joined(texts: (readonly string[])[]): { words: string[]; ids: Int32Array; owners: Int32Array } {
  const words = texts.flat();
  const known = new Map<string, number>();
  const ids = new Int32Array(words.length);
  for (const [index, word] of words.entries()) {
    const id = known.get(word) ?? known.size + 1;
    if (id > known.size) known.set(word, id);
    ids[index] = id;
  }
  const owners = new Int32Array(words.length);
  let position = 0;
  for (const [owner, text] of texts.entries()) {
    owners.fill(owner, position, position + text.length);
    position += text.length;
  }
  return { words, ids, owners };
}

const at = (numbers: Int32Array, index: number): number => numbers[index] ?? -1;

function isSame(ids: Int32Array, a: number, b: number, size: number): boolean {
  for (let offset = 0; offset < size; offset += 1) if (at(ids, a + offset) !== at(ids, b + offset)) return false;
  return true;
}

/** The longest run around two equal windows that stays inside its texts and does not overlap itself. */
function grow(
  ids: Int32Array,
  owners: Int32Array,
  a: number,
  b: number,
  size: number,
): { first: number; second: number; length: number } {
  const [ownerA, ownerB] = [at(owners, a), at(owners, b)];
  const fits = (x: number, y: number): boolean =>
    x >= 0 && y < ids.length && at(owners, x) === ownerA && at(owners, y) === ownerB && at(ids, x) === at(ids, y);
  let before = 0;
  while (fits(a - before - 1, b - before - 1) && a + size <= b - before - 1) before += 1;
  let after = size;
  while (fits(a + after, b + after) && a + after < b - before) after += 1;
  return { first: a - before, second: b - before, length: before + after };
}
