/** The steps before and after the exports: they too wait out an absent database. */
import { isCancellation, log } from '@temporalio/workflow';
import { PUBLISHING, publishing } from '../activity-proxies.ts';
import { describeFailure } from '../failures.ts';
import { retryDuringOutage } from './outages.ts';

export const assembleManuscript = (bookId: string) =>
  retryDuringOutage(() =>
    publishing.assembleManuscript.executeWithOptions({ ...PUBLISHING, summary: 'Put the manuscript together' }, [
      { bookId },
    ]),
  );

/** The book is published already: an index that cannot be made is due, and changes nothing of how the course ended. */
export async function indexBook(bookId: string): Promise<void> {
  try {
    await retryDuringOutage(() =>
      publishing.indexBook.executeWithOptions({ ...PUBLISHING, summary: 'Make it searchable' }, [{ bookId }]),
    );
  } catch (error) {
    const { code, message } = describeFailure(error);
    if (isCancellation(error)) log.info('The book is published; its index is due', { bookId });
    else log.error('The book is published; its index could not be made and is due', { bookId, code, reason: message });
  }
}
