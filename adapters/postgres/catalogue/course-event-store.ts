/**
 * The outbox of course events: claimed, handed over, marked.
 *
 * A claim is a lease: an event whose relay died between claim and mark, or that was put off, is claimed again after it.
 * What is done with an event is safe to repeat. No lock is held meanwhile.
 */
import type { CourseEvent, CourseEventStore } from '../../../domain/ports/course-events.ts';
import type { LibraryPrisma } from '../client.ts';

const LEASE_SECONDS = 10;
/** A run that was just started has opened its row by then. */
const SOON_SECONDS = 1;

export const createCourseEventStore = (prisma: LibraryPrisma): CourseEventStore => ({
  async relayEvents({ settleMs, limit }, handle) {
    const events = await prisma.$queryRaw<CourseEvent[]>`
      UPDATE course_events SET processed_at = now(), outcome = 'claimed'
      WHERE id IN (
        SELECT id FROM course_events
        WHERE (processed_at IS NULL AND changed_at <= now() - ${settleMs}::int * interval '1 millisecond')
           OR (outcome = 'claimed' AND processed_at <= now() - ${LEASE_SECONDS}::int * interval '1 second')
        ORDER BY processed_at NULLS FIRST, id LIMIT ${limit} FOR UPDATE SKIP LOCKED)
      RETURNING id::text AS id, course_id::text AS "courseId", kind`;
    if (events.length === 0) return 0;
    const outcomes = await handle(events);
    const done = [...outcomes].filter(([, outcome]) => outcome !== 'later' && outcome !== 'soon');
    const soon = [...outcomes].flatMap(([id, outcome]) => (outcome === 'soon' ? id : []));
    await prisma.$executeRaw`
      UPDATE course_events event SET outcome = done.outcome, processed_at = now()
      FROM unnest(${done.map(([id]) => id)}::bigint[], ${done.map(([, outcome]) => outcome)}::text[]) done (id, outcome)
      WHERE event.id = done.id`;
    await prisma.$executeRaw`
      UPDATE course_events SET processed_at = now() - ${LEASE_SECONDS - SOON_SECONDS}::int * interval '1 second'
      WHERE outcome = 'claimed' AND id = ANY (${soon}::bigint[])`;
    return events.length;
  },
});
