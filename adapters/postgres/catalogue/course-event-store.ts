/**
 * The outbox of course events: claimed, handed over, marked.
 *
 * A claim is a lease: an event whose relay died between claim and mark, or that was put off, is claimed again after it.
 * The handler starts a workflow under the course's own id, so that handing over twice is starting once. No lock is held
 * while it runs.
 */
import type { CourseEventStore } from '../../../domain/ports/course-events.ts';
import type { LibraryPrisma } from '../client.ts';

const LEASE_SECONDS = 10;

export const createCourseEventStore = (prisma: LibraryPrisma): CourseEventStore => ({
  async relayEvents({ settleMs, limit }, handle) {
    const events = await prisma.$queryRaw<{ id: bigint; courseId: string; kind: 'created' | 'changed' }[]>`
      UPDATE course_events SET processed_at = now(), outcome = 'claimed'
      WHERE id IN (
        SELECT id FROM course_events
        WHERE (processed_at IS NULL AND changed_at <= now() - ${settleMs}::int * interval '1 millisecond')
           OR (outcome = 'claimed' AND processed_at < now() - ${LEASE_SECONDS}::int * interval '1 second')
        ORDER BY processed_at NULLS FIRST, id LIMIT ${limit} FOR UPDATE SKIP LOCKED)
      RETURNING id, course_id AS "courseId", kind`;
    for (const { id, courseId, kind } of events) {
      const outcome = await handle({ courseId, kind });
      if (outcome !== null)
        await prisma.courseEvent.update({ where: { id }, data: { outcome, processedAt: new Date() } });
    }
    return events.length;
  },
});
