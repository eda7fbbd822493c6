/** A run over the catalogue: what an operator asks for, and what can be said of it while it lives. */
import { z } from 'zod';
import { LibraryError } from '../failure.ts';
import { ExportKindSchema } from '../exports/export.ts';
import { SELECTIONS } from './selection.ts';

export const PRIORITY_MODES = ['enrollment', 'creation-date', 'alphabetical', 'random'] as const;
export const PriorityModeSchema = z.enum(PRIORITY_MODES);
export type PriorityMode = z.infer<typeof PriorityModeSchema>;

/** Input of `LibraryGenerationWorkflow`: one JSON object, every key optional. */
export const RunInputSchema = z.strictObject({
  priorityMode: PriorityModeSchema.optional(),
  /** Books in work at once. */
  concurrency: z.int().min(1).max(1000).optional(),
  /** Courses read from the catalogue at a time. */
  batchSize: z.int().min(1).max(1000).optional(),
  subjects: z.array(z.string()).optional(),
  levels: z.array(z.string()).optional(),
  /** Ids or codes. */
  courseIds: z.array(z.string()).optional(),
  /** Of the courses of that run: those that failed or are held, as far as they still want a book. */
  ofRun: z.uuid().optional(),
  /** `failed` with `held` together are what `retry` takes. */
  only: z.union([z.enum(SELECTIONS), z.array(z.enum(SELECTIONS))]).optional(),
  /** Kinds of export; without: the ones that are made of every book. */
  formats: z.array(ExportKindSchema).optional(),
  budgetUsd: z.number().positive().optional(),
  standard: z.string().optional(),
  /** Seed of the `random` mode, so that a run can be repeated. */
  seed: z.int().optional(),
});
export type RunInput = z.infer<typeof RunInputSchema>;

/**
 * The input of a run that anybody may have started, with Temporal's own tools too.
 * @throws LibraryError InputInvalid naming each key that is not as it should be
 */
export function parseRunInput(
  input: unknown,
  { workflowId, exportKinds }: { workflowId: string; exportKinds: readonly string[] },
): RunInput {
  const parsed = RunInputSchema.safeParse(input);
  const problems = parsed.success
    ? unknownKinds(parsed.data, exportKinds)
    : parsed.error.issues.map(({ path, message }) => [path.join('.'), message].filter(Boolean).join(': '));
  if (parsed.success && problems.length === 0) return parsed.data;
  throw new LibraryError('InputInvalid', `The input of ${workflowId} cannot be used. ${problems.join('; ')}.`);
}

const unknownKinds = ({ formats = [] }: RunInput, exportKinds: readonly string[]): string[] =>
  formats.flatMap((kind, at) =>
    exportKinds.includes(kind) ? [] : [`formats.${at}: expected one of ${exportKinds.join(', ')}, got "${kind}"`],
  );

export const COURSE_OUTCOMES = ['published', 'upToDate', 'held', 'failed', 'cancelled'] as const;
export type CourseOutcome = (typeof COURSE_OUTCOMES)[number];

export const RunProgressSchema = z.strictObject({
  runId: z.string(),
  workflowId: z.string(),
  status: z.enum(['running', 'paused', 'completed', 'cancelled', 'failed']),
  pauseReason: z.string().nullable(),
  totalCourses: z.int(),
  completedCourses: z.int(),
  failedCourses: z.int(),
  heldCourses: z.int(),
  inProgressCourses: z.int(),
  upToDateCourses: z.int(),
  waitingCourses: z.int(),
  workers: z.array(
    z.strictObject({
      workerId: z.string(),
      status: z.enum(['idle', 'working']),
      currentCourse: z.string().nullable(),
      booksGenerated: z.int(),
      errors: z.int(),
      startTime: z.string().nullable(),
    }),
  ),
  fleet: z.array(
    z.strictObject({
      processId: z.string(),
      role: z.string(),
      host: z.string(),
      pid: z.int(),
      startTime: z.string(),
      seenAt: z.string(),
    }),
  ),
  startTime: z.string(),
  /** Null where too little was measured, and after a run that was broken off. */
  booksPerMinute: z.number().nullable(),
  estimatedCompletion: z.string().nullable(),
  endTime: z.string().nullable(),
  /** Null when a model of the run has no known price. */
  costUsd: z.number().nullable(),
  tokens: z.strictObject({ input: z.int(), output: z.int() }),
  isRehearsal: z.boolean(),
  updatedAt: z.string(),
});
export type RunProgress = z.infer<typeof RunProgressSchema>;
