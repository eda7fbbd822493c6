/** The services, the database and Temporal as one command uses them: opened as needed, closed together. */
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Client } from '@temporalio/client';
import type { Env } from '../../adapters/env.ts';
import { childEnvironment } from '../../adapters/env.ts';
import type { Logger } from '../../adapters/logging/logger.ts';
import { createPrisma, type LibraryPrisma } from '../../adapters/postgres/client.ts';
import { countFleet } from '../../adapters/postgres/runs/last-run.ts';
import { migrate } from '../../adapters/postgres/migrate.ts';
import { createRunStore } from '../../adapters/postgres/runs/run-store.ts';
import { createStandardStore } from '../../adapters/standards.ts';
import { requireStorage } from '../../adapters/storage/storage-root.ts';
import { connectTemporal } from '../../adapters/temporal/client.ts';
import type { RunStore } from '../../domain/ports/runs.ts';
import { openStack } from '../../stack/open-stack.ts';
import type { Stack } from '../../stack/stack.ts';
import { asStep, type OnStep } from '../../stack/process/step.ts';
import { SEARCH_ATTRIBUTE_TYPES } from '../../workflows/contracts.ts';
import { setUpDatabase } from '../catalogue/set-up-database.ts';

export type Need = 'postgres' | 'temporal' | 'model';

export interface Library {
  env: Env;
  logger: Logger;
  stack: Stack;
  prisma: LibraryPrisma;
  runs: RunStore;
  /** Connects at the first call. */
  temporal(): Promise<Client>;
  /**
   * Sees to it that something serves the queues: `ours` when this process keeps a worker from now on, `fleet` when
   * others serve (the owner of the services that we attached to, or processes of a Temporal that was named).
   */
  ensureWorker(): Promise<'ours' | 'fleet'>;
  /** Closes the connections and stops what this process started; called again meanwhile, it hurries. */
  close(): Promise<void>;
}

export interface LibraryOptions {
  env: Env;
  logger: Logger;
  needs: readonly Need[];
  onStep: OnStep;
  signal?: AbortSignal;
  onGiveUp?: (name: string) => void;
  /** Catalogue for an empty database. */
  catalogue?: string | null;
}

const STANDARDS = fileURLToPath(new URL('../../standards/', import.meta.url));

/** Connections to PostgreSQL of one command. */
const POOL_SIZE = 4;

/**
 * Opens the services, brings the database to the present schema, and connects.
 * @throws ServiceUnreachable, StackFailed, LibraryError; what was started by then is stopped
 */
export async function openLibrary(options: LibraryOptions): Promise<Library> {
  const { env, logger, needs, onStep, signal, onGiveUp, catalogue = null } = options;
  // Books are to be written: a standard that is not there is found before anything starts.
  if (env.STANDARD !== undefined && needs.includes('model')) await createStandardStore(STANDARDS).load(env.STANDARD);
  // Where Temporal is named, the books are stored by workers that may run on other machines.
  if (env.TEMPORAL_ADDRESS === undefined && needs.includes('model')) await requireStorage(env.STORAGE_URL, env.dataDir);
  const stack = await openStack({
    env,
    logger,
    needs,
    onStep,
    searchAttributes: SEARCH_ATTRIBUTE_TYPES,
    searchPath: childEnvironment({})['PATH'] ?? '',
    ...(signal ? { signal } : {}),
    ...(onGiveUp ? { onGiveUp } : {}),
  });
  try {
    await prepareDatabase(stack.addresses.databaseUrl, { catalogue, onStep });
    signal?.throwIfAborted();
  } catch (error) {
    await stack.stop();
    throw error;
  }

  const prisma = createPrisma(stack.addresses.databaseUrl, { poolSize: POOL_SIZE });
  let connected: ReturnType<typeof connectTemporal> | null = null;
  let isClosing = false;
  const disconnect = async (): Promise<void> => {
    await prisma.$disconnect();
    // A connection that was never made, or is broken, needs no closing.
    await connected?.then((temporal) => temporal.close()).catch(() => undefined);
  };
  return {
    env,
    logger,
    stack,
    prisma,
    runs: createRunStore(prisma),
    temporal: async () => (await (connected ??= connectTemporal(env, stack.addresses.temporal.address))).client,
    async ensureWorker() {
      if (!stack.isOwner) return 'fleet';
      const { services } = await stack.status();
      if (!services.temporal.embedded && (await countFleet(prisma)) > 0) return 'fleet';
      await asStep('Starting a worker', onStep, () => startWorkers(stack, env));
      return 'ours';
    },
    async close() {
      if (!isClosing) {
        isClosing = true;
        await disconnect();
      }
      await stack.stop();
    },
  };
}

/** One that does everything and, on a larger machine, some that only ask the model; together they keep to the slots. */
async function startWorkers(stack: Stack, { AUTHORING_PROCESSES, AUTHORING_SLOTS: slots }: Env): Promise<void> {
  // Two cores are kept busy by one worker and the services.
  const more = AUTHORING_PROCESSES ?? Math.max(0, Math.floor(availableParallelism() / 2) - 1);
  const authoringSlots = Math.ceil(slots / (more + 1));
  await stack.startWorker('all', { authoringSlots });
  for (let count = 0; count < more; count += 1) await stack.startWorker('authoring', { authoringSlots });
}

async function prepareDatabase(
  databaseUrl: string,
  { catalogue, onStep }: { catalogue: string | null; onStep: OnStep },
): Promise<void> {
  if (catalogue !== null) await setUpDatabase({ databaseUrl, catalogue, onStep });
  else await migrate(databaseUrl);
}
