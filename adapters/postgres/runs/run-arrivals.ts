/**
 * Courses that appear while a run lives. They have position 0 in it: ahead of all that it was opened with.
 *
 * Locks are taken as by the settlement of a call: courses before the run.
 */
import type { RunStore } from '../../../domain/ports/runs.ts';
import type { LibraryPrisma } from '../client.ts';
import { isNamed } from './course-selection.ts';

type AddRequest = Parameters<RunStore['addCourses']>[0];
type LoadRequest = Parameters<RunStore['loadArrivals']>[0];

export const addCourses = (prisma: LibraryPrisma, { runId, courseIds, filter = {}, isAgain }: AddRequest) =>
  prisma.$transaction(async (tx): Promise<{ courseId: string; isWaiting: boolean }[]> => {
    await tx.$queryRaw`
      SELECT 1 AS locked FROM generation_run_courses
      WHERE run_id = ${runId}::uuid AND course_id = ANY (${courseIds}::uuid[]) ORDER BY course_id FOR UPDATE`;
    // A run that is closing waits for us, and finds the courses; one that is closed takes none.
    const open = await tx.$queryRaw<unknown[]>`
      SELECT 1 AS locked FROM generation_runs
      WHERE id = ${runId}::uuid AND status IN ('running', 'paused') FOR SHARE`;
    if (open.length === 0) return [];
    const added = await tx.$queryRaw<{ courseId: string }[]>`
      INSERT INTO generation_run_courses AS rc (run_id, course_id, title, position, status)
      SELECT ${runId}::uuid, c.id, c.title, 0, 'waiting' FROM courses c
      WHERE c.id = ANY (${courseIds}::uuid[]) AND ${isNamed(filter)}
      ON CONFLICT (run_id, course_id) DO UPDATE SET position = 0, status = 'waiting', title = EXCLUDED.title, slot = NULL,
        book_id = NULL, code = NULL, message = NULL, started_at = NULL, finished_at = NULL
      WHERE ${isAgain} AND rc.status NOT IN ('waiting', 'inProgress')
      RETURNING rc.course_id::text AS "courseId"`;
    // With its row, so that a run that is over before the relay looks again is not started once more.
    await tx.$executeRaw`
      UPDATE course_events SET outcome = 'joined', processed_at = now()
      WHERE outcome = 'claimed' AND course_id = ANY (${added.map(({ courseId }) => courseId)}::uuid[])`;
    return tx.$queryRaw`
      SELECT course_id::text AS "courseId", status = 'waiting' AS "isWaiting"
      FROM generation_run_courses WHERE run_id = ${runId}::uuid AND course_id = ANY (${courseIds}::uuid[])`;
  });

export async function loadArrivals(
  prisma: LibraryPrisma,
  { runId, inHand, limit }: LoadRequest,
): ReturnType<RunStore['loadArrivals']> {
  const [courses, totalCourses] = await Promise.all([
    prisma.$queryRaw<{ courseId: string }[]>`
      SELECT rc.course_id::text AS "courseId"
      FROM generation_run_courses rc LEFT JOIN courses c ON c.id = rc.course_id
      WHERE rc.run_id = ${runId}::uuid AND rc.position = 0 AND rc.status = 'waiting'
        AND rc.course_id <> ALL (${inHand}::uuid[])
      ORDER BY c.created_at, rc.course_id LIMIT ${limit}`,
    prisma.runCourse.count({ where: { runId } }),
  ]);
  return { courseIds: courses.map(({ courseId }) => courseId), totalCourses };
}
