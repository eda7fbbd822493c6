import { createBookActivities } from '../../activities/book.ts';
import type { BookStore } from '../../domain/ports/books.ts';
import type { RunStore } from '../../domain/ports/runs.ts';
import type { Course } from '../../domain/course/course.ts';
import { runHere } from '../fakes/run-here.ts';
import { aCourse, aStandard } from '../fixtures/builders.ts';

const opened = { state: 'open' as const, bookId: 'b', edition: 1, nextRevision: 0, nextOutlineRevision: 0 };

const openBook = (course: Course) =>
  createBookActivities({
    books: {
      loadCourse: () => Promise.resolve(course),
      openBook: () => Promise.resolve(opened),
    } as Partial<BookStore> as BookStore,
    runs: {} as RunStore,
    loadStandard: () => Promise.resolve({ standard: aStandard(), hash: 'h' }),
    model: { name: 'm', isRehearsal: true },
    runApart: runHere,
  }).openBook({
    courseId: course.id,
    runId: null,
    slot: null,
    formats: [],
    standard: null,
    reopenHeld: false,
    notify: null,
  });

describe('what Temporal shows of a book', () => {
  it('is the whole of a short title and subject', async () => {
    expect(await openBook(aCourse({ title: 'Ethics', subject: 'Philosophy' }))).toMatchObject({
      title: 'Ethics',
      subject: 'Philosophy',
    });
  });

  it('is no more than its columns hold of a long one', async () => {
    const shown = await openBook(
      aCourse({ title: 'Ethics of work '.repeat(20), subject: 'All of philosophy '.repeat(200) }),
    );

    expect(shown.title.length).toBeLessThanOrEqual(80);
    expect(shown.subject?.length).toBeLessThanOrEqual(255);
    expect(shown.subject).toMatch(/^All of philosophy/);
  });

  it('is nothing where the course says nothing', async () => {
    expect(await openBook(aCourse({ subject: null }))).toMatchObject({ subject: null });
  });
});
