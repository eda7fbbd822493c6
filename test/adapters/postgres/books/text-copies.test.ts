/** How often the database holds the text of a book, whatever column of whatever table it is in. */
import { createBookStore } from '../../../../adapters/postgres/books/book-store.ts';
import { createCallLedger } from '../../../../adapters/postgres/calls/call-ledger.ts';
import { createPrisma, type LibraryPrisma } from '../../../../adapters/postgres/client.ts';
import { INDEX_VERSION, manuscriptPassages } from '../../../../domain/index/passages.ts';
import { manuscriptText } from '../../../../domain/manuscript/manuscript.ts';
import { aManuscript, aManuscriptChapter } from '../../../fixtures/manuscripts/a-manuscript.ts';
import { prose } from '../../../fixtures/manuscripts/prose.ts';
import { createTestDatabase, type TestDatabase } from '../../../services.ts';

const SENTENCE = 'Wild yeast drifts over a bowl of flour that nobody watches.';

let database: TestDatabase;
let prisma: LibraryPrisma;
beforeAll(async () => {
  database = await createTestDatabase();
  prisma = createPrisma(database.url, { poolSize: 2 });
});
afterAll(async () => {
  await prisma.$disconnect();
  await database.drop();
});

/** Written, put together, published and indexed, with one sentence that is its own. */
async function aPublishedBook(keepsDrafts: boolean): Promise<{ bookId: string; courseId: string }> {
  const books = createBookStore(prisma, { keepsDrafts });
  const ledger = createCallLedger(prisma);
  const { id: courseId } = await prisma.course.create({ data: { title: 'Baking' } });
  const identity = { standard: 'scroll', standardHash: 's', model: 'm', isRehearsal: false, courseHash: 'c' };
  const course = await books.loadCourse(courseId);
  const { bookId } = await books.openBook({ course, identity, kinds: [], runId: null, reopenHeld: false });
  const part = { chapter: 1, part: 'section:1', revision: 0 };
  const content = { body: SENTENCE, keyTerms: [] };
  const call = await ledger.openCall({
    ...{ courseId, bookId, runId: null, purpose: 'section', ...part, ask: 1, model: 'm', isRehearsal: false },
    ...{ promptHash: 'f'.repeat(64), provider: 'p', reservedUsd: null },
  });
  if (call.state !== 'open') throw new Error('The call is new.');
  const usage = { finishReason: 'stop', inputTokens: 1, outputTokens: 2, costUsd: null, latencyMs: 5 };
  await ledger.settleCall(call.callKey, { reply: JSON.stringify(content), ...usage });
  await books.savePart({ bookId, ...part, content, words: 10 });
  await books.saveChapter({ bookId, revision: 0 }, { number: 1, title: 'Yeast', words: 10 });
  const [section] = aManuscriptChapter(1).sections;
  if (!section) throw new Error('The fixture has a section.');
  const sections = [{ ...section, blocks: [{ type: 'prose' as const, content: prose(SENTENCE) }] }];
  const manuscript = aManuscript({ bookId, courseId, chapters: [{ ...aManuscriptChapter(1), sections }] });
  await books.saveManuscript(bookId, { text: manuscriptText(manuscript), words: 10, chapters: 1 });
  await books.publishBook(bookId);
  await books.saveIndex(bookId, { version: INDEX_VERSION, passages: manuscriptPassages(manuscript) });
  return { bookId, courseId };
}

/** Rows that hold the sentence, by table and column. */
async function copiesOf(sentence: string): Promise<Record<string, number>> {
  const { rows: columns } = await prisma.pool.query<{ table: string; column: string }>(
    `SELECT table_name AS table, column_name AS column FROM information_schema.columns
     WHERE table_schema = 'public' AND data_type IN ('text', 'character varying', 'json', 'jsonb')`,
  );
  const found: Record<string, number> = {};
  for (const { table, column } of columns) {
    const { rows } = await prisma.pool.query<{ copies: number }>(
      `SELECT count(*)::int AS copies FROM "${table}" WHERE strpos("${column}"::text, $1) > 0`,
      [sentence],
    );
    const copies = rows[0]?.copies ?? 0;
    if (copies > 0) found[`${table}.${column}`] = copies;
  }
  return found;
}

it('a published book’s text is kept twice: in its manuscript and in its passages', async () => {
  const { bookId } = await aPublishedBook(false);

  expect(await copiesOf(SENTENCE)).toEqual({ 'scroll_manuscripts.content': 1, 'scroll_passages.content': 1 });
  const store = createBookStore(prisma);
  const written = await store.openPart({ bookId, chapter: 1, part: 'section:1', revision: 0 });
  expect(written).toEqual({ words: 10 });
});

it('its replies and its parts stay for an operator who wants them', async () => {
  await prisma.book.deleteMany();
  await prisma.modelCall.deleteMany();
  await aPublishedBook(true);

  expect(Object.keys(await copiesOf(SENTENCE)).sort()).toEqual([
    'model_calls.reply',
    'scroll_manuscripts.content',
    'scroll_parts.content',
    'scroll_passages.content',
  ]);
});

it('a book that is published without a manuscript keeps its parts', async () => {
  const books = createBookStore(prisma);
  const { id } = await prisma.course.create({ data: { title: 'Milling' } });
  const identity = { standard: 'scroll', standardHash: 's', model: 'm', isRehearsal: false, courseHash: 'c' };
  const course = await books.loadCourse(id);
  const { bookId } = await books.openBook({ course, identity, kinds: [], runId: null, reopenHeld: false });
  await books.savePart({ bookId, chapter: 1, part: 'frame', revision: 0, content: { summary: 'Stone.' }, words: 1 });
  await books.publishBook(bookId);

  expect(await books.loadParts({ bookId, chapter: 1, revision: 0 })).toMatchObject([
    { content: { summary: 'Stone.' } },
  ]);
});
