/** The least that a library of books can be on Temporal: a window of children, each a number of empty steps. */
import {
  condition,
  continueAsNew,
  defineSignal,
  getExternalWorkflowHandle,
  ParentClosePolicy,
  proxyActivities,
  setHandler,
  startChild,
  workflowInfo,
} from '@temporalio/workflow';

const { step } = proxyActivities<{ step(name: string): Promise<string> }>({
  taskQueue: 'bare-steps',
  startToCloseTimeout: '1m',
});
const bookEnded = defineSignal<[string]>('bookEnded');

export interface BareBook {
  id: string;
  parent: string;
  chapters: number;
  stepsPerChapter: number;
  otherSteps: number;
}

export async function BareBookWorkflow({ id, parent, chapters, stepsPerChapter, otherSteps }: BareBook): Promise<void> {
  await Promise.all(
    Array.from({ length: chapters }, async (_, chapter) => {
      for (let at = 0; at < stepsPerChapter; at += 1) await step(`${chapter}.${at}`);
    }),
  );
  for (let at = 0; at < otherSteps; at += 1) await step(`book.${at}`);
  await getExternalWorkflowHandle(parent).signal(bookEnded, id);
}

export interface BareLibrary {
  next: number;
  total: number;
  window: number;
  inFlight: string[];
  book: Pick<BareBook, 'chapters' | 'stepsPerChapter' | 'otherSteps'>;
}

/** Books begun before it continues as new, as in the library's own run. */
const BOOKS_PER_RUN = 200;

export async function BareLibraryWorkflow(input: BareLibrary): Promise<number> {
  const { total, window, book } = input;
  const inFlight = new Set(input.inFlight);
  setHandler(bookEnded, (id) => void inFlight.delete(id));
  let { next } = input;
  for (let begun = 0; next < total; begun += 1, next += 1) {
    if (begun === BOOKS_PER_RUN)
      await continueAsNew<typeof BareLibraryWorkflow>({ ...input, next, inFlight: [...inFlight] });
    await condition(() => inFlight.size < window);
    const { workflowId } = workflowInfo();
    const id = `${workflowId}/book/${next}`;
    inFlight.add(id);
    await startChild(BareBookWorkflow, {
      workflowId: id,
      args: [{ id, parent: workflowId, ...book }],
      parentClosePolicy: ParentClosePolicy.ABANDON,
    });
  }
  await condition(() => inFlight.size === 0);
  return total;
}
