/** The workflows that wait for a book: its run, and any other that met it while it was in work. */
import type { ExternalWorkflowHandle } from '@temporalio/workflow';
import { tryTell } from '../tell.ts';

export interface Listeners {
  add(workflowId: string): void;
  tell(say: (listener: ExternalWorkflowHandle) => Promise<void>): Promise<void>;
}

export function createListeners(first: string | null): Listeners {
  const workflowIds = new Set(first ? [first] : []);
  return {
    add(workflowId) {
      workflowIds.add(workflowId);
    },
    async tell(say) {
      for (const workflowId of workflowIds) await tryTell(workflowId, say);
    },
  };
}
