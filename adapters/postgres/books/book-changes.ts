/** Books that were begun or reached an end since a moment. */
import type { BookStatus } from '../../../domain/ports/books.ts';
import type { LibraryPrisma } from '../client.ts';
import { reachingDatabase } from '../database-errors.ts';

export interface BookChange {
  bookId: string;
  title: string;
  edition: number;
  status: Exclude<BookStatus, 'superseded'>;
  /** Why it failed or is held. */
  reason: string | null;
  changedAt: Date;
}

/** Oldest first; a book that is written on shows as `draft` again and again. */
export async function findBookChanges(prisma: LibraryPrisma, since: Date): Promise<BookChange[]> {
  const books = await reachingDatabase(() =>
    prisma.book.findMany({
      where: { updatedAt: { gte: since }, status: { not: 'superseded' } },
      orderBy: { updatedAt: 'asc' },
      select: { id: true, courseTitle: true, edition: true, status: true, failureMessage: true, updatedAt: true },
    }),
  );
  return books.flatMap(({ id, courseTitle, edition, status, failureMessage, updatedAt }) =>
    status === 'superseded'
      ? []
      : [{ bookId: id, title: courseTitle, edition, status, reason: failureMessage, changedAt: updatedAt }],
  );
}
