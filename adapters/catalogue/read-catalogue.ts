/** Reads a catalogue file: `.json`, `.json.gz`, `.csv` or `.csv.gz`, by what its bytes are. */
import { open, readFile } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { z } from 'zod';
import { parseCatalogue, type ParsedCatalogue } from '../../domain/catalogue/parse-catalogue.ts';
import type { Sections } from '../../domain/catalogue/sections.ts';
import { recordsOfTable } from '../../domain/catalogue/table.ts';
import { LibraryError } from '../../domain/failure.ts';
import { decodeText } from './decode-text.ts';
import { kindOfFile, requirePlainText, requireTextFile, wrongKind } from './file-kind.ts';
import { readCsv } from './csv.ts';

/** A JavaScript string holds no more than 2^29 characters. */
const MAX_BYTES = 512 * 1024 * 1024;

/**
 * @param sections what becomes of class sections and runs of one course
 * @returns what stands in the file, with its problems; nothing is judged twice
 * @throws LibraryError InputInvalid when the file is not there or is not a catalogue at all: the message says what to do
 */
export async function readCatalogue(
  path: string,
  { sections = 'keep' }: { sections?: Sections } = {},
): Promise<ParsedCatalogue> {
  const named = formatOf(path);
  if (named === null) throw await notACatalogue(path);
  const bytes = await unpack(await readBytes(path), path);
  requireTextFile(bytes, path);
  const { text, remark } = decodeText(bytes, path);
  requirePlainText(text, path);
  const format = named === 'csv' && isJsonDocument(text) ? 'json' : named;
  const parsed =
    format === 'csv' ? parseTable(text, path, sections) : parseCatalogue(parseJson(text, path), { sections });
  return { ...parsed, remarks: [...(remark === null ? [] : [remark]), ...parsed.remarks] };
}

/** JSON under the name of a table is read as what it is. */
function isJsonDocument(text: string): boolean {
  if (!/^\s*(?:\[\s*[{\]]|\{\s*["}])/u.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    // A table may begin with such signs.
    return false;
  }
}

/** A file of another name, told by its content where that is known. */
async function notACatalogue(path: string): Promise<LibraryError> {
  const known = await readFile(path).then(
    (bytes) => kindOfFile(bytes),
    // A folder, or a file that cannot be read: its name says enough.
    () => null,
  );
  if (known) return wrongKind(known, path);
  return new LibraryError('InputInvalid', `${path} is not a catalogue: expected a file named .json, .json.gz or .csv.`);
}

/** @throws LibraryError InputInvalid when there is no such file, or it is none that `readCatalogue` would open */
export async function requireCatalogueFile(path: string): Promise<void> {
  if (formatOf(path) === null) throw await notACatalogue(path);
  await reading(path, async () => {
    const file = await open(path);
    // Opening a folder succeeds; reading it does not.
    await file.read(Buffer.alloc(1)).finally(() => file.close());
  });
}

function formatOf(path: string): 'json' | 'csv' | null {
  const extension = extname(path.toLowerCase().replace(/\.gz$/, ''));
  if (extension === '.json') return 'json';
  return ['.csv', '.tsv'].includes(extension) ? 'csv' : null;
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
    if (SystemErrorSchema.safeParse(error).data?.code === 'ERR_BUFFER_TOO_LARGE') {
      const most = MAX_BYTES / 1024 / 1024;
      throw new LibraryError('InputInvalid', `${path} holds more than ${most} MB when it is unpacked: split it.`, {
        cause: error,
      });
    }
    throw new LibraryError('InputInvalid', `${path} cannot be unpacked: ${String(error)}. Is the file complete?`, {
      cause: error,
    });
  }
}

function parseJson(text: string, path: string): unknown {
  if (text.trim() === '') throw new LibraryError('InputInvalid', `${path} is empty: expected a list of courses.`);
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = String(error);
    const [firstLine = ''] = text.trim().split(/[\r\n]/u, 1);
    // A row of names with commas, semicolons or tabs between them.
    const hint = /^[\w" -]+(?:[,;\t][\w" -]*)+$/u.test(firstLine) ? ' It looks like a table: name it .csv.' : '';
    throw new LibraryError('InputInvalid', `${path} is not JSON: ${reason}${lineOf(reason, text)}.${hint}`, {
      cause: error,
    });
  }
}

/** V8 counts characters; a person counts lines. */
function lineOf(reason: string, text: string): string {
  const position = /position (\d+)/.exec(reason)?.[1];
  return position === undefined ? '' : ` (line ${text.slice(0, Number(position)).split('\n').length})`;
}

function parseTable(text: string, path: string, sections: Sections): ParsedCatalogue {
  const { header, rows } = readCsv(text, path);
  const table = recordsOfTable(header, rows);
  const headerIsWrong = table.problems.some(({ record }) => record === 'line 1');
  const parsed = headerIsWrong
    ? { courses: [], problems: [], ignoredKeys: [], remarks: [], withdrawn: [] }
    : parseCatalogue(table.records, { locate: table.locate, sections, blankWords: table.blankWords });
  return {
    ...parsed,
    problems: [...table.problems, ...parsed.problems],
    ignoredKeys: [...table.ignoredColumns.map((field) => ({ field, count: rows.length })), ...parsed.ignoredKeys],
  };
}
