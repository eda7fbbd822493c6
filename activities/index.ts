/** The steps by the queue that serves them. */
import { createBookActivities } from './book.ts';
import { createChapterActivities } from './chapter.ts';
import { createExportActivities } from './exports.ts';
import { createIndexActivities } from './book-index.ts';
import { createLibraryActivities } from './library.ts';
import { createManuscriptActivities } from './manuscript.ts';
import { createOutlineActivities } from './outline.ts';
import { createPublishActivities } from './publish.ts';
import { createQualityActivities } from './quality.ts';
import { createUndoActivities } from './undo.ts';
import type { WritingDependencies } from './writing-context.ts';

type LibraryDependencies = Parameters<typeof createLibraryActivities>[0];
type BookDependencies = Parameters<typeof createBookActivities>[0];

/** Served by the orchestration queue, beside the workflows. */
export const createOrchestrationActivities = (dependencies: LibraryDependencies & { book: BookDependencies }) => ({
  ...createLibraryActivities(dependencies),
  ...createBookActivities(dependencies.book),
  ...createPublishActivities(dependencies.book),
});
export type OrchestrationActivities = ReturnType<typeof createOrchestrationActivities>;

/** Bound by the model: plan, write, judge. */
export const createAuthoringActivities = (dependencies: WritingDependencies) => ({
  ...createOutlineActivities(dependencies),
  ...createChapterActivities(dependencies),
  ...createQualityActivities(dependencies),
});
export type AuthoringActivities = ReturnType<typeof createAuthoringActivities>;

type PublishingDependencies = Parameters<typeof createManuscriptActivities>[0] &
  Parameters<typeof createExportActivities>[0];

/** Bound by the processor and the files. */
export const createPublishingActivities = (dependencies: PublishingDependencies) => ({
  ...createManuscriptActivities(dependencies),
  ...createExportActivities(dependencies),
  ...createIndexActivities(dependencies),
  ...createUndoActivities(dependencies),
});
export type PublishingActivities = ReturnType<typeof createPublishingActivities>;
