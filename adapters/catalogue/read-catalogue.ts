/** Reads a catalogue file: `.json`, `.json.gz`, `.csv` or `.csv.gz`. */
import { open, readFile } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { z } from 'zod';
import { parseCatalogue, type ParsedCatalogue } from '../../domain/catalogue/parse-catalogue.ts';
import { recordsOfTable } from '../../domain/catalogue/table.ts';
import { LibraryError } from '../../domain/failure.ts';
import { readCsv } from './csv.ts';

/** A JavaScript string holds no more than 2^29 characters. */
const MAX_BYTES = 512 * 1024 * 1024;

/**
 * @returns what stands in the file, with its problems; nothing is judged twice
 * @throws LibraryError InputInvalid when the file is not there or is not a catalogue at all: the message says what to do
 */
export async function readCatalogue(path: string): Promise<ParsedCatalogue> {
  const format = formatOf(path);
  const text = decode(await unpack(await readBytes(path), path), path);
  return format === 'csv' ? parseTable(text, path) : parseCatalogue(parseJson(text, path));
}

/** @throws LibraryError InputInvalid when there is no such file, or it is none that `readCatalogue` would open */
export async function requireCatalogueFile(path: string): Promise<void> {
  formatOf(path);
  await reading(path, async () => {
    const file = await open(path);
    // Opening a folder succeeds; reading it does not.
    await file.read(Buffer.alloc(1)).finally(() => file.close());
  });
}

function formatOf(path: string): 'json' | 'csv' {
  const extension = extname(path.toLowerCase().replace(/\.gz$/, ''));
  if (extension === '.json') return 'json';
  if (['.csv', '.tsv'].includes(extension)) return 'csv';
  throw new LibraryError('InputInvalid', `${path} is not a catalogue: expected a file named .json, .json.gz or .csv.`);
}

const READ_PROBLEMS: Record<string, string> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder; name a file in it',
  EACCES: 'this user may not read it',
};
const SystemErrorSchema = z.object({ code: z.string(), message: z.string() });

const readBytes = (path: string): Promise<Uint8Array> => reading(path, () => readFile(path));

async function reading<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const { code, message } = SystemErrorSchema.parse(error);
    const reason = READ_PROBLEMS[code] ?? message;
    throw new LibraryError('InputInvalid', `${resolve(path)} cannot be read: ${reason}.`, { cause: error });
  }
}

/** By what the bytes are, not by the name. */
async function unpack(bytes: Uint8Array, path: string): Promise<Uint8Array> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return await promisify(gunzip)(bytes, { maxOutputLength: MAX_BYTES });
  } catch (error) {
    throw new LibraryError('InputInvalid', `${path} cannot be unpacked: ${String(error)}. Is the file complete?`, {
      cause: error,
    });
  }
}

/** Spreadsheets write UTF-8, with or without a mark at its head, or UTF-16 with one. */
function decode(bytes: Uint8Array, path: string): string {
  const encoding = encodingOf(bytes);
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    // Latin text in UTF-16 is sound UTF-8 as well, with a NUL behind each letter.
    if (!text.slice(0, 4).includes('\0')) return text;
  } catch (error) {
    throw notUtf8(path, error);
  }
  throw notUtf8(path);
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

const notUtf8 = (path: string, cause?: unknown): LibraryError =>
  new LibraryError('InputInvalid', `${path} is not written in UTF-8. Save it as UTF-8 and import it again.`, { cause });

function parseJson(text: string, path: string): unknown {
  if (text.trim() === '') throw new LibraryError('InputInvalid', `${path} is empty: expected a list of courses.`);
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = String(error);
    throw new LibraryError('InputInvalid', `${path} is not JSON: ${reason}${lineOf(reason, text)}.`, { cause: error });
  }
}

/** V8 counts characters; a person counts lines. */
function lineOf(reason: string, text: string): string {
  const position = /position (\d+)/.exec(reason)?.[1];
  return position === undefined ? '' : ` (line ${text.slice(0, Number(position)).split('\n').length})`;
}

function parseTable(text: string, path: string): ParsedCatalogue {
  const { header, rows } = readCsv(text, path);
  const table = recordsOfTable(header, rows);
  const headerIsWrong = table.problems.some(({ record }) => record === 'line 1');
  const parsed = headerIsWrong
    ? { courses: [], problems: [], ignoredKeys: [] }
    : parseCatalogue(table.records, table.locate);
  return {
    courses: parsed.courses,
    problems: [...table.problems, ...parsed.problems],
    ignoredKeys: [...table.ignoredColumns.map((field) => ({ field, count: rows.length })), ...parsed.ignoredKeys],
  };
}
