/** PostgreSQL, embedded or named, for as long as a command that needs nothing else works; Ctrl-C ends it. */
import { Interrupted, listenForInterruption } from '../terminal/interruption.ts';
import { createScreen, type Screen } from '../terminal/screen.ts';
import { asStep } from '../../stack/process/step.ts';
import type { RunStep } from '../../library/catalogue.ts';
import type { CommandContext } from './command.ts';
import { openServices } from './session.ts';

export interface DatabaseUse {
  databaseUrl: string;
  screen: Screen;
  step: RunStep;
}

/** @throws Interrupted when the person does not wait for the end; ServiceUnreachable, StackFailed; else what `work` throws */
export async function withDatabase<Result>(
  { env, logger, json }: Pick<CommandContext, 'env' | 'logger'> & { json: boolean },
  work: (use: DatabaseUse) => Promise<Result>,
): Promise<Result> {
  const screen = createScreen({ json });
  const interruption = listenForInterruption(() => screen.clear());
  const { signal } = interruption;
  try {
    const onStep = (step: Parameters<Screen['step']>[0]): void => screen.step(step);
    const stack = await openServices({ env, logger, needs: ['postgres'], onStep, signal });
    try {
      const { databaseUrl } = stack.addresses;
      const step: RunStep = (title, run) => asStep(title, onStep, run);
      return await Promise.race([work({ databaseUrl, screen, step }), rejectedBy(signal)]);
    } finally {
      await stack.stop();
    }
  } finally {
    interruption.end();
  }
}

const rejectedBy = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    if (signal.aborted) reject(new Interrupted());
    signal.addEventListener('abort', () => reject(new Interrupted()));
  });
