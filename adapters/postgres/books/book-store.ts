/** The book's rows: what the road's steps load and save. JSON is parsed on every read. */
import type { BookStore } from '../../../domain/ports/books.ts';
import { AudienceSchema } from '../../../domain/exports/export.ts';
import { LibraryError } from '../../../domain/failure.ts';
import { ManuscriptIdentitySchema } from '../../../domain/manuscript/manuscript.ts';
import { STORED_OUTLINE } from '../../../domain/outline/outline.ts';
import { STORED_OUTLINE_REPORT, STORED_QUALITY_REPORT } from '../../../domain/quality/report.ts';
import { jsonText, readStored, toStored } from '../../../domain/stored.ts';
import { openBook } from './book-opening.ts';
import { publishBook } from './book-publication.ts';
import { createChapterRows, createReportRows } from './chapter-rows.ts';
import { dropStoredReplies } from '../calls/replies.ts';
import type { LibraryPrisma } from '../client.ts';
import { createWritingRows } from './writing-rows.ts';
import { createIndexRows } from './index-rows.ts';

export interface BookStoreOptions {
  /** Whether replies and parts stay after what was made of them is stored. */
  keepsDrafts: boolean;
}

export function createBookStore(
  prisma: LibraryPrisma,
  { keepsDrafts }: BookStoreOptions = { keepsDrafts: false },
): BookStore {
  const { pool } = prisma;
  const reports = createReportRows(prisma);
  return {
    ...createWritingRows(prisma),
    ...createIndexRows(prisma),
    ...createChapterRows(prisma),
    openBook: (request) => openBook(prisma, request),
    publishBook: (bookId) => publishBook(prisma, bookId, { keepsDrafts }),

    async saveOutline(bookId, outline) {
      await pool.query(`UPDATE scroll_books SET outline = $2::jsonb, chapter_count = $3 WHERE id = $1`, [
        bookId,
        jsonText(toStored(STORED_OUTLINE, outline)),
        outline.chapters.length,
      ]);
    },
    async saveOutlineReport({ bookId, revision }, report) {
      await reports.save({ kind: 'plan', bookId, revision }, report.verdict, toStored(STORED_OUTLINE_REPORT, report));
      await pool.query('UPDATE scroll_books SET outline_revision = $2 WHERE id = $1', [bookId, revision]);
    },
    async findOutlineReport({ bookId, revision }) {
      const report = await reports.find({ kind: 'plan', bookId, revision });
      return report === null
        ? null
        : readStored(STORED_OUTLINE_REPORT, report, `the report on the plan of book ${bookId}`);
    },

    async findReport({ bookId, revision }) {
      const report = await reports.find({ kind: 'book', bookId, revision });
      return report === null ? null : readStored(STORED_QUALITY_REPORT, report, `the report on book ${bookId}`);
    },
    async saveReport({ bookId, revision }, report) {
      await reports.save({ kind: 'book', bookId, revision }, report.verdict, toStored(STORED_QUALITY_REPORT, report));
      const scores = report.scores ?? { quality: null, alignment: null };
      await prisma.book.updateMany({
        where: { id: bookId },
        data: report.isRehearsal
          ? { rehearsalQuality: scores.quality, rehearsalAlignment: scores.alignment }
          : { quality: scores.quality, alignment: scores.alignment },
      });
    },

    async saveManuscript(bookId, { text, words, chapters }) {
      await pool.query(
        `WITH kept AS (
           INSERT INTO scroll_manuscripts (book_id, content, words) VALUES ($1, $2::jsonb, $3)
           ON CONFLICT (book_id) DO UPDATE SET content = EXCLUDED.content, words = EXCLUDED.words)
         UPDATE scroll_books SET words = $3, chapter_count = $4 WHERE id = $1`,
        [bookId, text, words, chapters],
      );
    },
    async loadManuscript(bookId) {
      const { rows } = await pool.query<{ text: string; identity: unknown }>(
        `SELECT content::text AS text, to_jsonb(identity) AS identity
         FROM scroll_manuscripts,
           jsonb_to_record(content) identity ("bookId" text, "courseId" text, "courseCode" text, title text, edition int)
         WHERE book_id = $1`,
        [bookId],
      );
      const [row] = rows;
      if (!row)
        throw new LibraryError(
          'StateConflict',
          `Expected book ${bookId} to have a manuscript; none was put together yet.`,
        );
      return {
        text: row.text,
        row: `the manuscript of book ${bookId}`,
        identity: ManuscriptIdentitySchema.parse(row.identity),
      };
    },

    async findExport(bookId, { kind, variant }) {
      const row = await prisma.export.findUnique({
        where: { bookId_kind_variant: { bookId, kind, variant } },
        omit: { id: true, bookId: true, createdAt: true },
      });
      return row && { ...row, audience: AudienceSchema.parse(row.audience), bytes: Number(row.bytes) };
    },
    async saveExport(bookId, { kind, variant, ...file }) {
      const row = { ...file, bytes: BigInt(file.bytes) };
      await prisma.export.upsert({
        where: { bookId_kind_variant: { bookId, kind, variant } },
        create: { bookId, kind, variant, ...row },
        update: row,
      });
    },
    async completeExports(bookId, kinds) {
      await pool.query(
        `UPDATE scroll_books SET exported_kinds = ARRAY(SELECT DISTINCT unnest(exported_kinds || $2::text[]) ORDER BY 1)
         WHERE id = $1 AND NOT exported_kinds @> $2::text[]`,
        [bookId, kinds],
      );
    },

    async holdBook(bookId, reason) {
      await prisma.book.updateMany({
        where: { id: bookId, status: { in: ['draft', 'held'] } },
        data: { status: 'held', failureCode: null, failureMessage: reason },
      });
      if (!keepsDrafts) await dropStoredReplies(prisma, bookId);
    },
    async failBook(bookId, { code, message }) {
      const ofFailed = { bookId, book: { status: 'failed' } } as const;
      // The book before what belongs to it: a publication that is under way is waited for, and keeps its files.
      await prisma.$transaction([
        prisma.book.updateMany({
          where: { id: bookId, status: { in: ['draft', 'failed'] } },
          data: {
            status: 'failed',
            failureCode: code,
            failureMessage: message,
            exportedKinds: [],
          },
        }),
        prisma.export.deleteMany({ where: ofFailed }),
        prisma.passage.deleteMany({ where: ofFailed }),
      ]);
    },
  };
}
