/** Replies of the model and what became of them: a reply is kept until what was made of it is stored. */
import { Prisma } from '../generated/client.ts';

type Transaction = Pick<Prisma.TransactionClient, '$executeRaw'>;

/** What was made of the reply of `call` is stored: the plan, the report or the part. */
const IS_STORED = Prisma.sql`CASE call.purpose
  WHEN 'outline' THEN EXISTS (SELECT FROM scroll_books b WHERE b.id = call.book_id AND b.chapter_count > 0)
  WHEN 'judge' THEN EXISTS (
    SELECT FROM scroll_quality_reports report
    WHERE report.book_id = call.book_id AND report.kind = 'chapter' AND report.chapter_number = call.chapter_number
      AND report.revision = call.revision)
  ELSE EXISTS (
    SELECT FROM scroll_parts part
    WHERE part.book_id = call.book_id AND part.chapter_number = call.chapter_number AND part.part = call.part
      AND part.revision = call.revision)
  END`;

/**
 * Drops the replies of a book that are stored in another form: the same text is not kept twice. The rows of the ledger stay,
 * for what they cost.
 */
export const dropStoredReplies = (tx: Transaction, bookId: string): Promise<number> =>
  tx.$executeRaw`
    UPDATE model_calls call SET reply = NULL
    WHERE call.book_id = ${bookId}::uuid AND call.status = 'answered' AND call.reply IS NOT NULL AND ${IS_STORED}`;

/**
 * Sets aside replies that nothing was kept of: asked for again under the same key they would be read again, and the book
 * would fail the same way for ever. Their rows stay, for what they cost, under keys that nobody asks for.
 */
export const setAsideUnusedReplies = (tx: Transaction, bookId: string): Promise<number> =>
  tx.$executeRaw`
    UPDATE model_calls call SET call_key = call.call_key || ' set aside ' || call.id
    WHERE call.book_id = ${bookId}::uuid AND call.status = 'answered' AND call.call_key NOT LIKE '% set aside %'
      AND NOT ${IS_STORED}`;

/** True when the very question whose reply could not be used was set aside before: its answer was paid for twice. */
export async function wereSetAside(tx: Pick<Prisma.TransactionClient, '$queryRaw'>, bookId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<{ found: boolean }[]>`
    SELECT EXISTS (
      SELECT FROM model_calls call JOIN model_calls older
        ON older.book_id = call.book_id AND older.call_key LIKE call.call_key || ' set aside %'
      WHERE call.book_id = ${bookId}::uuid AND call.status = 'answered' AND call.call_key NOT LIKE '% set aside %'
        AND NOT ${IS_STORED}
    ) AS found`;
  return rows[0]?.found ?? false;
}
