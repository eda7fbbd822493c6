/** The books of the library: their list, one course's editions, whether their files are whole, what happens to them. */
import pLimit from 'p-limit';
import { EXPORT_KINDS } from '../adapters/exports/registry.ts';
import { findBookChanges, type BookChange } from '../adapters/postgres/books/book-changes.ts';
import {
  countBooks as countRows,
  listBooks as listRows,
  showBooks as showRows,
  type BooksPage,
  type BooksRequest,
  type ListedBook,
  type ListedExport,
  type ShownBook,
} from '../adapters/postgres/books/book-list.ts';
import type { BookStatus } from '../domain/ports/books.ts';
import type { Library } from './library.ts';

export { EXPORT_KINDS };
export type { BookChange, ListedBook, ListedExport, ShownBook };

type Shelf = Pick<Library, 'database' | 'files'>;

/** One page of the editions of every course, or of one; by title, course and edition. @throws LibraryError InputInvalid */
export async function listBooks({ database, files }: Shelf, request: BooksRequest): Promise<BooksPage> {
  const { books, next } = await listRows(database, request);
  return { books: books.map((book) => located(book, files)), next };
}

/** All pages of such a list, one after the other: nothing holds 10,000 books at once. */
export async function* bookPages({ database, files }: Shelf, request: Narrowing = {}): AsyncGenerator<ListedBook[]> {
  for await (const books of rowPages(database, request)) yield books.map((book) => located(book, files));
}

type Narrowing = Pick<BooksRequest, 'courseId' | 'statuses'>;

const PAGE = 500;

async function* rowPages(database: Library['database'], request: Narrowing): AsyncGenerator<ListedBook[]> {
  let after: string | null = null;
  do {
    const page: BooksPage = await listRows(database, { ...request, limit: PAGE, after });
    yield page.books;
    after = page.next;
  } while (after !== null);
}

/** Editions of these states, over the whole library. */
export const countBooks = ({ database }: Pick<Library, 'database'>, statuses: readonly BookStatus[]): Promise<number> =>
  countRows(database, statuses);

/** Every edition of one course with its chapters and what the gates found; newest first. */
export const showBooks = async ({ database, files }: Shelf, courseId: string): Promise<ShownBook[]> =>
  (await showRows(database, courseId)).map((book) => located(book, files));

/** Books that began or ended at `since` or later, oldest first. */
export const listBookChanges = ({ database }: Pick<Library, 'database'>, since: Date): Promise<BookChange[]> =>
  findBookChanges(database, since);

/** The files where a person or a program finds them: absolute, or as addresses. */
const located = <Book extends ListedBook>(book: Book, files: Library['files']): Book => ({
  ...book,
  exports: book.exports.map((file) => ({ ...file, path: files.locate(file.path) })),
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
  const limit = pLimit(AT_ONCE);
  const verified: VerifiedFile[] = [];
  let books = 0;
  for await (const page of rowPages(database, { courseId })) {
    const ofPage = page.flatMap((book) => book.exports.map((file) => limit(() => verifyFile(book, file, files))));
    verified.push(...(await Promise.all(ofPage)));
    books += page.filter(({ exports }) => exports.length > 0).length;
  }
  return { isWhole: verified.every(({ state }) => state === 'whole'), books, files: verified };
}

async function verifyFile(
  { courseTitle, bookId, edition }: ListedBook,
  { kind, variant, format, path, bytes, sha256 }: ListedExport,
  storage: Library['files'],
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
