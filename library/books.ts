/** The books of the library: their list, one course's editions, whether their files are whole, what happens to them. */
import pLimit from 'p-limit';
import { EXPORT_KINDS } from '../adapters/exports/registry.ts';
import { findBookChanges, type BookChange } from '../adapters/postgres/books/book-changes.ts';
import {
  listBooks as listRows,
  showBooks as showRows,
  type ListedBook,
  type ListedExport,
  type ShownBook,
} from '../adapters/postgres/books/book-list.ts';
import type { Library } from './library.ts';

export { EXPORT_KINDS };
export type { BookChange, ListedBook, ListedExport, ShownBook };

type Shelf = Pick<Library, 'database' | 'files'>;

export const listBooks = async ({ database, files }: Shelf, courseId?: string): Promise<ListedBook[]> =>
  (await listRows(database, courseId)).map((book) => located(book, files));

/** Every edition of one course with its chapters and what the gates found; newest first. */
export const showBooks = async ({ database, files }: Shelf, courseId: string): Promise<ShownBook[]> =>
  (await showRows(database, courseId)).map((book) => located(book, files));

/** Books that began or ended at `since` or later, oldest first. */
export const listBookChanges = ({ database }: Pick<Library, 'database'>, since: Date): Promise<BookChange[]> =>
  findBookChanges(database, since);

/** The files where a person or a program finds them: absolute, or as addresses. */
const located = <Book extends ListedBook>(book: Book, { locate }: Library['files']): Book => ({
  ...book,
  exports: book.exports.map((file) => ({ ...file, path: locate(file.path) })),
});

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

/** Reads and hashes every file of the books again: of one course, or of all. */
export async function verifyBooks({ database, files }: Shelf, courseId?: string): Promise<Verification> {
  const books = await listRows(database, courseId);
  const limit = pLimit(AT_ONCE);
  const verified = await Promise.all(
    books.flatMap((book) => book.exports.map((file) => limit(() => verifyFile(book, file, files)))),
  );
  return {
    isWhole: verified.every(({ state }) => state === 'whole'),
    books: books.filter(({ exports }) => exports.length > 0).length,
    files: verified,
  };
}

async function verifyFile(
  { courseTitle, bookId, edition }: ListedBook,
  { kind, variant, format, path, bytes, sha256 }: ListedExport,
  { verify, locate }: Library['files'],
): Promise<VerifiedFile> {
  const found = await verify(path);
  const isSame = found?.bytes === bytes && found.sha256 === sha256;
  return {
    courseTitle,
    bookId,
    edition,
    kind,
    variant,
    format,
    path: locate(path),
    state: found === null ? 'missing' : isSame ? 'whole' : 'other',
    expected: { bytes, sha256 },
    found,
  };
}
