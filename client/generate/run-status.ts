/** `status`: how far the live run is, or how the last one ended. */
import { listTroubles, type RunStatus } from '../../library/runs/progress.ts';
import type { Session } from '../session/session.ts';
import { count } from '../terminal/format.ts';
import { summarizeRun } from './run-view.ts';

export async function statusLines({ library, stack }: Session, { run, courses }: RunStatus): Promise<string[]> {
  const { services } = await stack.status();
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
  const troubled = await listTroubles(library, run.runId, 10);
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
