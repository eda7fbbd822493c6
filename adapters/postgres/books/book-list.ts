/** Books as people list them: what each is, how good, and the files made of it. */
import { z } from 'zod';
import { titleOfPart } from '../../../domain/chapter/waves.ts';
import { STORED_OUTLINE, type Outline } from '../../../domain/outline/outline.ts';
import { LibraryError } from '../../../domain/failure.ts';
import { FindingSchema, type Finding } from '../../../domain/finding.ts';
import { readStored } from '../../../domain/stored.ts';
import type { BookStatus } from '../../../domain/ports/books.ts';
import { Prisma } from '../generated/client.ts';
import type { LibraryPrisma } from '../client.ts';
import { reachingDatabase } from '../database-errors.ts';

export interface ListedBook {
  courseId: string | null;
  courseCode: string | null;
  courseTitle: string;
  bookId: string;
  edition: number;
  status: BookStatus;
  rehearsal: boolean;
  standard: string;
  chapters: number;
  words: number;
  /** Null for a rehearsal edition: its scores are rehearsal scores and no quality. */
  quality: number | null;
  alignment: number | null;
  rehearsalQuality: number | null;
  rehearsalAlignment: number | null;
  model: string;
  language: string | null;
  publishedAt: string | null;
  failure: { code: string | null; message: string | null } | null;
  exports: ListedExport[];
}

export interface ListedExport {
  kind: string;
  variant: string;
  /** The kind, under the name that it had before there were variants. */
  format: string;
  audience: string;
  mediaType: string;
  /** As the storage knows it. */
  path: string;
  bytes: number;
  sha256: string;
}

export interface ShownBook extends ListedBook {
  contents: { number: number; title: string; words: number }[];
  findings: ShownFinding[];
}

/** `lecture`: title of the section in which it was found; null where it is of a chapter or of the book. */
export type ShownFinding = Finding & { lecture: string | null };

const LISTED = {
  id: true,
  courseId: true,
  courseCode: true,
  courseTitle: true,
  edition: true,
  status: true,
  isRehearsal: true,
  standard: true,
  chapterCount: true,
  words: true,
  quality: true,
  alignment: true,
  rehearsalQuality: true,
  rehearsalAlignment: true,
  model: true,
  language: true,
  publishedAt: true,
  failureCode: true,
  failureMessage: true,
  exports: {
    select: { kind: true, variant: true, audience: true, mediaType: true, path: true, bytes: true, sha256: true },
    orderBy: [{ kind: 'asc' }, { variant: 'asc' }],
  },
} as const satisfies Prisma.BookSelect;

export interface BooksRequest {
  courseId?: string | undefined;
  statuses?: readonly BookStatus[] | undefined;
  /** Books of a page. */
  limit: number;
  /** The last book of the page before; null for the first page. */
  after?: string | null | undefined;
}

export interface BooksPage {
  books: ListedBook[];
  /** What the next page comes after; null when this is the last. */
  next: string | null;
}

/**
 * One page of the editions of every course, or of one; by title, course and edition. As quick in the middle of 10,000 books as
 * at their beginning.
 * @throws LibraryError InputInvalid when there is no book `after`
 */
export const listBooks = (prisma: LibraryPrisma, request: BooksRequest): Promise<BooksPage> =>
  reachingDatabase(async () => {
    const rows = await prisma.$queryRaw<{ id: string }[]>`
      SELECT b.id::text AS id FROM scroll_books b WHERE ${await conditionsOf(prisma, request)}
      ORDER BY ${PLACE} LIMIT ${request.limit + 1}`;
    const ids = rows.slice(0, request.limit).map(({ id }) => id);
    const found = await prisma.book.findMany({ where: { id: { in: ids } }, select: LISTED });
    const byId = new Map(found.map((row) => [row.id, listed(row)]));
    return {
      books: ids.flatMap((id) => byId.get(id) ?? []),
      next: rows.length > request.limit ? (ids.at(-1) ?? null) : null,
    };
  });

/** The order of the list and of its index; editions of deleted courses come last of a title. */
const PLACE = Prisma.sql`b.course_title, b.course_id, b.edition, b.id`;

async function conditionsOf(prisma: LibraryPrisma, { courseId, statuses, after }: BooksRequest): Promise<Prisma.Sql> {
  const conditions = [Prisma.sql`TRUE`];
  if (courseId !== undefined) conditions.push(Prisma.sql`b.course_id = ${courseId}::uuid`);
  if (statuses) conditions.push(Prisma.sql`b.status::text = ANY (${[...statuses]})`);
  if (typeof after === 'string') conditions.push(await comesAfter(prisma, after));
  return Prisma.join(conditions, ' AND ');
}

