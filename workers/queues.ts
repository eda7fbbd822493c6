/** The workers of one process: one a queue, by the role that the process plays. */
import { fileURLToPath } from 'node:url';
import { Worker, type NativeConnection, type WorkerOptions } from '@temporalio/worker';
import type {
  createAuthoringActivities,
  createOrchestrationActivities,
  createPublishingActivities,
} from '../activities/index.ts';
import { createFailureInterceptor } from '../activities/failure-interceptor.ts';
import type { Env } from '../adapters/env.ts';
import { translateDatabaseError } from '../adapters/postgres/database-errors.ts';
import { TASK_QUEUES } from '../workflows/contracts.ts';

/** Workflows kept in memory between their tasks; the rest are replayed when they are needed. */
const CACHED_WORKFLOWS = 600;
/** Beyond the grace time, after which a step that does not end is left behind. */
const FORCE_AFTER_GRACE_MS = 10_000;

/** Extra slots for steps that are not calling the model: they prepare a call or check a reply. */
const spareSlots = (calls: number): number => Math.max(2, Math.ceil(calls / 10));

export interface Activities {
  orchestration: ReturnType<typeof createOrchestrationActivities>;
  authoring: ReturnType<typeof createAuthoringActivities>;
  publishing: ReturnType<typeof createPublishingActivities>;
}

export async function createWorkers({
  env,
  connection,
  activities,
}: {
  env: Env;
  connection: NativeConnection;
  activities: Activities;
}): Promise<Worker[]> {
  const shared = {
    connection,
    namespace: env.TEMPORAL_NAMESPACE,
    interceptors: { activity: [createFailureInterceptor(translateDatabaseError)] },
    activityTaskPollerBehavior: { type: 'autoscaling' },
    shutdownGraceTime: env.SHUTDOWN_GRACE_MS,
    shutdownForceTime: env.SHUTDOWN_GRACE_MS + FORCE_AFTER_GRACE_MS,
    // Under the pace of the beats, so that each is sent: with it comes the word that a step is cancelled.
    maxHeartbeatThrottleInterval: '3s',
  } satisfies Partial<WorkerOptions>;

  const orchestration: WorkerOptions = {
    ...shared,
    taskQueue: TASK_QUEUES.orchestration,
    workflowsPath: fileURLToPath(new URL('../workflows/bundle/index.ts', import.meta.url)),
    activities: activities.orchestration,
    workflowTaskPollerBehavior: { type: 'autoscaling' },
    maxCachedWorkflows: CACHED_WORKFLOWS,
    // Of a dead worker's workflows the next one hears after this long.
    stickyQueueScheduleToStartTimeout: '3s',
    maxConcurrentActivityTaskExecutions: 20,
  };
  const authoring: WorkerOptions = {
    ...shared,
    taskQueue: TASK_QUEUES.authoring,
    activities: activities.authoring,
    maxConcurrentActivityTaskExecutions: env.AUTHORING_SLOTS + spareSlots(env.AUTHORING_SLOTS),
  };
  const publishing: WorkerOptions = {
    ...shared,
    taskQueue: TASK_QUEUES.publishing,
    activities: activities.publishing,
    maxConcurrentActivityTaskExecutions: env.PUBLISHING_SLOTS,
  };
  const media: WorkerOptions = { ...publishing, taskQueue: TASK_QUEUES.media };
  const byRole: Record<Env['WORKER_ROLE'], WorkerOptions[]> = {
    all: [orchestration, authoring, publishing, media],
    orchestration: [orchestration],
    authoring: [authoring],
    publishing: [publishing, media],
  };
  return Promise.all(byRole[env.WORKER_ROLE].map((options) => Worker.create(options)));
}
