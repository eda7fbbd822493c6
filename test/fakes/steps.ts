/** Every step of a book, done at once: what the workflows do by themselves shows. */
import { randomUUID } from 'node:crypto';
import type { AuthoringActivities, OrchestrationActivities, PublishingActivities } from '../../activities/index.ts';
import type { ChapterPlan } from '../../activities/outline.ts';

export type Steps = OrchestrationActivities & AuthoringActivities & PublishingActivities;

/** Waves of a chapter of so many sections, as the plan of a book names them. */
export const someWaves = (sections: number): string[][] => [
  ...Array.from({ length: sections }, (_, index) => [`section:${index + 1}`]),
  ['frame', 'study'],
];

/** A book of these chapters that passes everything, and a run without courses. */
export const soundSteps = (chapters: ChapterPlan[]): Steps => ({
  openRun: async () => ({ runId: randomUUID(), totalCourses: 0, upToDateCourses: 0 }),
  loadPage: async () => [],
  addCourses: async () => undefined,
  loadArrivals: async () => ({ courseIds: [], totalCourses: 0 }),
  startCourse: async () => undefined,
  finishCourse: async () => undefined,
  setPaused: async () => undefined,
  findPause: async () => null,
  setConcurrency: async () => undefined,
  setBudget: async () => null,
  findEndedBooks: async () => [],
  closeRun: async () => true,
  openBook: async ({ courseId }) => ({
    state: 'open',
    bookId: `book of ${courseId}`,
    edition: 1,
    nextRevision: 0,
    nextOutlineRevision: 0,
    maxRevisions: 2,
    subject: 'Testing',
    title: 'Testing, a | b',
  }),
  publishBook: async () => undefined,
  findIndexDue: async () => [],
  holdBook: async () => undefined,
  recordOutcome: async () => undefined,
  draftOutline: async () => ({ verdict: 'accept', reason: null, chapters }),
  writePart: async () => ({ words: 100 }),
  checkChapter: async () => ({ vetoes: 0 }),
  concludeQuality: async () => ({ verdict: 'accept', reason: null, quality: 0.95, weakParts: [] }),
  assembleManuscript: async () => ({ words: 600 }),
  planExports: async ({ kinds }) => ({
    kinds: kinds ?? [],
    files: (kinds ?? []).map((kind) => ({ kind, variant: 'student', queue: 'publishing' })),
  }),
  exportBook: async () => ({ bytes: 1000 }),
  completeExports: async () => undefined,
  indexBook: async () => ({ passages: 6 }),
  abandonBook: async () => undefined,
});