/** The first condition finds the place in the index; the others leave out what came before under the same title. */
async function comesAfter(prisma: LibraryPrisma, bookId: string): Promise<Prisma.Sql> {
  const select = { courseTitle: true, courseId: true, edition: true } as const;
  const last = z.guid().safeParse(bookId).success
    ? await prisma.book.findUnique({ where: { id: bookId }, select })
    : null;
  if (!last)
    throw new LibraryError('InputInvalid', `Expected the id of a book to list from, got ${bookId}. Leave it out.`);
  const { courseTitle, courseId, edition } = last;
  const laterEdition = Prisma.sql`(b.edition, b.id) > (${edition}, ${bookId}::uuid)`;
  const sameTitle =
    courseId === null
      ? Prisma.sql`b.course_id IS NULL AND ${laterEdition}`
      : Prisma.sql`(b.course_id IS NULL OR b.course_id > ${courseId}::uuid OR b.course_id = ${courseId}::uuid AND ${laterEdition})`;
  return Prisma.sql`b.course_title >= ${courseTitle} AND (b.course_title > ${courseTitle} OR ${sameTitle})`;
}

/** Editions of these states, over the whole library. */
export const countBooks = (prisma: LibraryPrisma, statuses: readonly BookStatus[]): Promise<number> =>
  reachingDatabase(() => prisma.book.count({ where: { status: { in: [...statuses] } } }));

/** Every edition of one course with its chapters and what the gates found; newest first. */
export async function showBooks(prisma: LibraryPrisma, courseId: string): Promise<ShownBook[]> {
  const rows = await reachingDatabase(() =>
    prisma.book.findMany({
      where: { courseId },
      orderBy: { edition: 'desc' },
      select: {
        ...LISTED,
        outline: true,
        chapters: {
          select: { number: true, title: true, words: true },
          orderBy: [{ number: 'asc' }, { revision: 'desc' }],
        },
        // The whole book's, or of a book that came no further the plan's.
        reports: {
          where: { kind: { in: ['book', 'plan'] } },
          orderBy: [{ kind: 'asc' }, { revision: 'desc' }],
          take: 1,
          select: { report: true },
        },
      },
    }),
  );
  const refused = await refusedDrafts(prisma, courseId);
  return rows.map((row) => {
    const outline =
      row.outline === null ? null : readStored(STORED_OUTLINE, row.outline, `the outline of book ${row.id}`);
    const findings = [...findingsOf(row.reports), ...refused.filter(({ bookId }) => bookId === row.id).map(asFinding)];
    return {
      ...listed(row),
      contents: contentsOf({ chapters: row.chapters, outline }),
      findings: findings.map((finding) => ({ ...finding, lecture: outline && titleOfPart(outline, finding) })),
    };
  });
}

type RefusedDraft = Awaited<ReturnType<typeof refusedDrafts>>[number];

/** Replies that stayed unsound after the last ask, with what was wrong with each. */
const refusedDrafts = (prisma: LibraryPrisma, courseId: string) =>
  reachingDatabase(() =>
    prisma.modelCall.findMany({
      where: { courseId, errorCode: 'ModelOutputInvalid' },
      orderBy: { answeredAt: 'asc' },
      select: { bookId: true, chapterNumber: true, part: true, errorMessage: true },
    }),
  );

const asFinding = ({ chapterNumber, part, errorMessage }: RefusedDraft): Finding => ({
  rule: 'refused-draft',
  severity: 'veto',
  chapter: chapterNumber === 0 ? null : chapterNumber,
  part: part === '' ? null : part,
  detail: `${part}: ${(errorMessage ?? '').split('\n').join('; ')}`,
});

type Row = Prisma.BookGetPayload<{ select: typeof LISTED }>;

function listed(row: Row): ListedBook {
  const { id, isRehearsal, chapterCount, publishedAt, failureCode, failureMessage, exports, ...plain } = row;
  return {
    courseId: plain.courseId,
    courseCode: plain.courseCode,
    courseTitle: plain.courseTitle,
    bookId: id,
    edition: plain.edition,
    status: plain.status,
    rehearsal: isRehearsal,
    standard: plain.standard,
    chapters: chapterCount,
    words: plain.words,
    quality: plain.quality,
    alignment: plain.alignment,
    rehearsalQuality: plain.rehearsalQuality,
    rehearsalAlignment: plain.rehearsalAlignment,
    model: plain.model,
    language: plain.language,
    publishedAt: publishedAt?.toISOString() ?? null,
    failure: failureCode || failureMessage ? { code: failureCode, message: failureMessage } : null,
    exports: exports.map((file) => ({ ...file, format: file.kind, bytes: Number(file.bytes) })),
  };
}

/** Chapters as written, the newest revision of each; of a book that has none yet, as planned. */
function contentsOf({
  chapters,
  outline,
}: {
  chapters: ShownBook['contents'];
  outline: Outline | null;
}): ShownBook['contents'] {
  const written = new Map<number, ShownBook['contents'][number]>();
  for (const chapter of chapters) if (!written.has(chapter.number)) written.set(chapter.number, chapter);
  if (written.size > 0 || outline === null) return [...written.values()];
  return outline.chapters.map(({ number, title }) => ({ number, title, words: 0 }));
}

function findingsOf(reports: { report: unknown }[]): Finding[] {
  const stored = z.object({ report: z.object({ findings: z.array(FindingSchema) }) });
  return stored.optional().parse(reports[0])?.report.findings ?? [];
}
