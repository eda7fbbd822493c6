/** The bare loop's worker, a process like the library's own. */
import { fileURLToPath } from 'node:url';
import { NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { readEnv } from '../../adapters/env.ts';
import { quietLogger } from './quiet.ts';

Runtime.install({ logger: quietLogger });
const { TEMPORAL_ADDRESS = '', TEMPORAL_NAMESPACE: namespace } = readEnv();
const connection = await NativeConnection.connect({ address: TEMPORAL_ADDRESS });
const shared = { connection, namespace, activityTaskPollerBehavior: { type: 'autoscaling' as const } };
const workers = [
  await Worker.create({
    ...shared,
    taskQueue: 'bare',
    workflowsPath: fileURLToPath(new URL('./workflows.ts', import.meta.url)),
    workflowTaskPollerBehavior: { type: 'autoscaling' },
    maxCachedWorkflows: 600,
  }),
  await Worker.create({
    ...shared,
    taskQueue: 'bare-steps',
    activities: { step: (name: string) => Promise.resolve(name) },
    maxConcurrentActivityTaskExecutions: 40,
  }),
];
await Promise.all(workers.map((worker) => worker.run()));
await connection.close();
