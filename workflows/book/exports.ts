/** The exports of one book: what is planned is asked for, and each planned file made on the queue that it names. */
import type { PlannedExport } from '../../domain/exports/export.ts';
import { orchestration, PUBLISHING, publishing } from '../activity-proxies.ts';
import { TASK_QUEUES } from '../contracts.ts';
import { inParallel } from './in-parallel.ts';
import { retryDuringOutage } from './outages.ts';

/** @param kinds null: the kinds that are made of every book */
export async function makeExports(bookId: string, kinds: string[] | null): Promise<void> {
  if (kinds?.length === 0) return;
  const plan = await retryDuringOutage(() => publishing.planExports({ bookId, kinds }));
  await inParallel(plan.files, (file) => makeExport(bookId, file));
  await orchestration.completeExports({ bookId, kinds: plan.kinds });
}

const makeExport = (bookId: string, { kind, variant, queue }: PlannedExport) => {
  const options = { ...PUBLISHING, taskQueue: TASK_QUEUES[queue], summary: `Make the ${kind} (${variant})` };
  return retryDuringOutage(() => publishing.exportBook.executeWithOptions(options, [{ bookId, kind, variant }]));
};
