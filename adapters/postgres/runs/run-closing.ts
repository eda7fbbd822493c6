/** How a run's row is closed: by its workflow, or for a workflow that is gone. Courses are locked before the run, as by a settlement. */
import type { RunStore } from '../../../domain/ports/runs.ts';
import type { LibraryPrisma } from '../client.ts';
import type { Prisma } from '../generated/client.ts';

type End = Parameters<RunStore['closeRun']>[1];

export const closeRun = (prisma: LibraryPrisma, runId: string, { status, failure }: End): Promise<boolean> =>
  prisma.$transaction(async (tx) => {
    const isCompleted = status === 'completed';
    await tx.$executeRaw`
      UPDATE generation_run_courses SET status = 'cancelled', finished_at = now()
      WHERE run_id = ${runId}::uuid AND status IN ('waiting', 'inProgress')
        AND NOT (${isCompleted} AND status = 'waiting' AND position = 0)`;
    // Who adds a course holds the run's row until the course is there.
    await tx.$queryRaw`SELECT 1 AS locked FROM generation_runs WHERE id = ${runId}::uuid FOR UPDATE`;
    const arrivals = await tx.$queryRaw<unknown[]>`
      SELECT 1 AS found FROM generation_run_courses WHERE run_id = ${runId}::uuid AND status = 'waiting' LIMIT 1`;
    if (isCompleted && arrivals.length > 0) return false;
    await tx.$executeRaw`
      UPDATE generation_runs SET status = ${status}::run_status, failure = ${failure}, finished_at = now(),
        paused_at = NULL, pause_reason = NULL, pause_code = NULL
      WHERE id = ${runId}::uuid`;
    return true;
  });

export const loseRun = (prisma: LibraryPrisma, runId: string, failure: string): Promise<boolean> =>
  prisma.$transaction((tx) => loseRunWithin(tx, runId, failure));

/** @returns false when the run was closed already */
export async function loseRunWithin(tx: Prisma.TransactionClient, runId: string, failure: string): Promise<boolean> {
  const cancelled = await tx.$queryRaw<{ courseId: string; position: number }[]>`
      UPDATE generation_run_courses SET status = 'cancelled', finished_at = now()
      WHERE run_id = (SELECT id FROM generation_runs WHERE id = ${runId}::uuid AND status IN ('running', 'paused'))
        AND status IN ('waiting', 'inProgress')
      RETURNING course_id::text AS "courseId", position`;
  const closed = await tx.$executeRaw`
      UPDATE generation_runs SET status = 'failed', failure = ${failure}, finished_at = now()
      WHERE id = ${runId}::uuid AND status IN ('running', 'paused')`;
  const arrivals = cancelled.filter(({ position }) => position === 0).map(({ courseId }) => courseId);
  await tx.$executeRaw`
      SELECT scroll_note_course_event(course_id, 'created') FROM unnest(${arrivals}::uuid[]) course_id`;
  return closed > 0;
}
