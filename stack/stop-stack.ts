/** Stops the stack of a data folder from outside: its owner is asked; what a dead owner left is ended. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Env } from '../adapters/env.ts';
import { openDataFolder } from './folder/data-folder.ts';
import { StackFailed } from './process/errors.ts';
import { lockHolder, takeLock } from './folder/folder-lock.ts';
import { endLeftovers } from './leftovers.ts';
import { SERVICE_ENDINGS } from './process/embedded-service.ts';
import { isRunning, signal, type ProcessIdentity } from './process/process-identity.ts';
import { readState, StateFile } from './folder/state-file.ts';

export type StopResult = 'stopped' | 'leftovers-ended' | 'nothing-ran';

/** Beyond the graces of workers and services: the owner's own time. */
const SLACK_MS = 10_000;
const SERVICES_MS = Object.values(SERVICE_ENDINGS).reduce((sum, { graceMs }) => sum + graceMs, SLACK_MS);

/** @throws StackFailed when the owner does not end in time */
export async function stopStack(env: Env): Promise<StopResult> {
  const folder = openDataFolder(env.dataDir);
  const owner = lockHolder(folder.lockFile);
  if (owner) await askOwner(owner, env.SHUTDOWN_GRACE_MS + SERVICES_MS);
  const lock = takeLock(folder.lockFile);
  if (!lock) throw new StackFailed(`Another command started on ${env.dataDir} while this one stopped it. Stop again.`);
  try {
    const state = new StateFile(folder.stateFile, readState(folder.stateFile));
    const ended = await endLeftovers(state, { workerGraceMs: env.SHUTDOWN_GRACE_MS });
    return owner ? 'stopped' : ended > 0 ? 'leftovers-ended' : 'nothing-ran';
  } finally {
    lock.release();
  }
}

async function askOwner(owner: ProcessIdentity, withinMs: number): Promise<void> {
  const deadline = Date.now() + withinMs;
  signal(owner, 'SIGTERM');
  while (isRunning(owner) && Date.now() < deadline) await sleep(50);
  if (isRunning(owner)) {
    throw new StackFailed(
      `Process ${owner.pid} did not end within ${withinMs / 1000} s of being asked. Look at what it does, or end it.`,
    );
  }
}
