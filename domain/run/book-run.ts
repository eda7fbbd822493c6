/** What a run asks of one book, and what it hears of its end. Carried by histories: keys may join, none goes. */
import type { CourseOutcome } from './run.ts';

export interface BookInput {
  courseId: string;
  /** Row of `generation_runs`; null for a book that no run asked for. */
  runId: string | null;
  /** Kinds of export; null: the ones that are made of every book. */
  formats: string[] | null;
  /** Null: the environment's standard. */
  standard: string | null;
  /** True when a held book may be taken up again (`retry`, `auto`). */
  reopenHeld: boolean;
  /** True when what failed or was found twice in the same way may be paid for once more: a person asks for this very book. */
  askAgain?: boolean;
  /** Workflow to tell of the end. */
  notify: string | null;
  /** Slot of the run's window; null outside a run. */
  slot: number | null;
}
export interface BookResult {
  courseId: string;
  bookId: string | null;
  outcome: CourseOutcome;
  code: string | null;
  message: string | null;
}
