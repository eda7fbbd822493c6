/** Books as tables, pages and documents. Pure. */
import Table from 'cli-table3';
import cliTruncate from 'cli-truncate';
import type { ListedBook, ShownBook } from '../adapters/prisma/book-list.ts';
import { languageName } from '../domain/language/book-language.ts';
import { FRAMED_RULE } from '../domain/quality/book.ts';
import type { BookStorage } from './book-storage.ts';
import { bytes, count, plural } from './format.ts';

/** A book as `--json` shows it: its files where a person or a program finds them. */
export function bookDocument<Book extends ListedBook>(
  book: Book,
  { locateExport }: Pick<BookStorage, 'locateExport'>,
): Book {
  return { ...book, exports: book.exports.map((file) => ({ ...file, path: locateExport(file.path) })) };
}

/** A row for each book, as wide as the terminal; a narrow one does without codes. */
export function booksTable(books: ListedBook[], columns: number): string {
  const hasCodes = columns >= WIDTH_WITH_CODES && books.some(({ courseCode }) => courseCode !== null);
  const codes = (value: string): string[] => (hasCodes ? [value] : []);
  const table = new Table({
    head: [...codes('Code'), 'Course', 'Ed.', 'Status', 'Chapters', 'Words', 'Quality', 'Files'],
    colAligns: [...(hasCodes ? (['left'] as const) : []), 'left', 'right', 'left', 'right', 'right', 'right', 'left'],
    style: { head: [], border: [], compact: true },
    chars: PLAIN,
  });
  const titleWidth = Math.max(20, Math.min(60, columns - (hasCodes ? 92 : 73)));
  for (const book of books) {
    const { courseCode, courseTitle, edition, status, chapters, words, exports } = book;
    table.push([
      ...codes(cliTruncate(courseCode ?? '', 18)),
      cliTruncate(courseTitle, titleWidth),
      String(edition),
      status,
      String(chapters),
      count(words),
      scoreOf(book),
      exports.map(({ format }) => format).join(' '),
    ]);
  }
  return table.toString();
}

/** The least width of a terminal on which codes and a title of 24 signs find room. */
const WIDTH_WITH_CODES = 116;

/** Everything that is known of one edition, with where its files are. */
export function bookPage(book: ShownBook, storage: Pick<BookStorage, 'locateExport'>): string[] {
  const {
    courseTitle,
    edition,
    status,
    rehearsal,
    standard,
    model,
    language,
    chapters,
    words,
    failure,
    contents,
    findings,
  } = book;
  return [
    `${courseTitle}, edition ${edition}: ${status}${rehearsal ? ', a rehearsal' : ''}`,
    `  ${plural(chapters, 'chapter')}, ${plural(words, 'word')}; standard ${standard}, model ${model}; quality ${scoreOf(book)}, alignment ${alignmentOf(book)}`,
    ...(language === null ? [] : [`  Written in ${languageName(language)}`]),
    ...findings.filter(({ rule }) => rule === FRAMED_RULE).map(({ detail }) => `  ${detail}`),
    ...(failure
      ? [
          `  ${status === 'held' ? 'Held' : 'Failed'}: ${[failure.code, failure.message].filter((part) => part !== null).join(': ')}`,
        ]
      : []),
    ...contents.map(
      (chapter) =>
        `  ${String(chapter.number).padStart(3)}  ${chapter.title}${chapter.words > 0 ? ` (${plural(chapter.words, 'word')})` : ''}`,
    ),
    ...findings
      .filter(({ severity }) => severity !== 'note')
      .map(
        ({ rule, chapter, detail }) =>
          `  finding${chapter === null ? '' : ` in chapter ${chapter}`}: ${rule}: ${detail}`,
      ),
    ...book.exports.map(
      (file) =>
        `  ${file.format.padEnd(5)} ${bytes(file.bytes).padStart(9)}  ${storage.locateExport(file.path)}\n        sha256 ${file.sha256}`,
    ),
  ];
}

/** Scores of the rehearsal model are no quality, and are not shown as one. */
const scoreOf = ({ rehearsal, quality }: ListedBook): string => (rehearsal ? 'rehearsed' : percent(quality));
const alignmentOf = ({ rehearsal, alignment }: ListedBook): string => (rehearsal ? 'rehearsed' : percent(alignment));
const percent = (score: number | null): string => (score === null ? '-' : `${(score * 100).toFixed(1)} %`);

const PLAIN = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  right: '',
  'right-mid': '',
  mid: '',
  'mid-mid': '',
  middle: ' ',
};
