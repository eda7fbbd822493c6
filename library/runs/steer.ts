/** Steering the run that lives: pause, resume, cancel, its window, its budget. */
import { WorkflowNotFoundError, WorkflowUpdateFailedError, type Client, type WorkflowHandle } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { countFleet } from '../../adapters/postgres/runs/last-run.ts';
import { LibraryError } from '../../domain/failure.ts';
import {
  pauseSignal,
  pauseUpdate,
  resumeSignal,
  resumeUpdate,
  setBudgetSignal,
  setBudgetUpdate,
  setConcurrencySignal,
  setConcurrencyUpdate,
  type ControlReply,
  type PauseRequest,
} from '../../workflows/contracts.ts';
import type { Library } from '../library.ts';
import { isUnanswered } from '../temporal-errors.ts';
import { findLiveRun } from './workflows.ts';

export type Control =
  | { kind: 'pause' }
  | { kind: 'resume' }
  | { kind: 'cancel' }
  | { kind: 'concurrency'; books: number }
  /** Null: no limit. */
  | { kind: 'budget'; usd: number | null };

export interface Steered {
  runId: string;
  /** `queued`: no worker answers now; it takes effect when one does. */
  effect: 'done' | 'queued';
}

/** @returns null when no run is in progress @throws LibraryError InputInvalid when the run refuses */
export async function steerLiveRun(library: Library, control: Control): Promise<Steered | null> {
  const live = await findLiveRun(library);
  if (!live) return null;
  const isServed = (await countFleet(library.database)) > 0;
  try {
    return {
      runId: live.runId,
      effect: await steerRun(await library.temporal(), live.workflowId, control, { isServed }),
    };
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
    if (!isUnanswered(error)) throw refusalIn(error);
    // The worker died or is busy: the signal waits for the next one.
    await signal(handle, control);
    return 'queued';
  }
}

type Steering = Exclude<Control, { kind: 'cancel' }>;

async function signal(handle: WorkflowHandle, control: Steering): Promise<void> {
  if (control.kind === 'pause') await handle.signal(pauseSignal, { reason: REASON });
  else if (control.kind === 'resume') await handle.signal(resumeSignal);
  else if (control.kind === 'concurrency') await handle.signal(setConcurrencySignal, control.books);
  else await handle.signal(setBudgetSignal, control.usd);
}

async function update(handle: WorkflowHandle, control: Steering): Promise<void> {
  if (control.kind === 'pause')
    await handle.executeUpdate<ControlReply, [PauseRequest]>(pauseUpdate.name, { args: [{ reason: REASON }] });
  else if (control.kind === 'resume') await handle.executeUpdate(resumeUpdate);
  else if (control.kind === 'concurrency') await handle.executeUpdate(setConcurrencyUpdate, { args: [control.books] });
  else await handle.executeUpdate(setBudgetUpdate, { args: [control.usd] });
}

const REASON = 'paused by the operator';

/** What the run says where it refuses a request, in its own words; any other error as it is. */
function refusalIn(error: unknown): unknown {
  const cause = error instanceof WorkflowUpdateFailedError ? error.cause : null;
  if (cause instanceof ApplicationFailure && cause.type === 'InputInvalid')
    return new LibraryError('InputInvalid', cause.message, { cause: error });
  return error;
}
