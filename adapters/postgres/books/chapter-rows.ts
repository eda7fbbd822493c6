/**
 * Parts, chapters and reports: the rows that every writing step reads and writes, one plain statement each.
 * JSON is parsed on every read.
 */
import { createHash } from 'node:crypto';
import type { BookStore } from '../../../domain/ports/books.ts';
import { STORED_CHAPTER } from '../../../domain/chapter/chapter.ts';
import { STORED_CHAPTER_REPORT } from '../../../domain/quality/report.ts';
import { readStored, toStored } from '../../../domain/stored.ts';
import type { LibraryPrisma } from '../client.ts';
import { jsonText } from '../json.ts';

/** Words a minute of a reader of study texts; source: Brysbaert 2019, doi 10.1016/j.jml.2019.104047 (238, rounded down). */
const READING_SPEED = 200;

type ChapterRows = Pick<
  BookStore,
  'savePart' | 'loadParts' | 'saveChapter' | 'loadChapters' | 'saveChapterReport' | 'loadChapterReports'
>;

export function createChapterRows(prisma: LibraryPrisma): ChapterRows {
  const { pool } = prisma;
  const reports = createReportRows(prisma);
  return {
    async savePart({ bookId, chapter, part, revision, content, words }) {
      const text = jsonText(content);
      await pool.query(
        `INSERT INTO scroll_parts (book_id, chapter_number, part, revision, content, words, content_hash)
         VALUES ($1, $2, $3, $4, $5::jsonb, $6, $7) ON CONFLICT DO NOTHING`,
        [bookId, chapter, part, revision, text, words, hashOf(text)],
      );
    },
    async loadParts({ bookId, chapter, revision }) {
      const { rows } = await pool.query<{ part: string; revision: number; content: unknown }>(
        `SELECT DISTINCT ON (part) part, revision, content FROM scroll_parts
         WHERE book_id = $1 AND chapter_number = $2 AND revision <= $3 ORDER BY part, revision DESC`,
        [bookId, chapter, revision],
      );
      return rows;
    },

    async saveChapter({ bookId, revision }, chapter, words) {
      const text = jsonText(toStored(STORED_CHAPTER, chapter));
      await pool.query(
        `INSERT INTO scroll_chapters (book_id, number, revision, title, content, words, reading_minutes, content_hash)
         VALUES ($1, $2, $3, $4, $5::jsonb, $6, $7, $8)
         ON CONFLICT (book_id, number, revision) DO UPDATE SET title = EXCLUDED.title, content = EXCLUDED.content,
           words = EXCLUDED.words, reading_minutes = EXCLUDED.reading_minutes, content_hash = EXCLUDED.content_hash`,
        [bookId, chapter.number, revision, chapter.title, text, words, Math.ceil(words / READING_SPEED), hashOf(text)],
      );
    },
    async loadChapters(bookId) {
      const { rows } = await pool.query<{ number: number; content: unknown }>(
        `SELECT DISTINCT ON (number) number, content FROM scroll_chapters WHERE book_id = $1 ORDER BY number, revision DESC`,
        [bookId],
      );
      return rows.map(({ number, content }) =>
        readStored(STORED_CHAPTER, content, `chapter ${number} of book ${bookId}`),
      );
    },

    async saveChapterReport({ bookId, revision }, report) {
      const verdict = report.findings.some((finding) => finding.severity === 'veto') ? 'revise' : 'accept';
      await reports.save(
        { bookId, revision, chapterNumber: report.chapter },
        verdict,
        toStored(STORED_CHAPTER_REPORT, report),
      );
    },
    async loadChapterReports({ bookId, revision }) {
      const { rows } = await pool.query<{ number: number; report: unknown }>(
        `SELECT DISTINCT ON (chapter_number) chapter_number AS number, report FROM scroll_quality_reports
         WHERE book_id = $1 AND chapter_number > 0 AND revision <= $2 ORDER BY chapter_number, revision DESC`,
        [bookId, revision],
      );
      return rows.map(({ number, report }) =>
        readStored(STORED_CHAPTER_REPORT, report, `the report on chapter ${number} of book ${bookId}`),
      );
    },
  };
}

/** Chapter number 0 is the whole book, -1 its plan. */
export interface ReportKey {
  bookId: string;
  revision: number;
  chapterNumber: number;
}

export const createReportRows = ({ pool }: LibraryPrisma) => ({
  /** The report as it is stored, or null. */
  async find({ bookId, revision, chapterNumber }: ReportKey): Promise<unknown> {
    const { rows } = await pool.query<{ report: unknown }>(
      'SELECT report FROM scroll_quality_reports WHERE book_id = $1 AND revision = $2 AND chapter_number = $3',
      [bookId, revision, chapterNumber],
    );
    return rows[0]?.report ?? null;
  },
  async save({ bookId, revision, chapterNumber }: ReportKey, verdict: string, report: object): Promise<void> {
    await pool.query(
      `INSERT INTO scroll_quality_reports (book_id, revision, chapter_number, verdict, report)
       VALUES ($1, $2, $3, $4, $5::jsonb)
       ON CONFLICT (book_id, revision, chapter_number) DO UPDATE SET verdict = EXCLUDED.verdict, report = EXCLUDED.report`,
      [bookId, revision, chapterNumber, verdict, jsonText(report)],
    );
  },
});

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
