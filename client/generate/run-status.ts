/** `status`: how far the live run is, or how the last one ended. */
import { countByState, findTroubledCourses } from '../../adapters/postgres/runs/last-run.ts';
import { count } from '../terminal/format.ts';
import type { Library } from '../session/library.ts';
import { summarizeRun } from './run-view.ts';

/** The document that others read: the run as in progress.json, and its courses by state. */
export async function statusDocument({ runs, prisma }: Pick<Library, 'runs' | 'prisma'>, runId?: string) {
  const run = await runs.loadProgress(runId);
  return { run, courses: await countByState(prisma, run?.runId ?? null) };
}

export async function statusLines(library: Library): Promise<string[]> {
  const { run, courses } = await statusDocument(library);
  const { services } = await library.stack.status();
  const webUi = services.temporal.up && services.temporal.webUi ? [`Temporal Web UI: ${services.temporal.webUi}`] : [];
  if (!run) {
    const hint =
      courses.total > 0
        ? 'Start one: npm run generate:enterprise all 50 enrollment'
        : 'Import courses: npm run catalogue:import <file>';
    return [
      `No run was ever started. ${count(courses.total)} courses, ${count(courses.published)} with a book. ${hint}`,
      ...webUi,
    ];
  }
  const troubled = await findTroubledCourses(library.prisma, run.runId, 10);
  return [
    summarizeRun(run, new Date()),
    ...run.workers.flatMap(({ workerId, currentCourse }) => (currentCourse ? [`  ${workerId}: ${currentCourse}`] : [])),
    ...troubled.map(({ status, title, message, code }) => `  ${status}: ${title}: ${message ?? code ?? ''}`),
    ...(run.endTime ? [] : [fleetLine(run.fleet.length)]),
    ...webUi,
  ];
}

const fleetLine = (workers: number): string =>
  workers === 0
    ? 'No worker runs: the run waits. `npm start` goes on with it, as does `npm run worker`.'
    : `Workers: ${count(workers)}`;
