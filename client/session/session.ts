/** The library and the services below it as one command uses them: opened as needed, closed together. */
import { availableParallelism } from 'node:os';
import { childEnvironment, type Env } from '../../adapters/env.ts';
import type { Logger } from '../../adapters/logging/logger.ts';
import { prepareDatabase, setUpDatabase } from '../../library/catalogue.ts';
import { openLibrary, requireSettings, type Library } from '../../library/library.ts';
import { hasFleet } from '../../library/runs/progress.ts';
import { openStack } from '../../stack/open-stack.ts';
import type { Stack } from '../../stack/stack.ts';
import { asStep, type OnStep } from '../../stack/process/step.ts';
import { SEARCH_ATTRIBUTE_TYPES } from '../../workflows/contracts.ts';

export type Need = 'postgres' | 'temporal' | 'model';

export interface Session {
  env: Env;
  logger: Logger;
  stack: Stack;
  library: Library;
  /**
   * Sees to it that something serves the queues: `ours` when this process keeps a worker from now on, `fleet` when
   * others serve (the owner of the services that we attached to, or processes of a Temporal that was named).
   */
  ensureWorker: () => Promise<'ours' | 'fleet'>;
  /** Closes the connections and stops what this process started; called again meanwhile, it hurries. */
  close: () => Promise<void>;
}

export interface StackOptions {
  env: Env;
  logger: Logger;
  needs: readonly Need[];
  onStep: OnStep;
  signal?: AbortSignal;
  onGiveUp?: (name: string) => void;
}

export interface SessionOptions extends StackOptions {
  /** Catalogue for an empty database. */
  catalogue?: string | null;
}

/** Connections to PostgreSQL of one command. */
const POOL_SIZE = 4;

/**
 * Opens the services, brings the database to the present schema, and connects.
 * @throws ServiceUnreachable, StackFailed, LibraryError; what was started by then is stopped
 */
export async function openSession(options: SessionOptions): Promise<Session> {
  const { env, logger, needs, onStep, signal, catalogue = null } = options;
  if (needs.includes('model')) await requireSettings(env);
  const stack = await openServices(options);
  const { databaseUrl } = stack.addresses;
  try {
    if (catalogue === null) await prepareDatabase(databaseUrl);
    else await setUpDatabase({ databaseUrl, catalogue }, (title, work) => asStep(title, onStep, work));
    signal?.throwIfAborted();
  } catch (error) {
    await stack.stop();
    throw error;
  }

  const temporalAddress = (): string => stack.addresses.temporal.address;
  const library = openLibrary({ env, databaseUrl, temporalAddress, poolSize: POOL_SIZE });
  return {
    env,
    logger,
    stack,
    library,
    async ensureWorker() {
      if (!stack.isOwner) return 'fleet';
      const { services } = await stack.status();
      if (!services.temporal.embedded && (await hasFleet(library))) return 'fleet';
      await asStep('Starting a worker', onStep, () => startWorkers(stack, env));
      return 'ours';
    },
    async close() {
      await library.close();
      await stack.stop();
    },
  };
}

export const openServices = ({ onGiveUp, signal, ...options }: StackOptions): Promise<Stack> =>
  openStack({
    ...options,
    searchAttributes: SEARCH_ATTRIBUTE_TYPES,
    searchPath: childEnvironment({})['PATH'] ?? '',
    ...(signal ? { signal } : {}),
    ...(onGiveUp ? { onGiveUp } : {}),
  });

/** One that does everything and, on a larger machine, some that only ask the model; together they keep to the slots. */
async function startWorkers(stack: Stack, { AUTHORING_PROCESSES, AUTHORING_SLOTS: slots }: Env): Promise<void> {
  // Two cores are kept busy by one worker and the services.
  const more = AUTHORING_PROCESSES ?? Math.max(0, Math.floor(availableParallelism() / 2) - 1);
  const authoringSlots = Math.ceil(slots / (more + 1));
  await stack.startWorker('all', { authoringSlots });
  for (let count = 0; count < more; count += 1) await stack.startWorker('authoring', { authoringSlots });
}
