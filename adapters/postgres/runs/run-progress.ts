/** A run as the operator sees it: one document from a few counting queries. */
import type { RunProgress } from '../../../domain/run/run.ts';
import type { LibraryPrisma } from '../client.ts';
import { reachingDatabase } from '../database-errors.ts';

/** A process that was not seen for this long is taken for dead. */
const FLEET_SILENCE_MS = 15_000;

/**
 * The run asked for, else the newest live run, else the newest of all; null when there was none.
 * @throws LibraryError DatabaseUnavailable
 */
export const loadProgress = (prisma: LibraryPrisma, runId?: string): Promise<RunProgress | null> =>
  reachingDatabase(() => readProgress(prisma, runId));

async function readProgress(prisma: LibraryPrisma, runId?: string): Promise<RunProgress | null> {
  const run = runId
    ? await prisma.run.findUnique({ where: { id: runId } })
    : ((await prisma.run.findFirst({ where: { finishedAt: null }, orderBy: { startedAt: 'desc' } })) ??
      (await prisma.run.findFirst({ orderBy: { startedAt: 'desc' } })));
  if (!run) return null;

  const [states, slots, money, fleet] = await Promise.all([
    prisma.runCourse.groupBy({ by: ['status'], where: { runId: run.id }, _count: true }),
    prisma.runCourse.groupBy({
      by: ['slot', 'status'],
      where: { runId: run.id, slot: { not: null } },
      _count: true,
      _min: { startedAt: true },
    }),
    sumCalls(prisma, run.id),
    prisma.fleetProcess.findMany({ where: { seenAt: { gt: new Date(Date.now() - FLEET_SILENCE_MS) } } }),
  ]);
  const working = await prisma.runCourse.findMany({
    where: { runId: run.id, status: 'inProgress', slot: { not: null } },
    select: { slot: true, title: true, startedAt: true },
  });

  const counts = new Map(states.map((state) => [state.status, state._count]));
  const count = (status: (typeof states)[number]['status']) => counts.get(status) ?? 0;
  const ended = count('published') + count('held') + count('failed');
  return {
    runId: run.id,
    workflowId: run.workflowId,
    status: run.status,
    pauseReason: run.pauseReason,
    totalCourses: states.reduce((sum, state) => sum + state._count, 0),
    completedCourses: count('published') + count('upToDate'),
    failedCourses: count('failed') + count('cancelled'),
    heldCourses: count('held'),
    inProgressCourses: count('inProgress'),
    upToDateCourses: count('upToDate'),
    waitingCourses: count('waiting'),
    workers: slotNumbers(run.concurrency, slots).map((slot) => {
      const own = slots.filter((row) => row.slot === slot);
      const current = working.find((row) => row.slot === slot);
      const total = (...wanted: string[]) =>
        own.filter((row) => wanted.includes(row.status)).reduce((sum, row) => sum + row._count, 0);
      const starts = own.flatMap((row) => row._min.startedAt ?? []).map((date) => date.getTime());
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
    estimatedCompletion: estimateCompletion(run, ended, count('waiting') + count('inProgress')),
    endTime: run.finishedAt?.toISOString() ?? null,
    costUsd: run.isPriced && money.calls === money.priced ? money.cost : null,
    tokens: { input: money.input, output: money.output },
    isRehearsal: run.isRehearsal,
    updatedAt: new Date().toISOString(),
  };
}

/** The window's slots, and those of a wider window that was narrowed since and still hold something. */
function slotNumbers(concurrency: number, rows: { slot: number | null }[]): number[] {
  const used = rows.flatMap(({ slot }) => (slot === null ? [] : [slot]));
  const highest = Math.max(concurrency, ...used);
  return Array.from({ length: highest }, (_, index) => index + 1);
}

/** From the rate so far; null while the run stands still, nothing has ended or nothing is left. */
function estimateCompletion(
  run: { status: string; startedAt: Date; finishedAt: Date | null },
  ended: number,
  left: number,
): string | null {
  if (run.finishedAt || run.status === 'paused' || ended === 0 || left === 0) return null;
  const msPerBook = (Date.now() - run.startedAt.getTime()) / ended;
  return new Date(Date.now() + msPerBook * left).toISOString();
}

interface CallSums {
  calls: number;
  priced: number;
  input: number;
  output: number;
  cost: number;
}

/** What the run's calls came to, as its courses keep it. */
async function sumCalls(prisma: LibraryPrisma, runId: string): Promise<CallSums> {
  const { rows } = await prisma.pool.query<CallSums>(
    `SELECT coalesce(sum(calls), 0)::float8 AS calls, coalesce(sum(priced_calls), 0)::float8 AS priced,
       coalesce(sum(input_tokens), 0)::float8 AS input, coalesce(sum(output_tokens), 0)::float8 AS output,
       coalesce(sum(cost_usd), 0)::float8 AS cost
     FROM generation_run_courses WHERE run_id = $1`,
    [runId],
  );
  const [sums] = rows;
  if (!sums) throw new Error('Expected one row of sums, got none.');
  return sums;
}
