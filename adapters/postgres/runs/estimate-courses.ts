/** What an estimate reads: the size and state of the courses, and what calls of a model took so far. */
import { z } from 'zod';
import { COURSE_STATES, type CallAverage, type CourseSize } from '../../../domain/run/estimate.ts';
import type { LibraryPrisma } from '../client.ts';
import { reachingDatabase } from '../database-errors.ts';
import { COURSES_WITH_BOOKS, isNamed, stateColumns, type SelectionRequest } from './course-selection.ts';

/** As a text in any language has them, about; notes are measured and not read. */
const CHARACTERS_PER_WORD = 6;

const RowSchema = z.object({
  id: z.string(),
  modules: z.int(),
  lectures: z.int(),
  notesWords: z.number(),
  state: z.enum(COURSE_STATES),
  isToWrite: z.boolean(),
});

/** Every course that the input names, with its state; which of them are written is what `openRun` and `openBook` decide. */
export async function measureCourses(prisma: LibraryPrisma, request: SelectionRequest): Promise<CourseSize[]> {
  const rows = await reachingDatabase(
    () => prisma.$queryRaw<unknown[]>`
      SELECT c.id::text,
        COALESCE(size.modules, 0)::int AS modules,
        COALESCE(size.lectures, 0)::int AS lectures,
        (COALESCE(size.letters, 0) / ${CHARACTERS_PER_WORD}::float8)::float8 AS "notesWords",
        ${stateColumns(request)}
      FROM ${COURSES_WITH_BOOKS}
      LEFT JOIN (
        SELECT m.course_id, count(DISTINCT m.id) AS modules, count(l.id) AS lectures, sum(l.notes_chars) AS letters
        FROM course_modules m LEFT JOIN lectures l ON l.module_id = m.id GROUP BY m.course_id
      ) size ON size.course_id = c.id
      WHERE ${isNamed(request.input)}
      ORDER BY c.id`,
  );
  return z.array(RowSchema).parse(rows);
}

/** Calls of one purpose that an average is taken of. */
const MEASURED_CALLS = 500;

const AverageSchema = z.object({
  purpose: z.string(),
  calls: z.int(),
  inputTokens: z.number(),
  outputTokens: z.number(),
  latencyMs: z.number(),
});

/** Averages over the latest answered calls of one model, by purpose; from an index, however many calls there were. */
export async function averageCalls(prisma: LibraryPrisma, model: string): Promise<Record<string, CallAverage>> {
  const rows = await reachingDatabase(
    () => prisma.$queryRaw<unknown[]>`
      WITH RECURSIVE purposes AS (
        (SELECT c.purpose FROM model_calls c WHERE c.model = ${model} AND c.status = 'answered' ORDER BY c.purpose LIMIT 1)
        UNION ALL
        SELECT (SELECT c.purpose FROM model_calls c
          WHERE c.model = ${model} AND c.status = 'answered' AND c.purpose > p.purpose ORDER BY c.purpose LIMIT 1)
        FROM purposes p WHERE p.purpose IS NOT NULL
      )
      SELECT wanted.purpose, count(*)::int AS calls, avg(m.input_tokens)::float8 AS "inputTokens",
        avg(m.output_tokens)::float8 AS "outputTokens", avg(m.latency_ms)::float8 AS "latencyMs"
      FROM purposes wanted
      CROSS JOIN LATERAL (
        SELECT c.input_tokens, c.output_tokens, c.latency_ms FROM model_calls c
        WHERE c.model = ${model} AND c.purpose = wanted.purpose AND c.status = 'answered'
        ORDER BY c.answered_at DESC LIMIT ${MEASURED_CALLS}
      ) m
      GROUP BY wanted.purpose
      HAVING count(m.input_tokens) > 0 AND count(m.output_tokens) > 0 AND count(m.latency_ms) > 0`,
  );
  const averages = z.array(AverageSchema).parse(rows);
  return Object.fromEntries(averages.map(({ purpose, ...average }) => [purpose, average]));
}
