import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

const TAIL_BYTES = 8_192;

/** The last lines of a file that may be long; an empty text when it cannot be read. */
export function lastLines(path: string, count: number): string {
  try {
    const file = openSync(path, 'r');
    try {
      const size = fstatSync(file).size;
      const tail = Buffer.alloc(Math.min(TAIL_BYTES, size));
      readSync(file, tail, 0, tail.length, size - tail.length);
      return tail.toString('utf8').trim().split('\n').slice(-count).join('\n');
    } finally {
      closeSync(file);
    }
  } catch {
    // Only ever shown beside a failure that is reported anyway.
    return '';
  }
}
