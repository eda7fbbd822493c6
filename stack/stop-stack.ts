/** Stops the stack of a data folder from outside: its owner is asked; what a dead owner left is ended. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Env } from '../adapters/env.ts';
import { openDataFolder } from './folder/data-folder.ts';
import { StackFailed } from './process/errors.ts';
import { lockHolder, takeLock } from './folder/folder-lock.ts';
import { endProcess } from './process/kept-process.ts';
import { isRunning, signal, type ProcessIdentity } from './process/process-identity.ts';
import { readState, StateFile } from './folder/state-file.ts';

export type StopResult = 'stopped' | 'leftovers-ended' | 'nothing-ran';

/** Beyond the workers' grace: Temporal and PostgreSQL write down what they hold. */
const SERVICES_MS = 40_000;

/** @throws StackFailed when the owner does not end in time */
export async function stopStack(env: Env): Promise<StopResult> {
  const folder = openDataFolder(env.dataDir);
  const owner = lockHolder(folder.lockFile);
  if (owner) await askOwner(owner, env.SHUTDOWN_GRACE_MS + SERVICES_MS);
  const lock = takeLock(folder.lockFile);
  if (!lock) throw new StackFailed(`Another command took ${env.dataDir} in this moment. Stop that one, or stop again.`);
  try {
    const ended = await endLeftovers(new StateFile(folder.stateFile, readState(folder.stateFile)), env);
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

async function endLeftovers(state: StateFile, { SHUTDOWN_GRACE_MS: workerGraceMs }: Env): Promise<number> {
  const { workers, embedded } = state.current;
  const left = workers.filter(({ process }) => isRunning(process));
  await Promise.all(left.map(({ process }) => endProcess(process, ['SIGTERM', 'SIGKILL'], { graceMs: workerGraceMs })));
  let ended = left.length;
  for (const [name, ask, force] of [
    ['temporal', 'SIGTERM', 'SIGKILL'],
    ['model', 'SIGTERM', 'SIGKILL'],
    ['postgres', 'SIGINT', 'SIGQUIT'],
  ] as const) {
    const service = embedded[name];
    if (!service?.process) continue;
    if (isRunning(service.process)) ended += 1;
    await endProcess(service.process, [ask, force], { graceMs: 15_000 });
    state.updateEmbedded(name, { ...service, process: null });
  }
  state.update({ owner: null, isReady: false, workers: [] });
  return ended;
}
