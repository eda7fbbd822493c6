/** Runs over the catalogue: which courses, in which order, and how far each is. PostgreSQL is the truth of progress. */
import type { RunStore } from '../../../domain/ports/runs.ts';
import { RunInputSchema, type PriorityMode } from '../../../domain/run/run.ts';
import { Prisma } from '../generated/client.ts';
import type { LibraryPrisma } from '../client.ts';
import { reachingDatabase } from '../database-errors.ts';
import { COURSES_WITH_BOOKS, isNamed, isTaken, isUpToDate } from './course-selection.ts';
import { findLiveRuns } from './live-runs.ts';
import { addCourses, loadArrivals } from './run-arrivals.ts';
import { closeRun, loseRun, loseRunWithin } from './run-closing.ts';
import { loadProgress } from './run-progress.ts';

type OpenRequest = Parameters<RunStore['openRun']>[0];

export function createRunStore(prisma: LibraryPrisma): RunStore {
  const { pool } = prisma;
  return {
    openRun: (request) => openRun(prisma, request),
    loadProgress: (runId) => loadProgress(prisma, runId),

    async loadPage({ runId, afterPosition, limit }) {
      return prisma.runCourse.findMany({
        where: { runId, position: { gt: afterPosition }, status: { in: ['waiting', 'inProgress'] } },
        orderBy: { position: 'asc' },
        take: limit,
        select: { courseId: true, position: true },
      });
    },

    addCourses: (request) => addCourses(prisma, request),
    loadArrivals: (request) => loadArrivals(prisma, request),

    async startCourse(runId, courseId, slot) {
      await pool.query(
        `UPDATE generation_run_courses SET status = 'inProgress', slot = $3, started_at = now(), finished_at = NULL
         WHERE run_id = $1 AND course_id = $2`,
        [runId, courseId, slot],
      );
    },
    async finishCourse(runId, courseId, { outcome, bookId, code, message }) {
      await pool.query(
        `UPDATE generation_run_courses SET status = $3::run_course_status, book_id = $4, code = $5, message = $6,
           finished_at = now()
         WHERE run_id = $1 AND course_id = $2`,
        [runId, courseId, outcome, bookId, code, message],
      );
    },

    async findOutcome(runId, courseId) {
      const row = await prisma.runCourse.findUnique({ where: { runId_courseId: { runId, courseId } } });
      if (!row || row.status === 'waiting' || row.status === 'inProgress') return null;
      const { bookId, status, code, message } = row;
      return { courseId, bookId, outcome: status, code, message };
    },
    async setPaused(runId, pause) {
      await pool.query(
        `UPDATE generation_runs SET status = (CASE WHEN $2::bool THEN 'paused' ELSE 'running' END)::run_status,
           paused_at = CASE WHEN $2::bool THEN now() END, pause_reason = $3, pause_code = NULL
         WHERE id = $1 AND status IN ('running', 'paused')`,
        [runId, pause !== null, pause?.reason ?? null],
      );
    },
    async findPause(runId) {
      const run = await prisma.run.findUnique({ where: { id: runId }, select: { pausedAt: true, pauseReason: true } });
      return run?.pausedAt ? { reason: run.pauseReason ?? 'paused' } : null;
    },
    async setConcurrency(runId, concurrency) {
      await prisma.run.updateMany({ where: { id: runId }, data: { concurrency } });
    },

    setBudget: (runId, budgetUsd) => setBudget(prisma, runId, budgetUsd),

    closeRun: (runId, end) => closeRun(prisma, runId, end),
    loseRun: (runId, failure) => loseRun(prisma, runId, failure),

    async findLiveRuns() {
      const runs = await reachingDatabase(() => findLiveRuns(prisma));
      return runs.map(({ runId, workflowId }) => ({ runId, workflowId }));
    },
    async findLiveInputs() {
      return (await findLiveRuns(prisma)).map((run) => ({ ...run, input: RunInputSchema.parse(run.input) }));
    },
  };
}

