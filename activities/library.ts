/** Steps of a run over the catalogue: rows only, quick, safe to repeat. */
import { LibraryError } from '../domain/failure.ts';
import type { RunStore } from '../domain/ports/runs.ts';
import { parseRunInput, type PriorityMode, type RunInput } from '../domain/run/run.ts';
import type { BookResult } from '../domain/run/book-run.ts';

/** What became of a book's workflow, as the server knows it. */
export interface BookWorkflows {
  /** Courses of the run whose book's workflow is open, from one list; one that was just started may not be in it yet. */
  findRunning(runId: string): Promise<Set<string>>;
  /** How the books of these courses closed; those that are open are left out. */
  findEnds(courseIds: string[]): Promise<Map<string, BookEnd>>;
}
export type BookEnd = 'completed' | 'failed' | 'cancelled' | 'lost';

interface Dependencies {
  runs: RunStore;
  books: BookWorkflows;
  /** Kinds of export that a run may ask for. */
  exportKinds: readonly string[];
  /** What decides whether a course's book is current, for the standard that the run names. */
  identify: (standard: string | null) => Promise<{ standardHash: string; model: string; isRehearsal: boolean }>;
  /** Models that write or judge and have no known price. */
  unpricedModels: string[];
}

const cannotHold = (budgetUsd: number, models: string[], without: string): LibraryError =>
  new LibraryError(
    'InputInvalid',
    `Expected a price for ${models.join(' and ')}, because the run is to have a budget of $${budgetUsd}; the price table has none. Add it to the file that PRICES_FILE names and start the workers again, or ${without}.`,
  );

export const createLibraryActivities = ({ runs, books, exportKinds, identify, unpricedModels }: Dependencies) => ({
  /** Opens the run and fixes its courses and their order. @throws LibraryError InputInvalid */
  async openRun(request: {
    workflowId: string;
    firstRunId: string;
    input: RunInput;
    priorityMode: PriorityMode;
    concurrency: number;
  }): Promise<{ runId: string; totalCourses: number; upToDateCourses: number }> {
    const input = parseRunInput(request.input, { workflowId: request.workflowId, exportKinds });
    if (input.budgetUsd !== undefined && unpricedModels.length > 0)
      throw cannotHold(input.budgetUsd, unpricedModels, 'start the run without --budget-usd');
    const { isRehearsal, ...identity } = await identify(input.standard ?? null);
    return runs.openRun({ ...request, input, identity, isRehearsal, isPriced: unpricedModels.length === 0 });
  },

  /** The next courses of the run, after a position; ids only. */
  loadPage: (request: { runId: string; afterPosition: number; limit: number }) => runs.loadPage(request),

  /** Takes courses into the run that a signal named. */
  async addCourses(request: { runId: string; courseIds: string[] }): Promise<void> {
    await runs.addCourses({ ...request, isAgain: false });
  },

  /** Courses that appeared and wait, ahead of the rest; ids only. */
  loadArrivals: (request: { runId: string; inHand: string[]; limit: number }) => runs.loadArrivals(request),

  startCourse: (request: { runId: string; courseId: string; slot: number }) =>
    runs.startCourse(request.runId, request.courseId, request.slot),

  finishCourse: ({ runId, result }: { runId: string; result: BookResult }) =>
    runs.finishCourse(runId, result.courseId, result),

  setPaused: ({ runId, reason }: { runId: string; reason: string | null }) =>
    runs.setPaused(runId, reason === null ? null : { reason }),

  findPause: ({ runId }: { runId: string }) => runs.findPause(runId),

  /**
   * @returns the pause that holds the run now, or null: a budget that leaves room ends the pause that the old one caused
   * @throws LibraryError InputInvalid for a budget that cannot be kept
   */
  async setBudget({ runId, budgetUsd }: { runId: string; budgetUsd: number | null }) {
    if (budgetUsd !== null && unpricedModels.length > 0)
      throw cannotHold(budgetUsd, unpricedModels, 'leave the run without a budget');
    return runs.setBudget(runId, budgetUsd);
  },

  setConcurrency: ({ runId, concurrency }: { runId: string; concurrency: number }) =>
    runs.setConcurrency(runId, concurrency),

  /**
   * Which of these courses' books have closed without our hearing of it, and how: a book tells its end itself, unless
   * it was terminated or its word was lost.
   */
  async findEndedBooks({ runId, courseIds }: { runId: string; courseIds: string[] }): Promise<BookResult[]> {
    const running = await books.findRunning(runId);
    const ends = await books.findEnds(courseIds.filter((courseId) => !running.has(courseId)));
    return Promise.all(
      [...ends].map(
        async ([courseId, end]): Promise<BookResult> =>
          (await runs.findOutcome(runId, courseId)) ?? {
            courseId,
            bookId: null,
            outcome: end === 'cancelled' ? 'cancelled' : 'failed',
            code: 'BookWorkflowEnded',
            message: `The book's workflow ended (${end}) without a result; run "retry" to take it up again.`,
          },
      ),
    );
  },

  closeRun: ({
    runId,
    status,
    failure,
  }: {
    runId: string;
    status: 'completed' | 'cancelled' | 'failed';
    failure: string | null;
  }) => runs.closeRun(runId, { status, failure }),
});
