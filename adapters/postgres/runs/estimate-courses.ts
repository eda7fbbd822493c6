/** What an estimate reads: the size and state of every course, and what calls of a model took so far. */
import { z } from 'zod';
import { PURPOSES, type Purpose } from '../../../domain/model/language-model.ts';
import type { CallAverage, CourseSize } from '../../../domain/run/estimate.ts';
import type { LibraryPrisma } from '../client.ts';
import { reachingDatabase } from '../database-errors.ts';

/** As a text in any language has them, about; notes are measured and not read. */
const CHARACTERS_PER_WORD = 6;

const RowSchema = z.object({
  id: z.string(),
  code: z.string().nullable(),
  subject: z.string().nullable(),
  level: z.string().nullable(),
  modules: z.int(),
  lectures: z.int(),
  notesWords: z.number(),
  published: z
    .object({
      isSameCourse: z.boolean(),
      standardHash: z.string(),
      model: z.string(),
      exportedKinds: z.array(z.string()),
    })
    .nullable(),
  openEdition: z.enum(['draft', 'held', 'failed']).nullable(),
});

export async function measureCourses(prisma: LibraryPrisma): Promise<CourseSize[]> {
  const rows = await reachingDatabase(
    () => prisma.$queryRaw<unknown[]>`
      SELECT c.id::text, c.code, c.subject, c.level,
        COALESCE(size.modules, 0)::int AS modules,
        COALESCE(size.lectures, 0)::int AS lectures,
        (COALESCE(size.letters, 0) / ${CHARACTERS_PER_WORD}::float8)::float8 AS "notesWords",
        CASE WHEN p.id IS NOT NULL THEN jsonb_build_object(
          'isSameCourse', p.course_revision = c.content_revision,
          'standardHash', p.standard_hash,
          'model', p.model,
          'exportedKinds', p.exported_kinds
        ) END AS published,
        w.status::text AS "openEdition"
      FROM courses c
      LEFT JOIN scroll_books p ON p.course_id = c.id AND p.status = 'published'
      LEFT JOIN scroll_books w ON w.course_id = c.id AND w.status IN ('draft', 'held', 'failed')
      LEFT JOIN (
        SELECT m.course_id, count(DISTINCT m.id) AS modules, count(l.id) AS lectures, sum(length(l.notes)) AS letters
        FROM course_modules m LEFT JOIN lectures l ON l.module_id = m.id GROUP BY m.course_id
      ) size ON size.course_id = c.id
      ORDER BY c.id`,
  );
  return z.array(RowSchema).parse(rows);
}

/** Averages over the answered calls of one model, by purpose. */
export async function averageCalls(
  prisma: LibraryPrisma,
  model: string,
): Promise<Partial<Record<Purpose, CallAverage>>> {
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
      const known = PURPOSES.find((name) => name === purpose);
      const { inputTokens, outputTokens, latencyMs } = _avg;
      if (!known || inputTokens === null || outputTokens === null || latencyMs === null) return [];
      return [[known, { calls: _count._all, inputTokens, outputTokens, latencyMs }]];
    }),
  );
}
