/**
 * Courses of the catalogue by the state of their books, as SQL: for the run that opens and for its estimate alike.
 *
 * The rule is that of `domain/run/selection.ts`. A course's content is compared by its revision, which the database counts up
 * at each change; `openBook` compares the content itself, so a course that was touched and says the same costs nothing after all.
 */
import { DEFAULT_KINDS } from '../../../domain/exports/export.ts';
import type { RunInput } from '../../../domain/run/run.ts';
import { NOTHING_YET, selectionsOf, takesHeld, type CourseSelection } from '../../../domain/run/selection.ts';
import { Prisma } from '../generated/client.ts';

export interface SelectionRequest {
  input: RunInput;
  /** What decides, with the course's content, whether a book is up to date. */
  identity: { standardHash: string; model: string };
}

/** `c`: the course; `p`: its published edition; `w`: its edition in work. */
export const COURSES_WITH_BOOKS = Prisma.sql`courses c
  LEFT JOIN scroll_books p ON p.course_id = c.id AND p.status = 'published'
  LEFT JOIN scroll_books w ON w.course_id = c.id AND w.status IN ('draft', 'held', 'failed')`;

/** The published edition is made of what the course, the standard and the model are now: nothing is to be written. */
const isCurrent = ({ identity }: SelectionRequest): Prisma.Sql => Prisma.sql`(p.id IS NOT NULL
  AND p.course_revision = c.content_revision AND p.standard_hash = ${identity.standardHash} AND p.model = ${identity.model})`;

/** Current, and with every kind of export that is asked for: nothing is to be done at all. */
export const isUpToDate = (request: SelectionRequest): Prisma.Sql => Prisma.sql`(${isCurrent(request)}
  AND p.exported_kinds @> ${[...(request.input.formats ?? DEFAULT_KINDS)]}::text[])`;

/** Held, and of what there is now: a held edition of something older makes room for the next one. */
const isHeld = ({ identity }: SelectionRequest): Prisma.Sql => Prisma.sql`coalesce(w.status = 'held'
  AND w.course_revision = c.content_revision AND w.standard_hash = ${identity.standardHash} AND w.model = ${identity.model}, FALSE)`;

/** The run writes a book for the course, once it has taken it: it is not current, and does not wait for a person. */
const isToWrite = (request: SelectionRequest): Prisma.Sql => Prisma.sql`(NOT ${isCurrent(request)}
  AND NOT (${isHeld(request)} AND ${!takesHeld(request.input)}))`;

/** The courses that the input names by subject, level, id, code or an earlier run; all where it names none. */
export function isNamed(input: RunInput): Prisma.Sql {
  const conditions = [Prisma.sql`TRUE`];
  if (input.subjects?.length) conditions.push(Prisma.sql`lower(c.subject) = ANY (${lower(input.subjects)})`);
  if (input.levels?.length) conditions.push(Prisma.sql`lower(c.level) = ANY (${lower(input.levels)})`);
  if (input.courseIds?.length)
    conditions.push(Prisma.sql`(c.id::text = ANY (${input.courseIds}) OR c.code = ANY (${input.courseIds}))`);
  if (input.ofRun) conditions.push(isLeftOver(Prisma.sql`${input.ofRun}::uuid`));
  return Prisma.sql`(${Prisma.join(conditions, ' AND ')})`;
}

/** Failed or held in that run and not written since; a course may have failed before it had a book at all. */
export const isLeftOver = (runId: Prisma.Sql): Prisma.Sql => Prisma.sql`(
  EXISTS (SELECT FROM generation_run_courses rc
    WHERE rc.run_id = ${runId} AND rc.course_id = c.id AND rc.status IN ('failed', 'held'))
  AND (c.textbook_id IS NULL OR w.id IS NOT NULL))`;

/** `r`: a run that was opened for courses yet to appear. */
export const IS_FOR_NEW_COURSES = Prisma.sql`((r.input -> 'only') = ${JSON.stringify(NOTHING_YET)}::jsonb) IS TRUE`;

/** The courses that a run takes, of those that its input names. */
export function isTaken(request: SelectionRequest): Prisma.Sql {
  const states: Record<CourseSelection, Prisma.Sql> = {
    all: Prisma.sql`TRUE`,
    // A failed edition is none: its course still wants its first book.
    missing: Prisma.sql`(p.id IS NULL AND NOT ${isHeld(request)})`,
    failed: Prisma.sql`coalesce(w.status = 'failed', FALSE)`,
    held: Prisma.sql`coalesce(w.status = 'held', FALSE)`,
    outdated: Prisma.sql`(p.id IS NOT NULL AND NOT ${isUpToDate(request)})`,
  };
  const wanted = [Prisma.sql`FALSE`, ...[...selectionsOf(request.input)].map((selection) => states[selection])];
  return Prisma.sql`(${Prisma.join(wanted, ' OR ')})`;
}

/** One word for the state of a course's book, and whether the run writes it: what an estimate counts. */
export const stateColumns = (request: SelectionRequest): Prisma.Sql => Prisma.sql`
  CASE WHEN ${isCurrent(request)} THEN 'upToDate' WHEN ${isHeld(request)} THEN 'held' WHEN w.status = 'failed' THEN 'failed'
    WHEN p.id IS NOT NULL THEN 'outdated' ELSE 'missing' END AS state,
  (${isTaken(request)} AND ${isToWrite(request)}) AS "isToWrite"`;

const lower = (words: string[]): string[] => words.map((word) => word.toLowerCase());
