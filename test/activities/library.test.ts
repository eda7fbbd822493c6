import { createLibraryActivities, type BookEnd, type BookWorkflows } from '../../activities/library.ts';
import type { RunStore } from '../../domain/ports/runs.ts';

const activitiesOver = (books: BookWorkflows, findOutcome: RunStore['findOutcome']) =>
  createLibraryActivities({
    books,
    exportKinds: ['pdf'],
    unpricedModels: ['a-model'],
    runs: { findOutcome } as RunStore,
    identify: () => Promise.reject(new Error('Nobody asks for it.')),
  });

const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => `course ${index + 1}`);

describe('books that ended without a word', () => {
  it('are found by one list of those that run: only the others are asked after', async () => {
    const asked: string[] = [];
    const { findEndedBooks } = activitiesOver(
      {
        findRunning: () => Promise.resolve(new Set(ids(998))),
        // One was just started, and the list does not know it yet.
        findEnds: (courseIds) => {
          asked.push(...courseIds);
          return Promise.resolve(new Map([['course 1000', 'lost']]));
        },
      },
      () => Promise.resolve(null),
    );

    expect(await findEndedBooks({ runId: 'run', courseIds: ids(1000) })).toEqual([
      expect.objectContaining({ courseId: 'course 1000', outcome: 'failed', code: 'BookWorkflowEnded' }),
    ]);
    expect(asked).toEqual(['course 999', 'course 1000']);
  });

  it('are told by their rows where they wrote one, and by how their workflow closed where not', async () => {
    const published = { courseId: 'course 1', bookId: 'b', outcome: 'published' as const, code: null, message: null };
    const ends = new Map<string, BookEnd>([
      ['course 1', 'completed'],
      ['course 2', 'cancelled'],
    ]);
    const { findEndedBooks } = activitiesOver(
      { findRunning: () => Promise.resolve(new Set()), findEnds: () => Promise.resolve(ends) },
      (_runId, courseId) => Promise.resolve(courseId === 'course 1' ? published : null),
    );

    expect(await findEndedBooks({ runId: 'run', courseIds: ids(2) })).toEqual([
      published,
      expect.objectContaining({ courseId: 'course 2', outcome: 'cancelled' }),
    ]);
  });
});

describe('a run of a model without a price', () => {
  it('is not opened with a budget: the budget could not hold', async () => {
    const { openRun } = activitiesOver(
      { findRunning: () => Promise.resolve(new Set()), findEnds: () => Promise.resolve(new Map()) },
      () => Promise.resolve(null),
    );
    const request = { workflowId: 'library/all', firstRunId: 'r', priorityMode: 'enrollment' as const, concurrency: 1 };

    await expect(openRun({ ...request, input: { budgetUsd: 5 } })).rejects.toMatchObject({
      code: 'InputInvalid',
      message: expect.stringContaining('Expected a price for a-model') as unknown,
    });
  });

  it('is given none while it lives, and may be freed of one', async () => {
    const given: unknown[] = [];
    const { setBudget } = createLibraryActivities({
      books: { findRunning: () => Promise.resolve(new Set()), findEnds: () => Promise.resolve(new Map()) },
      exportKinds: [],
      unpricedModels: ['a-model'],
      runs: { setBudget: (_runId, usd) => Promise.resolve((given.push(usd), null)) } as Partial<RunStore> as RunStore,
      identify: () => Promise.reject(new Error('Nobody asks for it.')),
    });

    await expect(setBudget({ runId: 'r', budgetUsd: 5 })).rejects.toMatchObject({
      code: 'InputInvalid',
      message: expect.stringMatching(/price for a-model.*a budget of \$5.*leave the run without a budget/) as unknown,
    });
    await setBudget({ runId: 'r', budgetUsd: null });
    expect(given).toEqual([null]);
  });
});
