/** Whether the files of the books are what they were when they were made. */
import pLimit from 'p-limit';
import type { ListedBook, ListedExport } from '../../adapters/postgres/books/book-list.ts';
import type { ExportFiles } from '../../domain/exports/export.ts';
import { plural } from '../terminal/format.ts';

export interface VerifiedFile {
  courseTitle: string;
  bookId: string;
  edition: number;
  kind: string;
  variant: string;
  format: string;
  /** Absolute file or storage URL. */
  path: string;
  /** `other`: bytes or hash differ from what was stored. */
  state: 'whole' | 'missing' | 'other';
  expected: { bytes: number; sha256: string };
  found: { bytes: number; sha256: string } | null;
}

export interface Verification {
  isWhole: boolean;
  books: number;
  files: VerifiedFile[];
}

/** Files that are read at the same time. */
const AT_ONCE = 4;

/** Reads and hashes every file of the books again. */
export async function verifyBooks(books: ListedBook[], storage: ExportFiles): Promise<Verification> {
  const limit = pLimit(AT_ONCE);
  const files = await Promise.all(
    books.flatMap((book) => book.exports.map((file) => limit(() => verifyFile(book, file, storage)))),
  );
  return {
    isWhole: files.every(({ state }) => state === 'whole'),
    books: books.filter(({ exports }) => exports.length > 0).length,
    files,
  };
}

async function verifyFile(
  { courseTitle, bookId, edition }: ListedBook,
  { kind, variant, format, path, bytes, sha256 }: ListedExport,
  storage: ExportFiles,
): Promise<VerifiedFile> {
  const found = await storage.verify(path);
  const isSame = found?.bytes === bytes && found.sha256 === sha256;
  return {
    courseTitle,
    bookId,
    edition,
    kind,
    variant,
    format,
    path: storage.locate(path),
    state: found === null ? 'missing' : isSame ? 'whole' : 'other',
    expected: { bytes, sha256 },
    found,
  };
}

export function verifyLines({ isWhole, books, files }: Verification): string[] {
  if (files.length === 0) return ['There are no files to verify.'];
  const bad = files.filter(({ state }) => state !== 'whole');
  if (isWhole) return [`All ${plural(files.length, 'file')} of ${plural(books, 'book')} are whole.`];
  return [
    ...bad.map(({ state, path, courseTitle, edition, expected, found }) =>
      state === 'missing'
        ? `missing: ${path} (${courseTitle}, edition ${edition})`
        : `differs: ${path} (${courseTitle}, edition ${edition}): sha256 ${found?.sha256 ?? ''}, expected ${expected.sha256}`,
    ),
    `${plural(bad.length, 'file')} of ${files.length} ${bad.length === 1 ? 'is' : 'are'} not what was made. To make a book again: npm run generate:enterprise auto <course>`,
  ];
}
