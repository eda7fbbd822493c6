/**
 * Embeddings for rehearsal: a hashed bag of words, made a unit vector.
 *
 * It is lexical: texts are near when they share words or beginnings of words, not when they mean the same. Good enough
 * to drive an index; no measure of a search's quality.
 */
import { words } from '../text/words.ts';

export function embed(text: string, dimensions: number): number[] {
  const vector = new Array<number>(dimensions).fill(0);
  for (const word of words(text.toLowerCase())) {
    add(vector, word, 1);
    if (word.length > 5) add(vector, `${word.slice(0, 5)}-`, 0.5);
  }
  const length = Math.hypot(...vector);
  // A text without words still has a direction: a vector of nothing is refused by most indexes.
  if (length === 0) return vector.map((_, index) => (index === 0 ? 1 : 0));
  return vector.map((value) => value / length);
}

/** The provider's compact form: 32-bit floats, little endian, base64. */
export function toBase64(vector: readonly number[]): string {
  return Buffer.from(new Float32Array(vector).buffer).toString('base64');
}

function add(vector: number[], feature: string, weight: number): void {
  const hash = fnv1a(feature);
  const index = hash % vector.length;
  vector[index] = (vector[index] ?? 0) + (hash & 0x80000000 ? -weight : weight);
}

/** FNV-1a, 32 bits (http://www.isthe.com/chongo/tech/comp/fnv/): a cryptographic hash of each word would cost too much. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return hash;
}
