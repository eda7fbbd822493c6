/** The book's rows: what the road's steps load and save. JSON is parsed on every read. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { BookStore } from '../../domain/book/book-store.ts';
import { LibraryError } from '../../domain/failure.ts';
import { ManuscriptSchema } from '../../domain/manuscript/manuscript.ts';
import { FindingSchema, QualityReportSchema } from '../../domain/quality/report.ts';
import { openBook } from './book-opening.ts';
import { publishBook } from './book-publication.ts';
import { createChapterRows, createReportRows } from './chapter-rows.ts';
import type { LibraryPrisma } from './client.ts';
import { createDeskRows } from './desk-rows.ts';
import type { Prisma } from './generated/client.ts';
import { jsonText } from './json.ts';

/** Reports that are not of a chapter. */
const WHOLE_BOOK = 0;
const OUTLINE = -1;

const OutlineReportSchema = z.strictObject({ verdict: z.enum(['accept', 'revise']), findings: z.array(FindingSchema) });

export function createBookStore(prisma: LibraryPrisma): BookStore {
  const reports = createReportRows(prisma);
  return {
    ...createDeskRows(prisma),
    ...createChapterRows(prisma),
    openBook: (request) => openBook(prisma, request),
    publishBook: (bookId) => publishBook(prisma, bookId),

    async saveOutline(bookId, outline) {
      await prisma.book.update({
        where: { id: bookId },
        data: { outline: json(outline), chapterCount: outline.chapters.length, updatedAt: new Date() },
      });
    },
    async saveOutlineReport({ bookId, revision }, report) {
      await reports.save({ bookId, revision, chapterNumber: OUTLINE }, report.verdict, report);
      await prisma.book.update({ where: { id: bookId }, data: { outlineRevision: revision } });
    },
    async findOutlineReport({ bookId, revision }) {
      const report = await reports.find({ bookId, revision, chapterNumber: OUTLINE });
      return report === null ? null : OutlineReportSchema.parse(report);
    },

    async findReport({ bookId, revision }) {
      const report = await reports.find({ bookId, revision, chapterNumber: WHOLE_BOOK });
      return report === null ? null : QualityReportSchema.parse(report);
    },
    async saveReport({ bookId, revision }, report) {
      await reports.save({ bookId, revision, chapterNumber: WHOLE_BOOK }, report.verdict, report);
      const scores = report.scores ?? { quality: null, alignment: null };
      await prisma.book.update({
        where: { id: bookId },
        data: report.isRehearsal
          ? { rehearsalQuality: scores.quality, rehearsalAlignment: scores.alignment }
          : { quality: scores.quality, alignment: scores.alignment },
      });
    },

    async saveManuscript(bookId, manuscript, words) {
      const row = { content: json(manuscript), contentHash: hashOf(manuscript), words };
      await prisma.manuscript.upsert({ where: { bookId }, create: { bookId, ...row }, update: row });
      await prisma.book.update({ where: { id: bookId }, data: { words, chapterCount: manuscript.chapters.length } });
      return { contentHash: row.contentHash };
    },
    async loadManuscript(bookId) {
      const row = await prisma.manuscript.findUnique({ where: { bookId } });
      if (!row) throw new LibraryError('BookNotFound', `Book ${bookId} has no manuscript.`);
      return ManuscriptSchema.parse(row.content);
    },

    async findExport(bookId, format) {
      const row = await prisma.export.findUnique({ where: { bookId_format: { bookId, format } } });
      return row && { format, path: row.path, bytes: Number(row.bytes), sha256: row.sha256 };
    },
    async saveExport(bookId, { format, path, bytes, sha256 }) {
      const row = { path, bytes: BigInt(bytes), sha256 };
      await prisma.export.upsert({
        where: { bookId_format: { bookId, format } },
        create: { bookId, format, ...row },
        update: row,
      });
    },

    async holdBook(bookId, reason) {
      await prisma.book.updateMany({
        where: { id: bookId, status: { in: ['draft', 'held'] } },
        data: { status: 'held', failureCode: null, failureMessage: reason, updatedAt: new Date() },
      });
    },
    async failBook(bookId, { code, message }) {
      await prisma.$transaction([
        prisma.export.deleteMany({ where: { bookId, book: { status: { in: ['draft', 'failed'] } } } }),
        prisma.passage.deleteMany({ where: { bookId, book: { status: { in: ['draft', 'failed'] } } } }),
        prisma.book.updateMany({
          where: { id: bookId, status: { in: ['draft', 'failed'] } },
          data: { status: 'failed', failureCode: code, failureMessage: message, updatedAt: new Date() },
        }),
      ]);
    },

    async replacePassages(bookId, passages) {
      const book = await prisma.book.findUnique({ where: { id: bookId }, select: { courseId: true } });
      const courseId = book?.courseId;
      if (!courseId) throw new LibraryError('BookNotFound', `No book ${bookId} of a course.`);
      await prisma.$transaction([
        prisma.passage.deleteMany({ where: { bookId } }),
        prisma.passage.createMany({ data: passages.map((passage) => ({ ...passage, bookId, courseId })) }),
      ]);
      return passages.length;
    },
  };
}

const hashOf = (content: unknown): string => createHash('sha256').update(JSON.stringify(content)).digest('hex');

/** As `jsonText`, parsed again: Prisma takes values. */
const json = (value: object): Prisma.InputJsonValue =>
  z
    .custom<Prisma.InputJsonValue>((parsed) => parsed !== null && parsed !== undefined)
    .parse(JSON.parse(jsonText(value)));
