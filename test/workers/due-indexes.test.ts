import { createIndexActivities } from '../../activities/book-index.ts';
import { createPublishActivities } from '../../activities/publish.ts';
import { createBookStore } from '../../adapters/postgres/books/book-store.ts';
import { createPrisma, type LibraryPrisma } from '../../adapters/postgres/client.ts';
import { LibraryError } from '../../domain/failure.ts';
import { manuscriptText } from '../../domain/manuscript/manuscript.ts';
import { indexDueBooks } from '../../workers/due-indexes.ts';
import { INDEX_WORKFLOW_ID } from '../../workflows/contracts.ts';
import { runHere } from '../fakes/run-here.ts';
import { aManuscript, aManuscriptChapter } from '../fixtures/manuscripts/a-manuscript.ts';
import { createTestDatabase, type TestDatabase } from '../services.ts';
import { startFleet, type TestFleet } from '../workflows/fleet.ts';

describe('published books that were not indexed', () => {
  let database: TestDatabase;
  let prisma: LibraryPrisma;
  let fleet: TestFleet | undefined;
  beforeAll(async () => {
    database = await createTestDatabase();
    prisma = createPrisma(database.url, { poolSize: 4 });
  });
  afterAll(async () => {
    await fleet?.stop();
    await prisma.$disconnect();
    await database.drop();
  });

  async function aBook(title: string): Promise<string> {
    const books = createBookStore(prisma);
    const { id } = await prisma.course.create({ data: { title } });
    const { bookId } = await books.openBook({
      course: await books.loadCourse(id),
      identity: { standard: 'scroll', standardHash: 's', model: 'm', isRehearsal: false, courseHash: 'c' },
      ...{ kinds: [], runId: null, reopenHeld: false },
    });
    const text = manuscriptText(aManuscript({ bookId, courseId: id, chapters: [aManuscriptChapter(1)] }));
    await books.saveManuscript(bookId, { text, words: 9, chapters: 1 });
    await books.publishBook(bookId);
    return bookId;
  }

  it('are found and indexed, each; one that cannot be keeps no other from its turn and stays due', async () => {
    const books = createBookStore(prisma);
    const ids = [];
    for (let number = 1; number <= 12; number += 1) ids.push(await aBook(`Course ${number}`));
    const [broken = ''] = ids.toSorted();
    const { indexBook } = createIndexActivities({ books, runApart: runHere });
    let isBroken = true;
    fleet = await startFleet({
      findIndexDue: createPublishActivities({ books }).findIndexDue,
      indexBook: async (request) => {
        if (isBroken && request.bookId === broken) throw new LibraryError('StateConflict', 'A broken book.');
        return indexBook(request);
      },
    });
    const pass = async (): Promise<unknown> => {
      expect(await indexDueBooks({ client: fleet!.client, books })).toBe(true);
      return fleet?.client.workflow.getHandle(INDEX_WORKFLOW_ID).result();
    };

    expect(await pass()).toEqual({ indexed: 11, failed: 1 });
    expect(await prisma.book.count({ where: { indexedVersion: null } })).toBe(1);
    isBroken = false;
    expect(await pass()).toEqual({ indexed: 1, failed: 0 });

    expect(await indexDueBooks({ client: fleet.client, books })).toBe(false);
    const indexed = await prisma.passage.groupBy({ by: ['bookId'] });
    expect(indexed.map(({ bookId }) => bookId).toSorted()).toEqual(ids.toSorted());
  }, 120_000);
});
