/** A word to another workflow. */
import { getExternalWorkflowHandle, isCancellation, log, type ExternalWorkflowHandle } from '@temporalio/workflow';

/** A workflow that has closed needs no word: the rows hold the truth. */
export async function tryTell(
  workflowId: string,
  say: (handle: ExternalWorkflowHandle) => Promise<unknown>,
): Promise<void> {
  try {
    await say(getExternalWorkflowHandle(workflowId));
  } catch (error) {
    if (isCancellation(error)) throw error;
    log.info('A workflow that was to be told has closed', { workflowId });
  }
}
