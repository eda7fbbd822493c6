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
        SELECT m.course_id, count(DISTINCT m.id) AS modules, count(l.id) AS lectures, sum(length(l.notes)) AS letters
        FROM course_modules m LEFT JOIN lectures l ON l.module_id = m.id GROUP BY m.course_id
      ) size ON size.course_id = c.id
      WHERE ${isNamed(request)}
      ORDER BY c.id`,
  );
  return z.array(RowSchema).parse(rows);
}

/** Averages over the answered calls of one model, by purpose. */
export async function averageCalls(prisma: LibraryPrisma, model: string): Promise<Record<string, CallAverage>> {
  const groups = await reachingDatabase(() =>
    prisma.modelCall.groupBy({
      by: ['purpose'],
      where: { model, status: 'answered' },
      _count: { _all: true },
      _avg: { inputTokens: true, outputTokens: true, latencyMs: true },
    }),
  );
  return Object.fromEntries(
    groups.flatMap(({ purpose, _count, _avg }) => {
      const { inputTokens, outputTokens, latencyMs } = _avg;
      if (inputTokens === null || outputTokens === null || latencyMs === null) return [];
      return [[purpose, { calls: _count._all, inputTokens, outputTokens, latencyMs }]];
    }),
  );
}
