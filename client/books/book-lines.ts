/** Books as tables and pages, and what became of their files. Pure. */
import Table from 'cli-table3';
import cliTruncate from 'cli-truncate';
import stringWidth from 'string-width';
import type { ListedBook, ListedExport, ShownBook, Verification } from '../../library/books.ts';
import { languageName } from '../../domain/language/name.ts';
import { FRAMED_RULE } from '../../domain/quality/book.ts';
import { bytes, count, plural } from '../terminal/format.ts';
import { STUDENT } from '../../domain/exports/export.ts';

/** `pdf`, and of another file of the kind `pdf instructor`. */
export const exportLabel = ({ kind, variant }: Pick<ListedExport, 'kind' | 'variant'>): string =>
  variant === STUDENT ? kind : `${kind} ${variant}`;

interface Column {
  head: string;
  align: 'left' | 'right';
  /** The least width of a terminal that has room for it beside a title that can be read. */
  least: number;
  cell: (book: ListedBook) => string;
}

const TITLE = 'Course';
const COLUMNS: readonly Column[] = [
  { head: 'Code', align: 'left', least: 116, cell: ({ courseCode }) => cliTruncate(courseCode ?? '', 18) },
  { head: TITLE, align: 'left', least: 0, cell: ({ courseTitle }) => courseTitle.replace(/\s+/gu, ' ') },
  { head: 'Ed.', align: 'right', least: 0, cell: ({ edition }) => String(edition) },
  { head: 'Status', align: 'left', least: 0, cell: ({ status }) => status },
  { head: 'Chapters', align: 'right', least: 76, cell: ({ chapters }) => String(chapters) },
  { head: 'Words', align: 'right', least: 76, cell: ({ words }) => count(words) },
  { head: 'Quality', align: 'right', least: 76, cell: (book) => scoreOf(book) },
  {
    head: 'Files',
    align: 'left',
    least: 94,
    cell: ({ exports }) => [...new Set(exports.map(({ kind }) => kind))].join(' '),
  },
];

/** A row for each book, as wide as the terminal; a narrow one does without codes, files and figures, in this order. */
export function booksTable(books: ListedBook[], columns: number): string {
  const hasCodes = books.some(({ courseCode }) => courseCode !== null);
  const shown = COLUMNS.filter(({ head, least }) => columns >= least && (head !== 'Code' || hasCodes));
  const table = new Table({
    head: shown.map(({ head }) => head),
    colAligns: shown.map(({ align }) => align),
    style: { head: [], border: [], compact: true },
    chars: PLAIN,
  });
  const widthOf = ({ head, cell }: Column): number =>
    books.reduce((width, book) => Math.max(width, stringWidth(cell(book))), head.length);
  const others = shown.filter(({ head }) => head !== TITLE).map(widthOf);
  const room = columns - GAP - others.reduce((sum, width) => sum + width + GAP, 0);
  const titleWidth = Math.max(16, Math.min(60, room));
  for (const book of books) {
    table.push(shown.map(({ head, cell }) => (head === TITLE ? cliTruncate(cell(book), titleWidth) : cell(book))));
  }
  return table.toString();
}

/** Blanks around a cell, and between two of them. */
const GAP = 3;

/** Everything that is known of one edition, with where its files are. */
export function bookPage(book: ShownBook): string[] {
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
        ({ rule, chapter, lecture, detail }) =>
          `  finding${chapter === null ? '' : ` in chapter ${chapter}`}${lecture === null ? '' : `, “${lecture}”`}: ${rule}: ${detail}`,
      ),
    ...book.exports.map(
      (file) =>
        `  ${exportLabel(file).padEnd(5)} ${bytes(file.bytes).padStart(9)}  ${file.path}\n        sha256 ${file.sha256}`,
    ),
  ];
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
