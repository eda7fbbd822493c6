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
   * Takes courses that appeared, or changed, into a live run, ahead of those that wait. Safe to repeat.
   * @returns those of them that are in the run now, and whether they wait in it; none when the run is closed
   */
  addCourses(request: {
    runId: string;
    courseIds: string[];
    /** Only courses that it names by subject and level; absent: all. */
    filter?: RunInput;
    /** True to write a course once more that has ended in this run. */
    isAgain: boolean;
  }): Promise<{ courseId: string; isWaiting: boolean }[]>;
  /** Courses that appeared and wait, the oldest first, but for those in hand. */
  loadArrivals(request: {
    runId: string;
    inHand: string[];
    limit: number;
  }): Promise<{ courseIds: string[]; totalCourses: number }>;
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
  /** @returns false when the run cannot be completed yet: a course that appeared meanwhile waits in it */
  closeRun(
    runId: string,
    end: { status: 'completed' | 'cancelled' | 'failed'; failure: string | null },
  ): Promise<boolean>;
  /**
   * Closes a run whose workflow is gone; false when it was closed already. Its books go on, or stand still at its pause
   * until the next run takes them up. Courses that appeared in it are announced again.
   */
  loseRun(runId: string, failure: string): Promise<boolean>;
  findPause(runId: string): Promise<{ reason: string } | null>;
  /** The run asked for; else the first of the live ones, else the newest that ended. */
  loadProgress(runId?: string): Promise<RunProgress | null>;
  /** Those that somebody started before the one for courses that just appeared, the newest first. */
  findLiveRuns(): Promise<{ runId: string; workflowId: string }[]>;
  /** The same, with what was asked of them. */
  findLiveInputs(): Promise<{ runId: string; workflowId: string; input: RunInput }[]>;
}
