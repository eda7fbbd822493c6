/**
 * Queues, timeouts and retries of every step.
 *
 * A step that asks the model or makes a file beats every 5 s: a dead worker is noticed after `heartbeatTimeout`, and its
 * step runs again within 15 s. Steps on rows alone end in seconds and are simply tried again. All wait for a week: for a
 * database that is away over a weekend, and for a queue. Retries that cost only time are bounded by time; retries that
 * cost money are counted where the money is spent.
 */
import { ActivityCancellationType, proxyActivities } from '@temporalio/workflow';

import type { AuthoringActivities, OrchestrationActivities, PublishingActivities } from '../activities/index.ts';

import { TASK_QUEUES } from './contracts.ts';

const SOON = { initialInterval: '1s', backoffCoefficient: 2 } as const;
/** For errors that nobody expected, which a deploy may mend. Failures that we know name a shorter pace themselves. */
const RETRY = { ...SOON, maximumInterval: '10m' } as const;

export const ORCHESTRATION = {
  taskQueue: TASK_QUEUES.orchestration,
  startToCloseTimeout: '12s',
  scheduleToCloseTimeout: '7d',
  retry: { ...SOON, maximumInterval: '1m' },
} as const;

export const AUTHORING = {
  taskQueue: TASK_QUEUES.authoring,
  startToCloseTimeout: '30m',
  scheduleToCloseTimeout: '7d',
  heartbeatTimeout: '12s',
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
  retry: RETRY,
} as const;

export const PUBLISHING = {
  taskQueue: TASK_QUEUES.publishing,
  startToCloseTimeout: '10m',
  scheduleToCloseTimeout: '7d',
  heartbeatTimeout: '12s',
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
  retry: { ...RETRY, maximumAttempts: 5 },
} as const;

/** Steps that have no way but forward, such as the undoing of a failed book: tried until they end. */
export const PERSISTENT = { ...PUBLISHING, retry: RETRY } as const;

export const orchestration = proxyActivities<OrchestrationActivities>(ORCHESTRATION);
export const authoring = proxyActivities<AuthoringActivities>(AUTHORING);
export const publishing = proxyActivities<PublishingActivities>(PUBLISHING);
export const persistent = proxyActivities<PublishingActivities>(PERSISTENT);
