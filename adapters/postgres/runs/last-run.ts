/** What the command line asks of runs beyond their counts: which courses, in what state, and why. */
import { RunInputSchema, type RunInput } from '../../../domain/run/run.ts';
import type { LibraryPrisma } from '../client.ts';
import { reachingDatabase } from '../database-errors.ts';
import { Prisma } from '../generated/client.ts';
import { COURSES_WITH_BOOKS, IS_FOR_NEW_COURSES, isLeftOver } from './course-selection.ts';
import { findFleet } from './fleet.ts';

export interface RunCourse {
  courseId: string;
  title: string;
  status: 'waiting' | 'inProgress' | 'published' | 'upToDate' | 'held' | 'failed' | 'cancelled';
  /** Code of the failure, or why the book is held. */
  code: string | null;
  message: string | null;
}

export interface CourseInWork {
  slot: number | null;
  title: string;
  startedAt: Date | null;
  chaptersDone: number;
  /** 0 until the outline stands. */
  chapters: number;
}

export interface RunCourseChange extends RunCourse {
  changedAt: Date;
}

const RUN_COURSE = { courseId: true, title: true, status: true, code: true, message: true } as const;

/** Row of the run that a workflow's first execution opened; null until it has. */
export async function findRunOf(prisma: LibraryPrisma, firstRunId: string): Promise<string | null> {
  const run = await reachingDatabase(() => prisma.run.findUnique({ where: { firstRunId }, select: { id: true } }));
  return run?.id ?? null;
}

/**
 * The newest run, with how many of its failed and held courses still want a book. One for courses that just appeared, which
 * left nothing over, does not hide the run before it. Null where there was no run.
 */
export async function findRetryRun(
  prisma: LibraryPrisma,
): Promise<{ runId: string; courses: number; input: RunInput } | null> {
  const leftOver = Prisma.sql`FROM ${COURSES_WITH_BOOKS} WHERE ${isLeftOver(Prisma.sql`r.id`)}`;
  const [run] = await reachingDatabase(
    () => prisma.$queryRaw<{ runId: string; courses: bigint; input: unknown }[]>`
      SELECT r.id::text AS "runId", r.input, (SELECT count(*) ${leftOver}) AS courses
      FROM (
        SELECT r.id, r.input FROM generation_runs r
        WHERE NOT ${IS_FOR_NEW_COURSES} OR EXISTS (SELECT ${leftOver})
        ORDER BY r.started_at DESC LIMIT 1) r`,
  );
  return run ? { ...run, courses: Number(run.courses), input: RunInputSchema.parse(run.input) } : null;
}

/** Courses of a run that ended badly, in its order. */
export async function findTroubledCourses(prisma: LibraryPrisma, runId: string, limit: number): Promise<RunCourse[]> {
  return reachingDatabase(() =>
    prisma.runCourse.findMany({
      where: { runId, status: { in: ['failed', 'held'] } },
      orderBy: { position: 'asc' },
      take: limit,
      select: RUN_COURSE,
    }),
  );
}

/** What began or ended in a run at `since` or later, oldest first. */
export async function findChanges(prisma: LibraryPrisma, runId: string, since: Date): Promise<RunCourseChange[]> {
  const rows = await reachingDatabase(() =>
    prisma.runCourse.findMany({
      where: {
        runId,
        status: { notIn: ['waiting', 'upToDate'] },
        OR: [{ startedAt: { gte: since } }, { finishedAt: { gte: since } }],
      },
      select: { ...RUN_COURSE, startedAt: true, finishedAt: true },
    }),
  );
  return rows
    .flatMap(({ startedAt, finishedAt, ...course }) => {
      const changedAt = finishedAt ?? startedAt;
      return changedAt ? [{ ...course, changedAt }] : [];
    })
    .sort((a, b) => a.changedAt.getTime() - b.changedAt.getTime());
}

/** The courses that a run has in work, by slot, each with how many of its chapters stand. */
export async function findCoursesInWork(prisma: LibraryPrisma, runId: string, limit: number): Promise<CourseInWork[]> {
  const rows = await reachingDatabase(
    () => prisma.$queryRaw<
      { slot: number | null; title: string; startedAt: Date | null; done: bigint; chapters: number }[]
    >`
      SELECT rc.slot, rc.title, rc.started_at AS "startedAt",
        (SELECT count(DISTINCT c.number) FROM scroll_chapters c WHERE c.book_id = b.id) AS done,
        COALESCE(jsonb_array_length(b.outline -> 'chapters'), 0) AS chapters
      FROM generation_run_courses rc
      LEFT JOIN scroll_books b ON b.course_id = rc.course_id AND b.status = 'draft'
      WHERE rc.run_id = ${runId}::uuid AND rc.status = 'inProgress'
      ORDER BY rc.slot NULLS LAST, rc.position LIMIT ${limit}`,
  );
  return rows.map(({ done, ...row }) => ({ ...row, chaptersDone: Number(done) }));
}

export interface CourseCounts {
  total: number;
  published: number;
  upToDate: number;
  held: number;
  failed: number;
  inProgress: number;
  waiting: number;
}

/** Courses of a run by state; of the whole catalogue where there was no run yet. */
export async function countByState(prisma: LibraryPrisma, runId: string | null): Promise<CourseCounts> {
  return reachingDatabase(async () => {
    if (runId === null) {
      const total = await prisma.course.count();
      const published = await prisma.course.count({ where: { textbookId: { not: null } } });
      return { total, published, upToDate: 0, held: 0, failed: 0, inProgress: 0, waiting: total - published };
    }
    const states = await prisma.runCourse.groupBy({ by: ['status'], where: { runId }, _count: { _all: true } });
    const count = (status: RunCourse['status']): number =>
      states.find((state) => state.status === status)?._count._all ?? 0;
    return {
      total: states.reduce((sum, state) => sum + state._count._all, 0),
      published: count('published'),
      upToDate: count('upToDate'),
      held: count('held'),
      failed: count('failed') + count('cancelled'),
      inProgress: count('inProgress'),
      waiting: count('waiting'),
    };
  });
}

/** Processes that said lately that they live. */
export const countFleet = async (prisma: LibraryPrisma): Promise<number> => (await findFleet(prisma)).length;
