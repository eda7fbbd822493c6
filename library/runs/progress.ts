/** How far runs are: the document that others read, and what changes while one is watched. */
import {
  countByState,
  countFleet,
  findChanges,
  findCoursesInWork,
  findTroubledCourses,
  type CourseCounts,
  type CourseInWork,
  type RunCourse,
  type RunCourseChange,
} from '../../adapters/postgres/runs/last-run.ts';
import type { RunProgress } from '../../domain/run/run.ts';
import type { Library } from '../library.ts';

export type { CourseInWork, RunCourse };

type Rows = Pick<Library, 'database'>;

/** The run as in progress.json, and its courses by state; those of the catalogue where there was no run yet. */
export interface RunStatus {
  run: RunProgress | null;
  courses: CourseCounts;
}

/** The run asked for, else the live one, else the last. */
export async function loadStatus({ runs, database }: Rows & Pick<Library, 'runs'>, runId?: string): Promise<RunStatus> {
  const run = await runs.loadProgress(runId);
  return { run, courses: await countByState(database, run?.runId ?? null) };
}

/** Failed and held courses of a run, in its order. */
export const listTroubles = ({ database }: Rows, runId: string, limit: number): Promise<RunCourse[]> =>
  findTroubledCourses(database, runId, limit);

/** What began or ended in a run at `since` or later, oldest first. */
export const listChanges = ({ database }: Rows, runId: string, since: Date): Promise<RunCourseChange[]> =>
  findChanges(database, runId, since);

/** Courses that a run has in work, by slot. */
export const listInWork = ({ database }: Rows, runId: string, limit: number): Promise<CourseInWork[]> =>
  findCoursesInWork(database, runId, limit);

/** Whether a worker of the fleet has shown a sign of life lately. */
export const hasFleet = async ({ database }: Rows): Promise<boolean> => (await countFleet(database)) > 0;
