/**
 * Which book to write for a course: decided in one transaction, so that two callers get the same answer.
 *
 * At most one edition of a course is published and at most one is in work (partial unique indexes).
 */
import type { BookStore, OpenedBook } from '../../../domain/ports/books.ts';
import { bookLanguage } from '../../../domain/course/book-language.ts';
import { INDEX_VERSION } from '../../../domain/index/passages.ts';
import { isMadeOf } from '../../../domain/run/selection.ts';
import { isSameVeto, STORED_QUALITY_REPORT } from '../../../domain/quality/report.ts';
import { readStored } from '../../../domain/stored.ts';
import { setAsideUnusedReplies, wereSetAside } from '../calls/replies.ts';
import type { LibraryPrisma } from '../client.ts';
import type { Prisma } from '../generated/client.ts';

type OpenRequest = Parameters<BookStore['openBook']>[0];
type Transaction = Prisma.TransactionClient;

export const openBook = (prisma: LibraryPrisma, request: OpenRequest): Promise<OpenedBook> =>
  prisma.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${request.course.id}, 7))`;
    return (await findCurrent(tx, request)) ?? (await continueWork(tx, request)) ?? (await beginEdition(tx, request));
  });

/** The published edition, when course, standard and model are still what it was made of. */
async function findCurrent(tx: Transaction, { course, identity, kinds }: OpenRequest): Promise<OpenedBook | null> {
  const current = await tx.book.findFirst({
    where: { courseId: course.id, status: 'published' },
    omit: { outline: true },
  });
  if (!current || !isMadeOf(current, identity)) return null;
  // The course was touched and says the same as before: the next look need not compare again.
  await tx.book.updateMany({ where: { id: current.id }, data: { courseRevision: course.contentRevision } });
  const missingKinds = kinds.filter((kind) => !current.exportedKinds.includes(kind));
  const isIndexDue = (current.indexedVersion ?? 0) < INDEX_VERSION;
  return { state: 'upToDate', bookId: current.id, missingKinds, isIndexDue };
}

/** The edition that was begun and not published, when it can go on; else it makes room. */
async function continueWork(
  tx: Transaction,
  { course, identity, runId, reopenHeld, askAgain = false }: OpenRequest,
): Promise<OpenedBook | null> {
  const work = await tx.book.findFirst({
    where: { courseId: course.id, status: { in: ['draft', 'held', 'failed'] } },
    omit: { outline: true },
  });
  if (!work) return null;
  if (!isMadeOf(work, identity)) {
    await tx.book.updateMany({ where: { id: work.id }, data: { status: 'superseded' } });
    return null;
  }
  const reason = work.failureMessage ?? 'held for a person';
  if (work.status === 'held' && !reopenHeld) return { state: 'held', bookId: work.id, reason };
  const code = work.failureCode ?? '';
  const isOfReplies = UNUSABLE_REPLIES.has(code);
  if (!askAgain && work.status === 'held' && (await isFoundAgain(tx, work.id)))
    return { state: 'held', bookId: work.id, reason: `${reason} ${FOUND_AGAIN}` };
  if (!askAgain && isOfReplies && (await wereSetAside(tx, work.id)))
    return { state: 'failed', bookId: work.id, code, reason: `${reason} ${FAILED_AGAIN}` };

  const resumedAfterHold = work.status === 'held';
  if (isOfReplies) await setAsideUnusedReplies(tx, work.id);
  await tx.book.updateMany({
    where: { id: work.id },
    data: {
      status: 'draft',
      runId,
      round: work.round + (resumedAfterHold ? 1 : 0),
      failureCode: null,
      failureMessage: null,
    },
  });
  const [latest] = await tx.qualityReport.findMany({
    where: { bookId: work.id, kind: 'book' },
    orderBy: { revision: 'desc' },
    take: 1,
    select: { revision: true },
  });
  return {
    state: 'open',
    bookId: work.id,
    edition: work.edition,
    nextRevision: latest?.revision ?? 0,
    nextOutlineRevision: work.outlineRevision + (resumedAfterHold && work.chapterCount === 0 ? 1 : 0),
  };
}

/** Failures that the replies themselves caused. */
const UNUSABLE_REPLIES = new Set(['ModelOutputInvalid', 'ModelRefused']);

const ASK_ANEW =
  'it is not asked for again with the same input. Change the course, the standard or the model; or ask for this very book: npm run generate:enterprise auto <course>';
const FOUND_AGAIN = `The same was found before and after it was written anew, so ${ASK_ANEW}`;
const FAILED_AGAIN = `It failed the same way before, so ${ASK_ANEW}`;

/** True when the last revision of a held book mended nothing: what stops it is word for word what stopped the one before. */
async function isFoundAgain(tx: Transaction, bookId: string): Promise<boolean> {
  const rows = await tx.qualityReport.findMany({
    where: { bookId, kind: 'book' },
    orderBy: { revision: 'desc' },
    take: 2,
    select: { report: true },
  });
  const [last, before] = rows.map(({ report }) =>
    readStored(STORED_QUALITY_REPORT, report, `the report on book ${bookId}`),
  );
  return last !== undefined && before !== undefined && isSameVeto(last.findings, before.findings);
}

async function beginEdition(tx: Transaction, { course, identity, runId }: OpenRequest): Promise<OpenedBook> {
  const last = await tx.book.aggregate({ where: { courseId: course.id }, _max: { edition: true } });
  const book = await tx.book.create({
    data: {
      ...identity,
      courseId: course.id,
      courseCode: course.code,
      courseTitle: course.title,
      courseRevision: course.contentRevision,
      edition: (last._max.edition ?? 0) + 1,
      language: bookLanguage(course, identity).language,
      runId,
    },
  });
  return { state: 'open', bookId: book.id, edition: book.edition, nextRevision: 0, nextOutlineRevision: 0 };
}
