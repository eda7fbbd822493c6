/** Indexes published books that have no index, or one of older rules: page by page, until none is due. */
import { continueAsNew, isCancellation, log } from '@temporalio/workflow';
import { orchestration, publishing } from '../activity-proxies.ts';
import { describeFailure } from '../failures.ts';
import { inParallel } from './in-parallel.ts';

export interface IndexResult {
  indexed: number;
  failed: number;
}

/** Books at once: the processor bounds it, and the exports of books in work are waited for. */
const PAGE = 10;
/** After these it continues as new: some 3,000 events. */
const PAGES = 50;

/** @param since where an earlier part of the same pass ended */
export async function IndexWorkflow(
  since: IndexResult & { afterBookId: string | null } = { afterBookId: null, indexed: 0, failed: 0 },
): Promise<IndexResult> {
  const state = { ...since };
  for (let page = 0; page < PAGES; page += 1) {
    const due = await orchestration.findIndexDue({ afterBookId: state.afterBookId, limit: PAGE });
    const last = due.at(-1);
    if (last === undefined) return { indexed: state.indexed, failed: state.failed };
    await inParallel(due, async (bookId) => {
      if (await indexBook(bookId)) state.indexed += 1;
      else state.failed += 1;
    });
    state.afterBookId = last;
  }
  return continueAsNew<typeof IndexWorkflow>(state);
}

/** A book that cannot be indexed stays due and keeps no other from its turn. */
async function indexBook(bookId: string): Promise<boolean> {
  try {
    await publishing.indexBook({ bookId });
    return true;
  } catch (error) {
    if (isCancellation(error)) throw error;
    const { code, message } = describeFailure(error);
    log.error('A published book could not be indexed and stays due', { bookId, code, reason: message });
    return false;
  }
}
