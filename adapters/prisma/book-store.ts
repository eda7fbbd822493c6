/** The book's rows: what the road's steps load and save. JSON is parsed on every read. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { BookRow, BookStore } from '../../domain/book/book-store.ts';
import { ChapterSchema } from '../../domain/chapter/chapter.ts';
import { LibraryError } from '../../domain/failure.ts';
import { ExportFormatSchema } from '../../domain/manuscript/export.ts';
import { ManuscriptSchema } from '../../domain/manuscript/manuscript.ts';
import { OutlineSchema } from '../../domain/outline/outline.ts';
import { ChapterReportSchema, FindingSchema, QualityReportSchema } from '../../domain/quality/report.ts';
import { openBook } from './book-opening.ts';
import { publishBook } from './book-publication.ts';
import type { LibraryPrisma } from './client.ts';
import { createCourseLoader } from './course-rows.ts';
import type { Prisma } from './generated/client.ts';

/** Rows of `scroll_quality_reports` that are not of a chapter. */
const WHOLE_BOOK = 0;
const OUTLINE = -1;
/** Words a minute of a reader of study texts; source: Brysbaert 2019, doi 10.1016/j.jml.2019.104047 (238, rounded down). */
const READING_SPEED = 200;

const OutlineReportSchema = z.strictObject({ verdict: z.enum(['accept', 'revise']), findings: z.array(FindingSchema) });

export function createBookStore(prisma: LibraryPrisma): BookStore {
  const findReportRow = (bookId: string, revision: number, chapterNumber: number) =>
    prisma.qualityReport.findUnique({
      where: { bookId_revision_chapterNumber: { bookId, revision, chapterNumber } },
    });
  const saveReportRow = async (
    key: { bookId: string; revision: number; chapterNumber: number },
    verdict: string,
    report: object,
  ) => {
    const row = { ...key, verdict, report: json(report) };
    await prisma.qualityReport.upsert({
      where: { bookId_revision_chapterNumber: key },
      create: row,
      update: { verdict, report: row.report },
    });
  };

  return {
    loadCourse: createCourseLoader(prisma),
    openBook: (request) => openBook(prisma, request),
    publishBook: (bookId) => publishBook(prisma, bookId),

    async loadBook(bookId) {
      const row = await prisma.book.findUnique({ where: { id: bookId } });
      if (!row) throw new LibraryError('BookNotFound', `No book ${bookId}.`);
      return {
        ...row,
        formats: z.array(ExportFormatSchema).parse(row.formats),
        outline: row.outline === null ? null : OutlineSchema.parse(row.outline),
      } satisfies BookRow;
    },

    async saveOutline(bookId, outline) {
      await prisma.book.update({
        where: { id: bookId },
        data: { outline: json(outline), chapterCount: outline.chapters.length, updatedAt: new Date() },
      });
    },
    async saveOutlineReport({ bookId, revision }, report) {
      await saveReportRow({ bookId, revision, chapterNumber: OUTLINE }, report.verdict, report);
      await prisma.book.update({ where: { id: bookId }, data: { outlineRevision: revision } });
    },
    async findOutlineReport({ bookId, revision }) {
      const row = await findReportRow(bookId, revision, OUTLINE);
      return row && OutlineReportSchema.parse(row.report);
    },

    findPart: ({ bookId, chapter, part, revision }) =>
      prisma.part.findUnique({
        where: { bookId_chapterNumber_part_revision: { bookId, chapterNumber: chapter, part, revision } },
        select: { words: true },
      }),
    async savePart({ bookId, chapter, part, revision, content, words }) {
      const row = { bookId, chapterNumber: chapter, part, revision, words };
      await prisma.part.createMany({
        data: [{ ...row, content: json(content), contentHash: hashOf(content) }],
        skipDuplicates: true,
      });
    },
    async loadParts({ bookId, chapter, revision }) {
      const rows = await prisma.part.findMany({
        where: { bookId, chapterNumber: chapter, revision: { lte: revision } },
        orderBy: [{ part: 'asc' }, { revision: 'desc' }],
        distinct: ['part'],
        select: { part: true, revision: true, content: true },
      });
      return rows;
    },

    async saveChapter({ bookId, revision }, chapter, words) {
      const content = {
        title: chapter.title,
        content: json(chapter),
        words,
        readingMinutes: Math.ceil(words / READING_SPEED),
        contentHash: hashOf(chapter),
      };
      await prisma.chapterRow.upsert({
        where: { bookId_number_revision: { bookId, number: chapter.number, revision } },
        create: { bookId, number: chapter.number, revision, ...content },
        update: content,
      });
    },
    async loadChapters(bookId) {
      const rows = await prisma.chapterRow.findMany({
        where: { bookId },
        orderBy: [{ number: 'asc' }, { revision: 'desc' }],
        distinct: ['number'],
        select: { content: true },
      });
      return rows.map((row) => ChapterSchema.parse(row.content));
    },
    async loadChapter({ bookId, number, revision }) {
      const row = await prisma.chapterRow.findFirst({
        where: { bookId, number, revision: { lte: revision } },
        orderBy: { revision: 'desc' },
        select: { content: true },
      });
      if (!row) throw new LibraryError('BookNotFound', `Book ${bookId} has no chapter ${number} yet.`);
      return ChapterSchema.parse(row.content);
    },

    async findChapterReport({ bookId, revision, chapter }) {
      const row = await findReportRow(bookId, revision, chapter);
      return row && ChapterReportSchema.parse(row.report);
    },
    async saveChapterReport({ bookId, revision }, report) {
      const verdict = report.findings.some((finding) => finding.severity === 'veto') ? 'revise' : 'accept';
      await saveReportRow({ bookId, revision, chapterNumber: report.chapter }, verdict, report);
    },
    async loadChapterReports({ bookId, revision }) {
      const rows = await prisma.qualityReport.findMany({
        where: { bookId, chapterNumber: { gt: WHOLE_BOOK }, revision: { lte: revision } },
        orderBy: [{ chapterNumber: 'asc' }, { revision: 'desc' }],
        distinct: ['chapterNumber'],
      });
      return rows.map((row) => ChapterReportSchema.parse(row.report));
    },
    async findReport({ bookId, revision }) {
      const row = await findReportRow(bookId, revision, WHOLE_BOOK);
      return row && QualityReportSchema.parse(row.report);
    },
    async saveReport({ bookId, revision }, report) {
      await saveReportRow({ bookId, revision, chapterNumber: WHOLE_BOOK }, report.verdict, report);
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

/**
 * A value as PostgreSQL's jsonb takes it: U+0000 and lone surrogates cannot be stored there.
 * The shapes that we save were parsed before; the round trip also drops `undefined`.
 */
const json = (value: unknown): Prisma.InputJsonValue =>
  z
    .custom<Prisma.InputJsonValue>((parsed) => parsed !== null && parsed !== undefined)
    .parse(
      JSON.parse(
        JSON.stringify(value)
          .replaceAll('\\u0000', '')
          .replaceAll(/\\ud[89a-f][0-9a-f]{2}/gi, '\\ufffd'),
      ),
    );
