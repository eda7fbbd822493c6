import { setTimeout } from 'node:timers/promises';
import { createPrisma, type LibraryPrisma } from '../../../../adapters/postgres/client.ts';
import { createCourseEventStore } from '../../../../adapters/postgres/catalogue/course-event-store.ts';
import type { EventOutcome } from '../../../../domain/ports/course-events.ts';
import { createTestDatabase, type TestDatabase } from '../../../services.ts';
import { rowsOf } from '../database.ts';

let database: TestDatabase;
let prisma: LibraryPrisma;
beforeEach(async () => {
  database = await createTestDatabase();
  prisma = createPrisma(database.url, { poolSize: 1 });
});
afterEach(async () => {
  await prisma.$disconnect();
  await database.drop();
});

const handledBy = async (settleMs = 0, outcome: () => EventOutcome = () => 'joined'): Promise<string[]> => {
  const courses: string[] = [];
  await createCourseEventStore(prisma).relayEvents({ settleMs, limit: 20 }, (events) => {
    courses.push(...events.map(({ courseId }) => courseId));
    return Promise.resolve(new Map(events.map(({ id }) => [id, outcome()])));
  });
  return courses;
};
const aCourse = async (): Promise<string> => (await prisma.course.create({ data: { title: 'Ethics' } })).id;
const rowsRead = async (): Promise<number> => {
  const [row] = await rowsOf(
    database.url,
    `SELECT seq_tup_read AS read FROM pg_stat_user_tables WHERE relname = 'course_events'`,
  );
  return Number(row?.read);
};

describe('the outbox of course events', () => {
  it('hands each event over once, when its course was left alone', async () => {
    const course = await aCourse();

    expect(await handledBy(60_000)).toEqual([]);
    expect(await handledBy()).toEqual([course]);
    expect(await handledBy()).toEqual([]);
  });

  it('hands an event over again whose relay died, once its lease is over', async () => {
    const course = await aCourse();
    const dying = handledBy(0, () => {
      throw new Error('killed');
    });
    await expect(dying).rejects.toThrow('killed');

    expect(await handledBy()).toEqual([]);
    await rowsOf(database.url, `UPDATE course_events SET processed_at = now() - interval '31 seconds'`);
    expect(await handledBy()).toEqual([course]);
  });

  it('hands an event over again that was left for soon, after a second', async () => {
    const course = await aCourse();

    expect(await handledBy(0, () => 'soon')).toEqual([course]);
    expect(await handledBy()).toEqual([]);
    await setTimeout(1_100);
    expect(await handledBy()).toEqual([course]);
  });

  it('hands an event over again that was left for later, once its lease is over', async () => {
    const course = await aCourse();

    expect(await handledBy(0, () => 'later')).toEqual([course]);
    expect(await handledBy()).toEqual([]);
    await rowsOf(database.url, `UPDATE course_events SET processed_at = now() - interval '31 seconds'`);
    expect(await handledBy()).toEqual([course]);
  });

  it('does not read the events of years to find that there is none', async () => {
    await rowsOf(
      database.url,
      `INSERT INTO course_events (course_id, kind, processed_at, outcome)
       SELECT gen_random_uuid(), 'changed', now(), 'outdated' FROM generate_series(1, 30000)`,
    );
    await rowsOf(database.url, 'ANALYZE course_events');
    const before = await rowsRead();

    // A session tells what it read once a second at most, at the end of a statement.
    for (let look = 0; look < 3; look += 1) {
      await handledBy();
      await setTimeout(1_200);
    }

    expect((await rowsRead()) - before).toBeLessThan(30_000);
  });
});
