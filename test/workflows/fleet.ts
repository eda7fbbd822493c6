/** A worker on the real server with steps that a test decides; each test file has a namespace of its own. */
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { bundleWorkflowCode, NativeConnection, Runtime, Worker, type WorkflowBundle } from '@temporalio/worker';
import { createFailureInterceptor } from '../../activities/failure-interceptor.ts';
import { prepareNamespace } from '../../adapters/temporal/namespace.ts';
import { SEARCH_ATTRIBUTE_TYPES, TASK_QUEUES } from '../../workflows/contracts.ts';
import { someWaves, soundSteps, type Steps } from '../fakes/steps.ts';
import { testTemporalAddress } from '../services.ts';

const CHAPTERS = [
  { number: 1, title: 'First things', waves: someWaves(1) },
  { number: 2, title: 'Second things', waves: someWaves(1) },
];

let bundle: Promise<WorkflowBundle> | undefined;
let isQuiet = false;
/** Of this test file: queue names are fixed, so that two files must not share a namespace. */
const namespace = `test-${randomUUID()}`;

export interface TestFleet {
  client: Client;
  /** Names of the steps that ran, in order. */
  calls: { step: string; input: unknown }[];
  stop(): Promise<void>;
}

/** @param steps what differs from a book of two chapters of one section that passes everything */
export async function startFleet(steps: Partial<Steps> = {}, { cachedWorkflows = 0 } = {}): Promise<TestFleet> {
  if (!isQuiet) Runtime.install({ logger: { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error() {} } });
  isQuiet = true;
  const address = testTemporalAddress();
  const connection = await Connection.connect({ address });
  await prepareNamespace(connection, namespace, SEARCH_ATTRIBUTE_TYPES);
  const native = await NativeConnection.connect({ address });
  const { calls, stop } = await startWorkers(native, namespace, steps, cachedWorkflows);
  return {
    client: new Client({ connection, namespace }),
    calls,
    async stop() {
      await stop();
      await native.close();
      await connection.close();
    },
  };
}

/** The workers alone, at any server. */
export async function startWorkers(
  connection: NativeConnection,
  namespace: string,
  steps: Partial<Steps>,
  cachedWorkflows: number,
): Promise<Pick<TestFleet, 'calls' | 'stop'>> {
  bundle ??= bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL('../../workflows/bundle/index.ts', import.meta.url)),
    logger: { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error() {} },
  });
  const calls: TestFleet['calls'] = [];
  const activities = Object.fromEntries(
    Object.entries({ ...soundSteps(CHAPTERS), ...steps }).map(([step, run]) => [
      step,
      async (input: never) => {
        calls.push({ step, input });
        return run(input);
      },
    ]),
  );
  const shared = {
    connection,
    namespace,
    activities,
    interceptors: { activity: [createFailureInterceptor((error) => error)] },
    shutdownForceTime: '3s' as const,
  };
  const workers = await Promise.all([
    // Without a cache every workflow task replays its history, which finds what is not deterministic.
    Worker.create({
      ...shared,
      taskQueue: TASK_QUEUES.orchestration,
      workflowBundle: await bundle,
      maxCachedWorkflows: cachedWorkflows,
    }),
    Worker.create({ ...shared, taskQueue: TASK_QUEUES.authoring }),
    Worker.create({ ...shared, taskQueue: TASK_QUEUES.publishing }),
    Worker.create({ ...shared, taskQueue: TASK_QUEUES.media }),
  ]);
  const running = Promise.all(workers.map((worker) => worker.run()));
  return {
    calls,
    async stop() {
      for (const worker of workers) worker.shutdown();
      // A step that a test left standing ends with the force time, which the worker reports as its own failure.
      await running.catch(() => undefined);
    },
  };
}
