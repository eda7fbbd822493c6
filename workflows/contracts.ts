/**
 * Names on the wire: workflow types, ids, queues, signals, updates, queries, inputs and results.
 * They are stored in histories and do not change.
 */
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { BookResult } from '../domain/run/book-run.ts';
import type { CourseOutcome, RunInput } from '../domain/run/run.ts';

export const TASK_QUEUES = {
  orchestration: 'library-orchestration',
  authoring: 'library-authoring',
  publishing: 'library-publishing',
  media: 'library-media',
} as const;

export const LIBRARY_WORKFLOW = 'LibraryGenerationWorkflow';
export const BOOK_WORKFLOW = 'BookWorkflow';
export const INDEX_WORKFLOW = 'IndexWorkflow';
/** Types of workflow that the library starts. */
export const WORKFLOW_TYPES = [LIBRARY_WORKFLOW, BOOK_WORKFLOW, INDEX_WORKFLOW] as const;
/**
 * Goes up, with a row of `workflow_versions` in a migration, when the order of commands changes without a patch: then no
 * workflow of an older version can be replayed, and those that are open are ended before a worker or a run of this
 * version starts (`adapters/temporal/older-workflows.ts`).
 */
export const WORKFLOW_VERSION = 2;

/** The run of courses that appear while no other run takes them. */
export const NEW_COURSES_WORKFLOW_ID = 'library/new-courses';
export const libraryWorkflowId = (runKey: string): string => `library/${runKey}`;
/** One pass over the books that are due at a time. */
export const INDEX_WORKFLOW_ID = 'library/index';
export const bookWorkflowId = (courseId: string): string => `book/${courseId}`;

/** Temporal orders a queue by these, lowest first. */
export const PRIORITY_KEYS = { justCreated: 1, operator: 1, run: 3, repair: 4 } as const;

export interface PauseRequest {
  reason?: string;
  /** Of the failure that asks for the pause, which is in the run's row then; absent when a person asks. */
  code?: string;
}
/** What holds once the request is carried out. */
export interface ControlReply {
  status: 'running' | 'paused';
}
export interface BudgetReply extends ControlReply {
  /** Null: no limit. */
  budgetUsd: number | null;
}

export const pauseSignal = defineSignal<[PauseRequest?]>('pause');
export const resumeSignal = defineSignal('resume');
export const pauseUpdate = defineUpdate<ControlReply, [PauseRequest]>('pause');
export const resumeUpdate = defineUpdate<ControlReply>('resume');
export const setConcurrencySignal = defineSignal<[number]>('setConcurrency');
export const setConcurrencyUpdate = defineUpdate<{ concurrency: number }, [number]>('setConcurrency');
/** Null takes the limit away. */
export const setBudgetSignal = defineSignal<[number | null]>('setBudget');
export const setBudgetUpdate = defineUpdate<BudgetReply, [number | null]>('setBudget');
/** A course that just appeared joins the run, ahead of those that wait. */
export const courseCreatedSignal = defineSignal<[string]>('courseCreated');
export const progressQuery = defineQuery<LibraryProgress>('progress');
export const bookStageQuery = defineQuery<BookStageReply>('bookStage');
/** Child to parent: this course has ended. */
export const bookFinishedSignal = defineSignal<[BookResult]>('bookFinished');
/** Parent to a book that it did not start: tell me too when you end. */
export const notifySignal = defineSignal<[string]>('notify');

export const SEARCH_ATTRIBUTES = {
  courseId: defineSearchAttributeKey('CourseId', SearchAttributeType.KEYWORD),
  libraryRunId: defineSearchAttributeKey('LibraryRunId', SearchAttributeType.KEYWORD),
  bookStage: defineSearchAttributeKey('BookStage', SearchAttributeType.KEYWORD),
  subject: defineSearchAttributeKey('Subject', SearchAttributeType.KEYWORD),
  qualityScore: defineSearchAttributeKey('QualityScore', SearchAttributeType.DOUBLE),
  chaptersDone: defineSearchAttributeKey('ChaptersDone', SearchAttributeType.INT),
} as const;
/** As the server registers them. */
export const SEARCH_ATTRIBUTE_TYPES = {
  CourseId: 'Keyword',
  LibraryRunId: 'Keyword',
  BookStage: 'Keyword',
  Subject: 'Keyword',
  QualityScore: 'Double',
  ChaptersDone: 'Int',
} as const;

export const BOOK_STAGES = [
  'opening',
  'outline',
  'chapters',
  'quality',
  'manuscript',
  'exports',
  'publishing',
  'index',
  'done',
] as const;
export type BookStage = (typeof BOOK_STAGES)[number];

export interface BookStageReply {
  stage: BookStage;
  bookId: string | null;
  chaptersDone: number;
  chapters: number;
  revision: number;
  paused: boolean;
  pauseReason: string | null;
}

export interface LibraryProgress {
  runId: string | null;
  status: 'running' | 'paused' | 'closing';
  pauseReason: string | null;
  concurrency: number;
  /** As it was started or set last; null: no limit. */
  budgetUsd: number | null;
  total: number;
  started: number;
  published: number;
  upToDate: number;
  held: number;
  failed: number;
  cancelled: number;
  inFlight: string[];
}

/** What one run of the parent hands to the next when it continues as new. */
export interface LibraryState {
  runId: string;
  /** Courses of the run, as far as it knows. */
  total: number;
  concurrency: number;
  budgetUsd: number | null;
  /** Null once the catalogue was read to its end. */
  cursor: PageCursor | null;
  /** Courses that appeared during the run: those in its rows, and those that a signal named and that are in no row yet. */
  arrivals: { areWaiting: boolean; named: string[] };
  /** Read and not yet started, those that appeared before the others. */
  queue: { courseId: string; isNew: boolean }[];
  /** Course id to slot of the window. */
  inFlight: Record<string, number>;
  /** Of those, the books that another started: their rows in this run are the run's to write. */
  adopted: string[];
  /** Ends of books; a course that changed and was written once more ends twice. */
  counts: Record<CourseOutcome, number>;
  started: number;
  paused: boolean;
  pauseReason: string | null;
}
export type LibraryInput = RunInput & { state?: LibraryState };
/** What of its input a run needs once it is open. */
export type LibraryRequest = Pick<RunInput, 'batchSize' | 'formats' | 'only' | 'standard'>;

export interface PageCursor {
  /** Position of the last course that was read, in the run's order. */
  position: number;
}
