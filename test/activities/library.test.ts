import { setTimeout } from 'node:timers/promises';
import { createLibraryActivities, type BookWorkflows } from '../../activities/library.ts';
import type { RunStore } from '../../domain/ports/runs.ts';

const activitiesOver = (findEnd: BookWorkflows['findEnd'], findOutcome: RunStore['findOutcome']) =>
  createLibraryActivities({
    books: { findEnd },
    exportKinds: ['pdf'],
    unpricedModels: ['a-model'],
    runs: { findOutcome } as RunStore,
    identify: () => Promise.reject(new Error('Nobody asks for it.')),
  });

const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => `course ${index + 1}`);

describe('books that ended without a word', () => {
  it('are found in the time that the step has, also in a window of a thousand books', async () => {
    let asking = 0;
    let most = 0;
    const { findEndedBooks } = activitiesOver(
      async (courseId) => {
        asking += 1;
        most = Math.max(most, asking);
        await setTimeout(20);
        asking -= 1;
        return courseId === 'course 1000' ? 'lost' : null;
      },
      () => Promise.resolve(null),
    );
    const startedAt = performance.now();

    const ended = await findEndedBooks({ runId: 'run', courseIds: ids(1000) });

    expect(ended).toEqual([
      expect.objectContaining({ courseId: 'course 1000', outcome: 'failed', code: 'BookWorkflowEnded' }),
    ]);
    expect(performance.now() - startedAt).toBeLessThan(12_000);
    // The server is not stormed either.
    expect(most).toBeLessThanOrEqual(50);
  });

  it('are told by their rows where they wrote one, and by how their workflow closed where not', async () => {
    const published = { courseId: 'course 1', bookId: 'b', outcome: 'published' as const, code: null, message: null };
    const { findEndedBooks } = activitiesOver(
      (courseId) => Promise.resolve(courseId === 'course 1' ? 'completed' : 'cancelled'),
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
      () => Promise.resolve(null),
      () => Promise.resolve(null),
    );
    const request = { workflowId: 'library/all', firstRunId: 'r', priorityMode: 'enrollment' as const, concurrency: 1 };

    await expect(openRun({ ...request, input: { budgetUsd: 5 } })).rejects.toMatchObject({
      code: 'InputInvalid',
      message: expect.stringContaining('Expected a price for a-model') as unknown,
    });
  });
});
