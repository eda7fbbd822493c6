import { CancellationScope } from '@temporalio/workflow';

/**
 * Runs steps side by side. The first failure cancels the others, which would only cost money, and is thrown when they
 * have ended, so that none outlives the undoing.
 */
export async function inParallel<Item>(items: Iterable<Item>, step: (item: Item) => Promise<unknown>): Promise<void> {
  const failures: unknown[] = [];
  const scope = new CancellationScope();
  await scope.run(() =>
    Promise.allSettled(
      [...items].map(async (item) => {
        try {
          await step(item);
        } catch (error) {
          failures.push(error);
          scope.cancel();
        }
      }),
    ),
  );
  if (failures.length > 0) throw failures[0];
}
