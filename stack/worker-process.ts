/** A process of the fleet that belongs to this data folder. */
import { join } from 'node:path';
import { childEnvironment, type Env } from '../adapters/env.ts';
import type { Launch } from './process/kept-process.ts';
import { nodeArguments, PROJECT } from './process/node-process.ts';
import type { ServiceAddresses, WorkerRole } from './stack.ts';

const HEAP_MB = 2_048;

export interface WorkerPlace {
  env: Env;
  role: WorkerRole;
  authoringSlots: number;
  addresses: ServiceAddresses;
  isTemporalEmbedded: boolean;
}

export function prepareWorker({ env, role, authoringSlots, addresses, isTemporalEmbedded }: WorkerPlace): Launch {
  const mark = `worker ${role} of ${env.dataDir}`;
  const { databaseUrl, temporal, model } = addresses;
  const changes = {
    DATABASE_URL: databaseUrl,
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: temporal.namespace,
    // The embedded server speaks plainly, whatever is set for another one.
    ...(isTemporalEmbedded ? PLAIN_TEMPORAL : {}),
    OPENAI_BASE_URL: model.baseUrl,
    OPENAI_API_KEY: model.apiKey,
    WORKER_ROLE: role,
    AUTHORING_SLOTS: String(authoringSlots),
    DATA_DIR: env.dataDir,
    CACHE_DIR: env.cacheDir,
    LOG_DIR: env.logDir,
  };
  return {
    command: process.execPath,
    args: nodeArguments({ title: mark, heapMb: HEAP_MB, file: 'workers/main.ts', args: [] }),
    env: childEnvironment(changes),
    cwd: PROJECT,
    mark,
    logFile: join(env.logDir, 'worker.log'),
    // Its place in the fleet is its own to report; here it is enough that it runs.
    isUp: () => Promise.resolve(true),
    readyWithinMs: 1_000,
  };
}

const PLAIN_TEMPORAL = {
  TEMPORAL_API_KEY: undefined,
  TEMPORAL_TLS: undefined,
  TEMPORAL_TLS_CERT_PATH: undefined,
  TEMPORAL_TLS_KEY_PATH: undefined,
  TEMPORAL_TLS_CA_PATH: undefined,
};
