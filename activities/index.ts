/** The sets of steps, by the queue that serves them. */
import { createAuthoringActivities } from './authoring.ts';
import { createBookActivities } from './book.ts';
import { createLibraryActivities } from './library.ts';
import { createPublishingActivities } from './publishing.ts';

type LibraryDependencies = Parameters<typeof createLibraryActivities>[0];
type BookDependencies = Parameters<typeof createBookActivities>[0];

/** Served by the orchestration queue, beside the workflows. */
export const createOrchestrationActivities = (dependencies: LibraryDependencies & { book: BookDependencies }) => ({
  ...createLibraryActivities(dependencies),
  ...createBookActivities(dependencies.book),
});
export type OrchestrationActivities = ReturnType<typeof createOrchestrationActivities>;

export { createAuthoringActivities, createPublishingActivities };