async function setBudget(
  { pool }: LibraryPrisma,
  runId: string,
  budgetUsd: number | null,
): Promise<{ reason: string } | null> {
  const { rows } = await pool.query<{ paused: boolean; reason: string | null }>(
    `UPDATE generation_runs r SET budget_usd = $2,
       status = (CASE WHEN new.lifts THEN 'running' ELSE r.status::text END)::run_status,
       paused_at = CASE WHEN NOT new.lifts THEN r.paused_at END,
       pause_reason = CASE WHEN NOT new.lifts THEN r.pause_reason END,
       pause_code = CASE WHEN NOT new.lifts THEN r.pause_code END
     FROM (
       SELECT id, coalesce(pause_code = 'BudgetReached', FALSE) AND ($2::numeric IS NULL OR $2::numeric > spent_usd) AS lifts
       FROM generation_runs WHERE id = $1 AND status IN ('running', 'paused') FOR UPDATE
     ) new
     WHERE r.id = new.id
     RETURNING r.paused_at IS NOT NULL AS paused, r.pause_reason AS reason`,
    [runId, budgetUsd],
  );
  const [run] = rows;
  return run?.paused ? { reason: run.reason ?? 'paused' } : null;
}

/** One statement fixes the run's courses and their order; courses that are up to date are accounted for at once. */
async function openRun(prisma: LibraryPrisma, request: OpenRequest): ReturnType<RunStore['openRun']> {
  const { workflowId, firstRunId, input, concurrency, isRehearsal, isPriced } = request;
  return prisma.$transaction(
    async (tx) => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${firstRunId}, 11))`;
      const opened = await tx.run.findUnique({ where: { firstRunId } });
      if (opened) return { runId: opened.id, ...(await countCourses(tx, opened.id)) };

      // A run whose workflow was terminated never closed its row: a new run under the same id says that it ended.
      const left = await tx.run.findMany({
        where: { workflowId, status: { in: ['running', 'paused'] } },
        select: { id: true },
      });
      for (const { id } of left) await loseRunWithin(tx, id, 'The workflow ended without closing the run.');
      // Books that stand still at the pause of such a run are this one's now, and nobody else could end it.
      await tx.run.updateMany({
        where: { workflowId, pausedAt: { not: null } },
        data: { pausedAt: null, pauseReason: null, pauseCode: null },
      });
      const run = await tx.run.create({
        data: {
          workflowId,
          firstRunId,
          concurrency,
          isRehearsal,
          isPriced,
          input,
          budgetUsd: input.budgetUsd ?? null,
        },
      });
      await tx.$executeRaw`
        INSERT INTO generation_run_courses (run_id, course_id, title, position, status, book_id, finished_at)
        SELECT ${run.id}::uuid, c.id, c.title, row_number() OVER (ORDER BY ${orderOf(request)}),
          (CASE WHEN ${isUpToDate(request)} THEN 'upToDate' ELSE 'waiting' END)::run_course_status,
          CASE WHEN ${isUpToDate(request)} THEN p.id END,
          CASE WHEN ${isUpToDate(request)} THEN now() END
        FROM ${COURSES_WITH_BOOKS} WHERE ${isNamed(request.input)} AND ${isTaken(request)}`;
      return { runId: run.id, ...(await countCourses(tx, run.id)) };
    },
    { timeout: 60_000 },
  );
}

async function countCourses(
  tx: Prisma.TransactionClient,
  runId: string,
): Promise<{ totalCourses: number; upToDateCourses: number }> {
  const [totalCourses, upToDateCourses] = await Promise.all([
    tx.runCourse.count({ where: { runId } }),
    tx.runCourse.count({ where: { runId, status: 'upToDate' } }),
  ]);
  return { totalCourses, upToDateCourses };
}

function orderOf({ priorityMode, input }: OpenRequest): Prisma.Sql {
  const orders: Record<PriorityMode, Prisma.Sql> = {
    enrollment: Prisma.sql`c.enrolment_count DESC, c.id`,
    'creation-date': Prisma.sql`c.created_at, c.id`,
    alphabetical: Prisma.sql`lower(c.title), c.id`,
    random: Prisma.sql`md5(${String(input.seed ?? 0)} || c.id::text), c.id`,
  };
  return orders[priorityMode];
}
