import { randomUUID } from 'node:crypto';
import { createBookStore } from '../../../../adapters/postgres/books/book-store.ts';
import { createPrisma, type LibraryPrisma } from '../../../../adapters/postgres/client.ts';
import { INDEX_VERSION, type PassageDraft } from '../../../../domain/index/passages.ts';
import type { BookStore } from '../../../../domain/ports/books.ts';
import { createTestDatabase, type TestDatabase } from '../../../services.ts';

let database: TestDatabase;
let prisma: LibraryPrisma;
let books: BookStore;

beforeEach(async () => {
  database = await createTestDatabase();
  prisma = createPrisma(database.url, { poolSize: 4 });
  books = createBookStore(prisma);
});
afterEach(async () => {
  await prisma.$disconnect();
  await database.drop();
});

const open = async (courseId: string, courseHash: string) =>
  books.openBook({
    course: await books.loadCourse(courseId),
    identity: { standard: 'scroll', standardHash: 's', model: 'm', isRehearsal: false, courseHash },
    kinds: [],
    runId: null,
    reopenHeld: false,
  });

async function aPublishedBook(): Promise<{ bookId: string; courseId: string }> {
  const { id: courseId } = await prisma.course.create({ data: { title: 'Baking' } });
  const { bookId } = await open(courseId, 'c');
  await books.publishBook(bookId);
  return { bookId, courseId };
}

const aPassage = (position: number, content = `Passage ${position}.`): PassageDraft => ({
  chapterNumber: 1,
  sectionId: 'c1-s1',
  position,
  heading: 'Baking › Dough',
  content,
});
const anIndex = (...passages: PassageDraft[]) => ({ version: INDEX_VERSION, passages });

const found = async (word: string): Promise<string[]> => {
  const { rows } = await prisma.pool.query<{ place: string }>(
    `SELECT book_id || ' ' || position AS place FROM scroll_passages
     WHERE tsv @@ plainto_tsquery('simple', $1) ORDER BY position`,
    [word],
  );
  return rows.map(({ place }) => place);
};
const due = (limit = 100) => books.findIndexDue({ version: INDEX_VERSION, afterBookId: null, limit });

describe('the index of a book', () => {
  it('is found by words of its passages and headings', async () => {
    const { bookId } = await aPublishedBook();

    expect(await books.saveIndex(bookId, anIndex(aPassage(0, 'Yeast lives.'), aPassage(1, 'Salt rests.')))).toBe(true);

    expect(await found('yeast')).toEqual([`${bookId} 0`]);
    expect(await found('dough')).toEqual([`${bookId} 0`, `${bookId} 1`]);
  });

  it('is replaced whole: what was beyond goes', async () => {
    const { bookId } = await aPublishedBook();
    await books.saveIndex(bookId, anIndex(aPassage(0), aPassage(1), aPassage(2)));
    await books.saveIndex(bookId, anIndex(aPassage(0, 'New.'), aPassage(1)));

    expect(await found('passage')).toEqual([`${bookId} 1`]);
    expect(await found('new')).toEqual([`${bookId} 0`]);
  });

  it('takes the place of the superseded edition’s', async () => {
    const { bookId, courseId } = await aPublishedBook();
    await books.saveIndex(bookId, anIndex(aPassage(0, 'Old yeast.')));
    const next = await open(courseId, 'changed');
    await books.publishBook(next.bookId);
    await books.saveIndex(next.bookId, anIndex(aPassage(0, 'New yeast.')));

    expect(await found('yeast')).toEqual([`${next.bookId} 0`]);
  });

  it('is not made of a book that was superseded meanwhile', async () => {
    const { bookId, courseId } = await aPublishedBook();
    const next = await open(courseId, 'changed');
    await books.publishBook(next.bookId);
    await books.saveIndex(next.bookId, anIndex(aPassage(0, 'New yeast.')));

    expect(await books.saveIndex(bookId, anIndex(aPassage(0, 'Old yeast.')))).toBe(false);
    expect(await found('yeast')).toEqual([`${next.bookId} 0`]);
  });

  it('goes with its course', async () => {
    const { bookId, courseId } = await aPublishedBook();
    await books.saveIndex(bookId, anIndex(aPassage(0, 'Yeast.')));
    await prisma.course.delete({ where: { id: courseId } });

    expect(await found('yeast')).toEqual([]);
    expect(await books.saveIndex(bookId, anIndex(aPassage(0, 'Yeast.')))).toBe(false);
    expect(await due()).toEqual([]);
  });
});

describe('a book whose index is due', () => {
  it('is one that is published and has none, or one of older rules; after it was indexed it is due no more', async () => {
    const { bookId: bare, courseId } = await aPublishedBook();
    const { bookId: old } = await aPublishedBook();
    const { bookId: indexed } = await aPublishedBook();
    const { id: unpublished } = await prisma.course.create({ data: { title: 'Brewing' } });
    await open(unpublished, 'c');
    await books.saveIndex(old, { version: INDEX_VERSION - 1, passages: [] });
    await books.saveIndex(indexed, anIndex());

    expect(await due()).toEqual([bare, old].toSorted());
    expect(await open(courseId, 'c')).toMatchObject({ state: 'upToDate', isIndexDue: true });

    await books.saveIndex(bare, anIndex());
    await books.saveIndex(old, anIndex());

    expect(await due()).toEqual([]);
    expect(await open(courseId, 'c')).toMatchObject({ state: 'upToDate', isIndexDue: false });
  });

  it('comes in pages, each book once', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 5; count += 1) ids.push((await aPublishedBook()).bookId);

    const first = await due(3);
    const second = await books.findIndexDue({
      ...{ version: INDEX_VERSION, limit: 3 },
      afterBookId: first.at(-1) ?? randomUUID(),
    });

    expect([...first, ...second]).toEqual(ids.toSorted());
  });
});
