/** Port to the rows of books: parts, chapters, reports, manuscript, exports, passages. */
import type { Course } from '../course/course.ts';
import type { StoredManuscript } from '../manuscript/manuscript.ts';
import type { Fault } from '../finding.ts';
import type { ExportFile, ExportName } from '../exports/export.ts';
import type { PassageDraft } from '../index/passages.ts';
import type { Outline } from '../outline/outline.ts';
import type { ChapterReport, OutlineReport, QualityReport } from '../quality/report.ts';

export type BookStatus = 'draft' | 'held' | 'published' | 'superseded' | 'failed';

export interface BookIdentity {
  standard: string;
  standardHash: string;
  model: string;
  isRehearsal: boolean;
  courseHash: string;
}

export interface BookRow extends BookIdentity {
  id: string;
  courseId: string | null;
  courseTitle: string;
  courseCode: string | null;
  edition: number;
  status: BookStatus;
  language: string | null;
  outline: Outline | null;
  round: number;
  runId: string | null;
  createdAt: Date;
}

export type OpenedBook =
  /** Nothing to write; kinds of export that were asked for and are not all there yet may still be made. */
  | { state: 'upToDate'; bookId: string; missingKinds: string[]; isIndexDue: boolean }
  /** Waits for a person; opened again only when asked to. */
  | { state: 'held'; bookId: string; reason: string }
  /** Failed twice in the same way with the same input; asked again only when a person asks for this very book. */
  | { state: 'failed'; bookId: string; code: string; reason: string }
  | { state: 'open'; bookId: string; edition: number; nextRevision: number; nextOutlineRevision: number };

export interface PartKey {
  bookId: string;
  chapter: number;
  part: string;
  revision: number;
}

export interface BookAndCourse {
  book: BookRow;
  course: Course;
}

export interface BookStore {
  /** @throws LibraryError CourseNotFound */
  loadCourse(courseId: string): Promise<Course>;
  /**
   * Finds the book to write for a course, in one transaction: the current edition if it is up to date, the edition in
   * work if it can go on, else a new edition. Safe to repeat.
   */
  openBook(request: {
    course: Course;
    identity: BookIdentity;
    kinds: readonly string[];
    runId: string | null;
    reopenHeld: boolean;
    askAgain?: boolean;
  }): Promise<OpenedBook>;
  /** @throws LibraryError BookNotFound */
  loadBook(bookId: string): Promise<BookRow>;
  /** The book with its course, for a writing step; unchanged, they are the same objects. @throws LibraryError BookNotFound, CourseNotFound */
  loadBookAndCourse(bookId: string): Promise<BookAndCourse>;
  /** One look: the part when it is written already, else what is needed to write it. @throws as `loadBookAndCourse` */
  openPart(key: PartKey): Promise<{ words: number } | BookAndCourse>;
  /** One look: what was said of the chapter at this revision, else what is needed to check it. @throws as `loadBookAndCourse` */
  openCheck(key: {
    bookId: string;
    chapter: number;
    revision: number;
  }): Promise<{ report: ChapterReport } | BookAndCourse>;
  saveOutline(bookId: string, outline: Outline): Promise<void>;
  /** Keeps what the plan gate said of one outline; `accept` or `revise`. */
  saveOutlineReport(key: { bookId: string; revision: number }, report: OutlineReport): Promise<void>;
  findOutlineReport(key: { bookId: string; revision: number }): Promise<OutlineReport | null>;
  /** Keeps the first content saved under the key; it carries the version of its shape. */
  savePart(key: PartKey & { content: object; words: number; faults?: readonly Fault[] }): Promise<void>;
  /** Every part of a chapter as it stands at `revision`: the newest of each that is not later. */
  loadParts(key: {
    bookId: string;
    chapter: number;
    revision: number;
  }): Promise<{ part: string; revision: number; content: unknown; faults: Fault[] }[]>;
  /** Notes that the chapter was put together at this revision; its text is that of its parts. */
  saveChapter(
    key: { bookId: string; revision: number },
    chapter: { number: number; title: string; words: number },
  ): Promise<void>;
  /** The newest revision of every part of every chapter that was put together, by chapter. Of a published book the contents are gone, unless drafts are kept. */
  loadBookParts(bookId: string): Promise<ReadonlyMap<number, { part: string; content: unknown }[]>>;
  saveChapterReport(key: { bookId: string; revision: number }, report: ChapterReport): Promise<void>;
  /** The newest report of every chapter that is not later than `revision`, in order. */
  loadChapterReports(key: { bookId: string; revision: number }): Promise<ChapterReport[]>;
  findReport(key: { bookId: string; revision: number }): Promise<QualityReport | null>;
  saveReport(key: { bookId: string; revision: number }, report: QualityReport): Promise<void>;
  /** @param manuscript its JSON as it is stored, with its length in words and in chapters */
  saveManuscript(bookId: string, manuscript: { text: string; words: number; chapters: number }): Promise<void>;
  /** @throws LibraryError StateConflict when none was put together yet */
  loadManuscript(bookId: string): Promise<StoredManuscript>;
  findExport(bookId: string, name: ExportName): Promise<ExportFile | null>;
  saveExport(bookId: string, file: ExportFile): Promise<void>;
  /** Notes that every planned file of these kinds is made. Safe to repeat. */
  completeExports(bookId: string, kinds: readonly string[]): Promise<void>;
  /** Draft to held: waits for a person, with its findings. */
  holdBook(bookId: string, reason: string): Promise<void>;
  /** Draft to failed: the reason stays, exports and passages of the edition go. A published book is left alone. */
  failBook(bookId: string, failure: { code: string; message: string }): Promise<void>;
  /**
   * One transaction: predecessor superseded, edition published, `courses.textbook_id` set. Safe to repeat.
   * @throws LibraryError CourseNotFound when the course was deleted meanwhile
   */
  publishBook(bookId: string): Promise<void>;
  /**
   * Makes the index of a published book: replaces its passages, removes those of the course's other editions, notes the
   * version of the rules. Safe to repeat. False, and nothing done, for a book that is not published any more.
   */
  saveIndex(bookId: string, index: { version: number; passages: PassageDraft[] }): Promise<boolean>;
  /** Published books without an index of this version, by id after `afterBookId`. */
  findIndexDue(request: { version: number; afterBookId: string | null; limit: number }): Promise<string[]>;
}
