/** `pause`, `resume`, `cancel`, `concurrency`: says a word to the live run, and what came of it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { WorkflowNotFoundError } from '@temporalio/client';
import { countFleet } from '../../adapters/postgres/runs/last-run.ts';
import { plural } from '../terminal/format.ts';
import type { Library } from '../session/library.ts';
import { findLiveRun, steerRun, type Control } from './run-control.ts';
import type { RunContext } from './run-commands.ts';
import { statusDocument } from './run-status.ts';
import { UsageError, EXIT } from '../typed/usage.ts';

const DONE: Record<Control['kind'], string> = {
  pause: 'Paused: calls in hand finish, no new one starts. Go on with: npm run generate:enterprise resume',
  resume: 'The run goes on.',
  cancel: 'Cancelled: what is in work is broken off, published books stay.',
  concurrency: 'The window of the run is set.',
};

export async function steerLive(
  { library, screen }: Pick<RunContext, 'library' | 'screen'>,
  control: Control,
): Promise<number> {
  const live = await findLiveRun(library);
  if (!live) throw new UsageError(NOTHING_RUNS);
  const client = await library.temporal();
  const isServed = (await countFleet(library.prisma)) > 0;
  try {
    const reply = await steerRun(client, live.workflowId, control, { isServed });
    if (reply === 'done') await untilWritten(library, live.runId, control);
    screen.document({ ...(await statusDocument(library, live.runId)), request: control.kind, effect: reply });
    screen.line(
      control.kind === 'concurrency'
        ? `${DONE.concurrency} ${plural(control.books, 'book')} at once.`
        : DONE[control.kind],
    );
    if (reply === 'queued')
      screen.line('No worker answers now: it takes effect when one does (npm start, or npm run worker).');
    return EXIT.done;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) throw new UsageError(NOTHING_RUNS);
    throw error;
  }
}

/** The run answers before its row says so, and what a person reads next is the row. */
async function untilWritten({ runs }: Pick<Library, 'runs'>, runId: string, { kind }: Control): Promise<void> {
  if (kind !== 'pause' && kind !== 'resume') return;
  for (let waitedMs = 0; waitedMs < ROW_PATIENCE_MS; waitedMs += LOOK_EVERY_MS) {
    const run = await runs.loadProgress(runId);
    if (run?.endTime || (run?.status === 'paused') === (kind === 'pause')) return;
    await sleep(LOOK_EVERY_MS);
  }
}

const LOOK_EVERY_MS = 100;
const ROW_PATIENCE_MS = 5_000;

const NOTHING_RUNS = 'No run is in progress. Start one: npm run generate:enterprise all 50 enrollment';
