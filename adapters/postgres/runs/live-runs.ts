/** Runs that live: those that somebody started before the one for courses that just appeared, the newest first. */
import type { LibraryPrisma } from '../client.ts';
import { IS_FOR_NEW_COURSES } from './course-selection.ts';

export const findLiveRuns = (
  prisma: LibraryPrisma,
): Promise<{ runId: string; workflowId: string; input: unknown }[]> => prisma.$queryRaw`
  SELECT r.id::text AS "runId", r.workflow_id AS "workflowId", r.input FROM generation_runs r
  WHERE r.status IN ('running', 'paused') ORDER BY ${IS_FOR_NEW_COURSES}, r.started_at DESC`;
