/** What an estimate prices is what the run writes: both are asked, on random catalogues. */
import fc from 'fast-check';
import { createBookStore } from '../../../../adapters/postgres/books/book-store.ts';
import { createPrisma, type LibraryPrisma } from '../../../../adapters/postgres/client.ts';
import { measureCourses } from '../../../../adapters/postgres/runs/estimate-courses.ts';
import { createRunStore } from '../../../../adapters/postgres/runs/run-store.ts';
import { courseHash } from '../../../../domain/course/content.ts';
import { DEFAULT_KINDS } from '../../../../domain/exports/export.ts';
import type { BookStore } from '../../../../domain/ports/books.ts';
import type { RunInput } from '../../../../domain/run/run.ts';
import { SELECTIONS, takesHeld } from '../../../../domain/run/selection.ts';
import { openRun } from '../../../fixtures/open-run.ts';
import { createTestDatabase, type TestDatabase } from '../../../services.ts';

let database: TestDatabase;
let prisma: LibraryPrisma;
let books: BookStore;
beforeAll(async () => {
  database = await createTestDatabase();
  prisma = createPrisma(database.url, { poolSize: 2 });
  books = createBookStore(prisma);
});
afterAll(async () => {
  await prisma.$disconnect();
  await database.drop();
});

const IDENTITY = { standardHash: 's', model: 'm' };

const formats = fc.subarray([...DEFAULT_KINDS]);
/** Mostly what there is now, so that each difference is met alone. */
const mostly = <Value>(now: Value, other: Value) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(now) }, fc.constant(other));
const source = { content: mostly('same', 'older'), standardHash: mostly('s', 'older'), model: mostly('m', 'another') };
const shelfCourse = fc.record({
  subject: fc.constantFrom('Theology', 'theology', 'History'),
  level: fc.constantFrom('beginner', null),
  published: fc.option(fc.record({ ...source, exportedKinds: formats })),
  inWork: fc.option(
    fc.record({ ...source, status: fc.constantFrom('draft' as const, 'held' as const, 'failed' as const) }),
  ),
});
type ShelfCourse = typeof shelfCourse extends fc.Arbitrary<infer Value> ? Value : never;

const wish: fc.Arbitrary<RunInput> = fc.record(
  {
    only: fc.oneof(fc.constantFrom(...SELECTIONS), fc.subarray([...SELECTIONS], { minLength: 1 })),
    formats,
    subjects: fc.constant(['THEOLOGY']),
    levels: fc.constant(['Beginner']),
    courseIds: fc.constant(['C-0', 'C-2']),
  },
  { requiredKeys: [] },
);

/** Puts the courses and their books into the database, in place of what was there. */
async function shelve(courses: ShelfCourse[]): Promise<void> {
  await prisma.course.deleteMany();
  await prisma.book.deleteMany();
  for (const [index, { subject, level, published, inWork }] of courses.entries()) {
    const { id: courseId, contentRevision } = await prisma.course.create({
      data: { title: `Course ${index}`, code: `C-${index}`, subject, level },
    });
    const hash = courseHash(await books.loadCourse(courseId));
    const rowOf = ({ content, standardHash, model }: { content: string; standardHash: string; model: string }) => ({
      ...{ courseId, courseTitle: 'T', standard: 'scroll', isRehearsal: false, standardHash, model },
      courseHash: content === 'same' ? hash : content,
      courseRevision: content === 'same' ? contentRevision : contentRevision - 1n,
    });
    if (published) {
      const { exportedKinds } = published;
      await prisma.book.create({ data: { ...rowOf(published), edition: 1, status: 'published', exportedKinds } });
    }
    if (inWork) await prisma.book.create({ data: { ...rowOf(inWork), edition: 2, status: inWork.status } });
  }
}

/** Ids of the courses whose books a run would write: it is opened, and then each of its books. */
async function written(input: RunInput): Promise<string[]> {
  const { runId } = await openRun(createRunStore(prisma), 'library/all', input);
  const rows = await prisma.runCourse.findMany({ where: { runId, status: 'waiting' } });
  const ids: string[] = [];
  for (const { courseId } of rows) {
    const course = await books.loadCourse(courseId);
    const { state } = await books.openBook({
      course,
      identity: { ...IDENTITY, standard: 'scroll', isRehearsal: false, courseHash: courseHash(course) },
      kinds: input.formats ?? [...DEFAULT_KINDS],
      runId,
      reopenHeld: takesHeld(input),
    });
    if (state === 'open') ids.push(courseId);
  }
  return ids.sort();
}

it('prices the very books that the run writes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(shelfCourse, { minLength: 1, maxLength: 6 }), wish, async (courses, input) => {
      await shelve(courses);
      const sizes = await measureCourses(prisma, { input, identity: IDENTITY });
      const priced = sizes.filter(({ isToWrite }) => isToWrite).map(({ id }) => id);

      expect(priced.sort()).toEqual(await written(input));
    }),
    { numRuns: 60, interruptAfterTimeLimit: 20_000 },
  );
});
