/** Ends a process that we know by its identity: asked first, made to after its grace. */
import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning, killGroup, signal, type ProcessIdentity } from './process-identity.ts';

export interface Ending {
  /** In order: asked to end, then made to. */
  signals: readonly [NodeJS.Signals, NodeJS.Signals];
  graceMs: number;
}

export const AT_ONCE: Ending = { signals: ['SIGKILL', 'SIGKILL'], graceMs: 0 };

const LOOK_EVERY_MS = 25;

/** Returns when the process is gone, with all that it started in its process group. @returns whether it ran at all */
export async function endProcess(
  identity: ProcessIdentity,
  { signals: [ask, force], graceMs }: Ending,
  isHurried: () => boolean = () => false,
): Promise<boolean> {
  if (!signal(identity, ask)) return false;
  await untilGone(identity, graceMs, isHurried);
  if (force !== 'SIGKILL' && signal(identity, force)) await untilGone(identity, 3_000);
  while (killGroup(identity)) await untilGone(identity, 5_000);
  return true;
}

async function untilGone(identity: ProcessIdentity, withinMs: number, isHurried = () => false): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (isRunning(identity) && Date.now() < deadline && !isHurried()) await sleep(LOOK_EVERY_MS);
}
