/**
 * Parts, chapters and reports: the rows that every writing step reads and writes, one plain statement each.
 * JSON is parsed on every read.
 */
import { z } from 'zod';
import { FaultSchema } from '../../../domain/finding.ts';
import type { BookStore } from '../../../domain/ports/books.ts';
import { STORED_CHAPTER_REPORT } from '../../../domain/quality/report.ts';
import { jsonText, readStored, toStored } from '../../../domain/stored.ts';
import type { LibraryPrisma } from '../client.ts';

const PartFaults = z.array(FaultSchema);

type ChapterRows = Pick<
  BookStore,
  'savePart' | 'loadParts' | 'saveChapter' | 'loadBookParts' | 'saveChapterReport' | 'loadChapterReports'
>;

export function createChapterRows(prisma: LibraryPrisma): ChapterRows {
  const { pool } = prisma;
  const reports = createReportRows(prisma);
  return {
    async savePart({ bookId, chapter, part, revision, content, words, faults = [] }) {
      await pool.query(
        `INSERT INTO scroll_parts (book_id, chapter_number, part, revision, content, words, faults)
         VALUES ($1, $2, $3, $4, $5::jsonb, $6, $7::jsonb) ON CONFLICT DO NOTHING`,
        [bookId, chapter, part, revision, jsonText(content), words, faults.length > 0 ? jsonText(faults) : null],
      );
    },
    async loadParts({ bookId, chapter, revision }) {
      const { rows } = await pool.query<{ part: string; revision: number; content: unknown; faults: unknown }>(
        `SELECT DISTINCT ON (part) part, revision, content, faults FROM scroll_parts
         WHERE book_id = $1 AND chapter_number = $2 AND revision <= $3 ORDER BY part, revision DESC`,
        [bookId, chapter, revision],
      );
      return rows.map((row) => ({ ...row, faults: row.faults === null ? [] : PartFaults.parse(row.faults) }));
    },

    async saveChapter({ bookId, revision }, { number, title, words }) {
      await pool.query(
        `INSERT INTO scroll_chapters (book_id, number, revision, title, words) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (book_id, number, revision) DO UPDATE SET title = EXCLUDED.title, words = EXCLUDED.words`,
        [bookId, number, revision, title, words],
      );
    },
    async loadBookParts(bookId) {
      const { rows } = await pool.query<{ chapter: number; part: string; content: unknown }>(
        `SELECT DISTINCT ON (chapter_number, part) chapter_number AS chapter, part, content FROM scroll_parts p
         WHERE book_id = $1
           AND EXISTS (SELECT FROM scroll_chapters c WHERE c.book_id = p.book_id AND c.number = p.chapter_number)
         ORDER BY chapter_number, part, revision DESC`,
        [bookId],
      );
      const chapters = new Map<number, typeof rows>();
      for (const row of rows) {
        const known = chapters.get(row.chapter);
        if (known) known.push(row);
        else chapters.set(row.chapter, [row]);
      }
      return chapters;
    },

    async saveChapterReport({ bookId, revision }, report) {
      const verdict = report.findings.some((finding) => finding.severity === 'veto') ? 'revise' : 'accept';
      await reports.save(
        { kind: 'chapter', bookId, revision, chapterNumber: report.chapter },
        verdict,
        toStored(STORED_CHAPTER_REPORT, report),
      );
    },
    async loadChapterReports({ bookId, revision }) {
      const { rows } = await pool.query<{ number: number; report: unknown }>(
        `SELECT DISTINCT ON (chapter_number) chapter_number AS number, report FROM scroll_quality_reports
         WHERE book_id = $1 AND kind = 'chapter' AND revision <= $2 ORDER BY chapter_number, revision DESC`,
        [bookId, revision],
      );
      return rows.map(({ number, report }) =>
        readStored(STORED_CHAPTER_REPORT, report, `the report on chapter ${number} of book ${bookId}`),
      );
    },
  };
}

/** What a report is of: a plan, a chapter or a whole book, at one revision. */
export type ReportKey = { bookId: string; revision: number } & (
  { kind: 'plan' | 'book' } | { kind: 'chapter'; chapterNumber: number }
);

export const createReportRows = ({ pool }: LibraryPrisma) => ({
  /** The report as it is stored, or null. */
  async find(key: ReportKey): Promise<unknown> {
    const { rows } = await pool.query<{ report: unknown }>(
      `SELECT report FROM scroll_quality_reports
       WHERE book_id = $1 AND kind = $2 AND chapter_number = $3 AND revision = $4`,
      [key.bookId, key.kind, chapterOf(key), key.revision],
    );
    return rows[0]?.report ?? null;
  },
  async save(key: ReportKey, verdict: string, report: object): Promise<void> {
    await pool.query(
      `INSERT INTO scroll_quality_reports (book_id, kind, chapter_number, revision, verdict, report)
       VALUES ($1, $2, $3, $4, $5, $6::jsonb)
       ON CONFLICT (book_id, kind, chapter_number, revision)
         DO UPDATE SET verdict = EXCLUDED.verdict, report = EXCLUDED.report`,
      [key.bookId, key.kind, chapterOf(key), key.revision, verdict, jsonText(report)],
    );
  },
});

const chapterOf = (key: ReportKey): number => (key.kind === 'chapter' ? key.chapterNumber : 0);
