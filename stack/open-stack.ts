/**
 * Opens the services of a data folder: as their owner when nobody is, else attached to what runs.
 *
 * The owner starts what is embedded, keeps it alive and stops it; whoever attaches only learns the addresses.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { attachStack } from './attached-stack.ts';
import { openDataFolder } from './folder/data-folder.ts';
import { StackFailed } from './process/errors.ts';
import { lockHolder, takeLock } from './folder/folder-lock.ts';
import { ownStack } from './owned-stack.ts';
import type { Stack } from './stack.ts';
import { readState } from './folder/state-file.ts';
import type { OpenStackOptions } from './opening.ts';
import { SERVICE_NAMES } from './process/embedded-service.ts';
import { asStep, whenSlow } from './process/step.ts';

/** An owner that does not run what we need is short-lived, or it never will. */
const PATIENCE_MS = 60_000;

/**
 * @throws ServiceUnreachable when a named service does not answer
 * @throws StackFailed when an embedded one cannot run here
 */
export async function openStack(options: OpenStackOptions): Promise<Stack> {
  const { env, needs = SERVICE_NAMES, onStep = () => undefined, onGiveUp = () => undefined } = options;
  const folder = openDataFolder(env.dataDir);
  const opening = { ...options, needs, onStep, onGiveUp, folder };
  for (;;) {
    const lock = takeLock(folder.lockFile);
    if (lock) return ownStack({ ...opening, lock });
    const attached = await asStep('Waiting for the command that starts the services', whenSlow(onStep), (report) =>
      untilSettled(() => attachStack(opening), folder, report),
    );
    if (attached) return attached;
  }

  async function untilSettled(
    attach: () => Promise<Stack | null>,
    { lockFile, stateFile }: typeof folder,
    report: (detail: string) => void,
  ): Promise<Stack | null> {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const holder = lockHolder(lockFile);
      if (!holder) return null;
      report(`process ${holder.pid}`);
      const stack = await attach();
      if (stack) return stack;
      if (readState(stateFile).isReady && Date.now() > deadline) {
        throw new StackFailed(
          `Process ${holder.pid} holds ${env.dataDir} without ${needs.join(', ')}. Stop it, or use another DATA_DIR.`,
        );
      }
      await sleep(200);
    }
  }
}
