/**
 * Queues, timeouts and retries of every step.
 *
 * A step that asks the model or makes a file beats every 1.5 s: a dead worker is noticed after `heartbeatTimeout`, so
 * that work goes on within 15 s. Steps on rows alone end in seconds and are simply tried again. Retries that cost only
 * time are bounded by time; retries that cost money are counted where the money is spent.
 */
import { ActivityCancellationType, proxyActivities } from '@temporalio/workflow';

import type { AuthoringActivities, OrchestrationActivities, PublishingActivities } from '../activities/index.ts';

import { TASK_QUEUES } from './contracts.ts';

const PATIENT_RETRY = { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '30s' } as const;

export const ORCHESTRATION = {
  taskQueue: TASK_QUEUES.orchestration,
  startToCloseTimeout: '12s',
  scheduleToCloseTimeout: '24h',
  retry: PATIENT_RETRY,
} as const;

export const AUTHORING = {
  taskQueue: TASK_QUEUES.authoring,
  startToCloseTimeout: '30m',
  scheduleToCloseTimeout: '7d',
  heartbeatTimeout: '10s',
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
  retry: PATIENT_RETRY,
} as const;

export const PUBLISHING = {
  taskQueue: TASK_QUEUES.publishing,
  startToCloseTimeout: '10m',
  scheduleToCloseTimeout: '24h',
  heartbeatTimeout: '12s',
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
  retry: { ...PATIENT_RETRY, maximumAttempts: 5 },
} as const;

/** Steps that have no way but forward, the index of a published book and the undoing of a failed one: tried until they end. */
export const PERSISTENT = { ...PUBLISHING, retry: PATIENT_RETRY } as const;

export const orchestration = proxyActivities<OrchestrationActivities>(ORCHESTRATION);
export const authoring = proxyActivities<AuthoringActivities>(AUTHORING);
export const publishing = proxyActivities<PublishingActivities>(PUBLISHING);
export const persistent = proxyActivities<PublishingActivities>(PERSISTENT);
