/** Steering the run that lives: pause, resume, cancel, its window. */
import { setTimeout as sleep } from 'node:timers/promises';
import { WorkflowNotFoundError, type Client, type WorkflowHandle } from '@temporalio/client';
import { countFleet } from '../../adapters/postgres/runs/last-run.ts';
import {
  pauseSignal,
  pauseUpdate,
  resumeSignal,
  resumeUpdate,
  setConcurrencySignal,
  setConcurrencyUpdate,
  type ControlReply,
  type PauseRequest,
} from '../../workflows/contracts.ts';
import type { Library } from '../library.ts';
import { isUnanswered } from '../temporal-errors.ts';
import { findLiveRun } from './workflows.ts';

export type Control =
  { kind: 'pause' } | { kind: 'resume' } | { kind: 'cancel' } | { kind: 'concurrency'; books: number };

export interface Steered {
  runId: string;
  /** `queued`: no worker answers now; it takes effect when one does. */
  effect: 'done' | 'queued';
}

/** @returns null when no run is in progress */
export async function steerLiveRun(library: Library, control: Control): Promise<Steered | null> {
  const live = await findLiveRun(library);
  if (!live) return null;
  const isServed = (await countFleet(library.database)) > 0;
  try {
    const effect = await steerRun(await library.temporal(), live.workflowId, control, { isServed });
    if (effect === 'done') await untilWritten(library, live.runId, control);
    return { runId: live.runId, effect };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  }
}

const UPDATE_PATIENCE_MS = 15_000;

/** An update answers once the run has obeyed; where no worker would answer, a signal waits for one. */
export async function steerRun(
  client: Client,
  workflowId: string,
  control: Control,
  { isServed }: { isServed: boolean },
): Promise<Steered['effect']> {
  const handle = client.workflow.getHandle(workflowId);
  if (control.kind === 'cancel') {
    await handle.cancel();
    return isServed ? 'done' : 'queued';
  }
  if (!isServed) {
    await signal(handle, control);
    return 'queued';
  }
  try {
    const { connection } = client;
    await connection.withDeadline(Date.now() + UPDATE_PATIENCE_MS, () => update(handle, control));
    return 'done';
  } catch (error) {
    // The worker died or is busy: the signal waits for the next one.
    if (!isUnanswered(error)) throw error;
    await signal(handle, control);
    return 'queued';
  }
}

type Steering = Exclude<Control, { kind: 'cancel' }>;

async function signal(handle: WorkflowHandle, control: Steering): Promise<void> {
  if (control.kind === 'pause') await handle.signal(pauseSignal, { reason: REASON });
  else if (control.kind === 'resume') await handle.signal(resumeSignal);
  else await handle.signal(setConcurrencySignal, control.books);
}

async function update(handle: WorkflowHandle, control: Steering): Promise<void> {
  if (control.kind === 'pause')
    await handle.executeUpdate<ControlReply, [PauseRequest]>(pauseUpdate.name, { args: [{ reason: REASON }] });
  else if (control.kind === 'resume') await handle.executeUpdate(resumeUpdate);
  else await handle.executeUpdate(setConcurrencyUpdate, { args: [control.books] });
}

const REASON = 'paused by the operator';

/** The run answers before its row says so, and what a person reads next is the row. */
async function untilWritten({ runs }: Library, runId: string, { kind }: Control): Promise<void> {
  if (kind !== 'pause' && kind !== 'resume') return;
  for (let waitedMs = 0; waitedMs < ROW_PATIENCE_MS; waitedMs += LOOK_EVERY_MS) {
    const run = await runs.loadProgress(runId);
    if (run?.endTime || (run?.status === 'paused') === (kind === 'pause')) return;
    await sleep(LOOK_EVERY_MS);
  }
}

const LOOK_EVERY_MS = 100;
const ROW_PATIENCE_MS = 5_000;
