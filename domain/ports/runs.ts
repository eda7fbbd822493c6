/** Port to the rows of runs over the catalogue. */
import type { CourseOutcome, PriorityMode, RunInput, RunProgress } from '../run/run.ts';

export interface RunStore {
  /** Opens the run and fixes its courses and their order, in one transaction. Safe to repeat for the same `firstRunId`. */
  openRun(request: {
    workflowId: string;
    firstRunId: string;
    input: RunInput;
    priorityMode: PriorityMode;
    concurrency: number;
    isRehearsal: boolean;
    /** False when a model of the run has no known price. */
    isPriced: boolean;
    /** Identity that decides which courses are up to date: standard and model. */
    identity: { standardHash: string; model: string };
  }): Promise<{ runId: string; totalCourses: number; upToDateCourses: number }>;
  /** The next courses of a run in its order, after `position`. */
  loadPage(request: {
    runId: string;
    afterPosition: number;
    limit: number;
  }): Promise<{ courseId: string; position: number }[]>;
  /**
   * Adds a course that appeared while the run lives. Safe to repeat: true as long as it was added so and has not begun;
   * false for a course that was in the run before, or has begun.
   */
  addCourse(runId: string, courseId: string): Promise<boolean>;
  startCourse(runId: string, courseId: string, slot: number): Promise<void>;
  finishCourse(
    runId: string,
    courseId: string,
    end: { outcome: CourseOutcome; bookId: string | null; code: string | null; message: string | null },
  ): Promise<void>;
  /** How the course ended in this run, if it has. */
  findOutcome(
    runId: string,
    courseId: string,
  ): Promise<{
    courseId: string;
    bookId: string | null;
    outcome: CourseOutcome;
    code: string | null;
    message: string | null;
  } | null>;
  setPaused(runId: string, pause: { reason: string } | null): Promise<void>;
  setConcurrency(runId: string, concurrency: number): Promise<void>;
  /**
   * Changes what a live run may spend; null for no limit. A pause that the budget caused ends when the new budget leaves
   * room; a pause for any other reason stays.
   * @returns the pause that holds the run now, or null
   */
  setBudget(runId: string, budgetUsd: number | null): Promise<{ reason: string } | null>;
  closeRun(runId: string, end: { status: 'completed' | 'cancelled' | 'failed'; failure: string | null }): Promise<void>;
  /**
   * Closes a run whose workflow is gone; false when it was closed already. Its books go on, or stand still at its pause
   * until the next run takes them up.
   */
  loseRun(runId: string, failure: string): Promise<boolean>;
  findPause(runId: string): Promise<{ reason: string } | null>;
  /** Live runs, newest first; with none, the newest run that ended. */
  loadProgress(runId?: string): Promise<RunProgress | null>;
  findLiveRuns(): Promise<{ runId: string; workflowId: string }[]>;
}
