/** A run as the operator sees it: one document from a few counting queries. */
import { booksPerMinute, estimatedCompletion } from '../../../domain/run/rate.ts';
import type { RunProgress } from '../../../domain/run/run.ts';
import type { LibraryPrisma } from '../client.ts';
import { reachingDatabase } from '../database-errors.ts';
import { findFleet } from './fleet.ts';
import { findLiveRuns } from './live-runs.ts';

/**
 * The run asked for, else the first live one, else the newest of all; null when there was none.
 * @throws LibraryError DatabaseUnavailable
 */
export const loadProgress = (prisma: LibraryPrisma, runId?: string): Promise<RunProgress | null> =>
  reachingDatabase(() => readProgress(prisma, runId));

async function readProgress(prisma: LibraryPrisma, runId?: string): Promise<RunProgress | null> {
  const wanted = runId ?? (await findLiveRuns(prisma))[0]?.runId;
  const run = wanted
    ? await prisma.run.findUnique({ where: { id: wanted } })
    : await prisma.run.findFirst({ orderBy: { startedAt: 'desc' } });
  if (!run) return null;

  const groups = await groupCourses(prisma, run.id);
  const [working, fleet] = await Promise.all([
    prisma.runCourse.findMany({
      where: { runId: run.id, status: 'inProgress', slot: { not: null } },
      select: { slot: true, title: true },
    }),
    findFleet(prisma),
  ]);
  const now = groups[0]?.now ?? new Date();
  const count = (...states: string[]): number =>
    sum(groups.filter(({ status }) => states.includes(status)).map(({ courses }) => courses));
  const priced = sum(groups.map((group) => group.priced));
  const calls = sum(groups.map((group) => group.calls));
  const pace = {
    status: run.status,
    ended: count('published', 'held', 'failed'),
    left: count('waiting', 'inProgress'),
    workedMs: groups[0]?.workedMs ?? 0,
    isServed: fleet.length > 0,
    now,
  };
  return {
    runId: run.id,
    workflowId: run.workflowId,
    status: run.status,
    pauseReason: run.pauseReason,
    totalCourses: sum(groups.map(({ courses }) => courses)),
    completedCourses: count('published', 'upToDate'),
    failedCourses: count('failed', 'cancelled'),
    heldCourses: count('held'),
    inProgressCourses: count('inProgress'),
    upToDateCourses: count('upToDate'),
    waitingCourses: count('waiting'),
    workers: slotNumbers(run.concurrency, groups).map((slot) => {
      const own = groups.filter((group) => group.slot === slot);
      const current = working.find((row) => row.slot === slot);
      const total = (wanted: string): number =>
        sum(own.filter(({ status }) => status === wanted).map(({ courses }) => courses));
      const starts = own.flatMap(({ startedAt }) => startedAt ?? []).map((date) => date.getTime());
      return {
        workerId: `slot-${slot}`,
        status: current ? 'working' : 'idle',
        currentCourse: current?.title ?? null,
        booksGenerated: total('published'),
        errors: total('failed'),
        startTime: starts.length > 0 ? new Date(Math.min(...starts)).toISOString() : null,
      };
    }),
    fleet: fleet.map((process) => ({
      processId: process.id,
      role: process.role,
      host: process.host,
      pid: process.pid,
      startTime: process.startedAt.toISOString(),
      seenAt: process.seenAt.toISOString(),
    })),
    startTime: run.startedAt.toISOString(),
    booksPerMinute: booksPerMinute(pace),
    estimatedCompletion: estimatedCompletion(pace),
    endTime: run.finishedAt?.toISOString() ?? null,
    costUsd: run.isPriced && calls === priced ? sum(groups.map(({ cost }) => cost)) : null,
    tokens: { input: sum(groups.map(({ input }) => input)), output: sum(groups.map(({ output }) => output)) },
    isRehearsal: run.isRehearsal,
    updatedAt: now.toISOString(),
  };
}

/** The window's slots, and those of a wider window that was narrowed since and still hold something. */
function slotNumbers(concurrency: number, rows: { slot: number | null }[]): number[] {
  const used = rows.flatMap(({ slot }) => (slot === null ? [] : [slot]));
  const highest = Math.max(concurrency, ...used);
  return Array.from({ length: highest }, (_, index) => index + 1);
}

/** The courses of one slot in one state, and what their calls came to. */
interface CourseGroup {
  now: Date;
  /** Of the whole run, the same in every group: the time in which a book was in work. */
  workedMs: number;
  slot: number | null;
  status: string;
  courses: number;
  startedAt: Date | null;
  calls: number;
  priced: number;
  input: number;
  output: number;
  cost: number;
}

/** One reading of the run's courses; nothing sums the calls themselves. */
async function groupCourses({ pool }: LibraryPrisma, runId: string): Promise<CourseGroup[]> {
  const { rows } = await pool.query<CourseGroup>(
    `SELECT now() AS now, slot, status::text AS status, count(*)::int AS courses, min(started_at) AS "startedAt",
       sum(calls)::float8 AS calls, sum(priced_calls)::float8 AS priced, sum(input_tokens)::float8 AS input,
       sum(output_tokens)::float8 AS output, sum(cost_usd)::float8 AS cost,
       (SELECT coalesce(sum(extract(epoch FROM upper(worked) - lower(worked))), 0)::float8 * 1000 FROM (
          SELECT unnest(range_agg(tstzrange(started_at, greatest(started_at, coalesce(finished_at, now()))))) AS worked
            FROM generation_run_courses
           WHERE run_id = $1 AND started_at IS NOT NULL AND status IN ('published', 'held', 'failed', 'inProgress')
        ) AS times) AS "workedMs"
     FROM generation_run_courses WHERE run_id = $1 GROUP BY slot, status`,
    [runId],
  );
  return rows;
}

const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0);
