/** Reading the log: its last lines, and what is written from now on, across every change of file. */
import { closeSync, openSync, readSync, readFileSync, statSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { listLogFiles } from './log-file.ts';
import { parseLine, type LogLine } from './log-line.ts';

const CHUNK = 256 * 1024;

/** The last `count` lines over all files, oldest first. */
export function readLastLines(dir: string, count: number): LogLine[] {
  let lines: LogLine[] = [];
  for (const file of listLogFiles(dir).reverse()) {
    if (lines.length >= count) break;
    lines = [...readLines(file.path), ...lines];
  }
  return count === 0 ? [] : lines.slice(-count);
}

/** Every line of the log that was written at `since` or later, oldest first. */
export function* readLinesSince(dir: string, since: Date | null): Generator<LogLine> {
  for (const file of listLogFiles(dir)) {
    if (since && (statSync(file.path, { throwIfNoEntry: false })?.mtimeMs ?? 0) < since.getTime()) continue;
    for (const line of readLines(file.path)) {
      if (!since || line.time === null || Date.parse(line.time) >= since.getTime()) yield line;
    }
  }
}

/**
 * Follows the log: each call of `read` gives the lines written since the call before it, whole lines only, through
 * every change of file. The first call gives what came after this function was called.
 */
export function followLog(dir: string): { read: () => LogLine[] } {
  const tails = new Map<string, Tail>();
  for (const file of listLogFiles(dir)) tails.set(file.path, openTail(statSync(file.path).size));
  return {
    read: () =>
      listLogFiles(dir).flatMap((file) => {
        const tail = tails.get(file.path) ?? openTail(0);
        tails.set(file.path, tail);
        return readTail(file.path, tail);
      }),
  };
}

interface Tail {
  offset: number;
  decoder: StringDecoder;
  rest: string;
}

const openTail = (offset: number): Tail => ({ offset, decoder: new StringDecoder('utf8'), rest: '' });

function readTail(path: string, tail: Tail): LogLine[] {
  const { size } = statSync(path, { throwIfNoEntry: false }) ?? { size: 0 };
  if (size <= tail.offset) return [];
  const fd = openSync(path, 'r');
  try {
    const chunk = Buffer.alloc(CHUNK);
    for (let read = 1; tail.offset < size && read > 0;) {
      read = readSync(fd, chunk, 0, CHUNK, tail.offset);
      tail.offset += read;
      tail.rest += tail.decoder.write(chunk.subarray(0, read));
    }
  } finally {
    closeSync(fd);
  }
  const whole = tail.rest.split('\n');
  tail.rest = whole.pop() ?? '';
  return whole.filter((text) => text !== '').map(parseLine);
}

function readLines(path: string): LogLine[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((text) => text !== '')
    .map(parseLine);
}
