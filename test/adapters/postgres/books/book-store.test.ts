import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { createBookStore } from '../../../../adapters/postgres/books/book-store.ts';
import { createCallLedger } from '../../../../adapters/postgres/calls/call-ledger.ts';
import { createPrisma, type LibraryPrisma } from '../../../../adapters/postgres/client.ts';
import type { BookStore } from '../../../../domain/ports/books.ts';
import type { ExportFile } from '../../../../domain/exports/export.ts';
import { manuscriptText, readManuscript, type Manuscript } from '../../../../domain/manuscript/manuscript.ts';
import type { CallRequest } from '../../../../domain/model/call-ledger.ts';
import { anOutline } from '../../../fixtures/builders.ts';
import { aManuscript } from '../../../fixtures/manuscripts/a-manuscript.ts';
import { createTestDatabase, type TestDatabase } from '../../../services.ts';

let database: TestDatabase;
let prisma: LibraryPrisma;
let books: BookStore;
beforeAll(async () => {
  database = await createTestDatabase();
  prisma = createPrisma(database.url, { poolSize: 4 });
  books = createBookStore(prisma);
});
afterAll(async () => {
  await prisma.$disconnect();
  await database.drop();
});

async function aBook(): Promise<{ bookId: string; courseId: string }> {
  const course = await prisma.course.create({ data: { title: 'Baking', subject: 'Food', level: 'beginner' } });
  const opened = await books.openBook({
    course: await books.loadCourse(course.id),
    identity: { standard: 'scroll', standardHash: 's', model: 'm', isRehearsal: false, courseHash: 'c' },
    kinds: ['pdf'],
    runId: null,
    reopenHeld: false,
  });
  return { bookId: opened.bookId, courseId: course.id };
}

const saveManuscript = (bookId: string, manuscript: Manuscript) =>
  books.saveManuscript(bookId, { text: manuscriptText(manuscript), words: 100, chapters: 1 });

const aPdf: ExportFile = {
  kind: 'pdf',
  variant: 'student',
  audience: 'student',
  mediaType: 'application/pdf',
  path: 'a.pdf',
  bytes: 1,
  sha256: 'a',
};

const openAgain = async (courseId: string) =>
  books.openBook({
    course: await books.loadCourse(courseId),
    identity: { standard: 'scroll', standardHash: 's', model: 'm', isRehearsal: false, courseHash: 'c' },
    kinds: ['pdf'],
    runId: null,
    reopenHeld: false,
  });

const aCall = (bookId: string, change: Partial<CallRequest>): CallRequest => ({
  courseId: randomUUID(),
  bookId,
  runId: null,
  purpose: 'section',
  chapter: 1,
  part: 'section:1',
  revision: 0,
  ask: 1,
  model: 'm',
  isRehearsal: false,
  promptHash: 'f'.repeat(64),
  provider: 'https://model.example/v1 m',
  reservedUsd: null,
  ...change,
});
const anAnswer = { reply: '{}', finishReason: 'stop', inputTokens: 1, outputTokens: 2, costUsd: null, latencyMs: 5 };

describe('the replies of a book', () => {
  const aStoredAndAnUnusedReply = async () => {
    const book = await aBook();
    const ledger = createCallLedger(prisma);
    const stored = aCall(book.bookId, {});
    const unused = aCall(book.bookId, { part: 'section:2' });
    for (const call of [stored, unused]) {
      const opened = await ledger.openCall(call);
      if (opened.state === 'open') await ledger.settleCall(opened.callKey, anAnswer);
    }
    await books.savePart({ ...stored, content: { body: 'Dough.', keyTerms: [] }, words: 1 });
    return { ...book, ledger, stored, unused };
  };
  const repliesOf = async (bookId: string) =>
    (await prisma.modelCall.findMany({ where: { bookId }, orderBy: { part: 'asc' } })).map(({ reply }) => reply);

  it('go once what was made of them is stored and the book is published; their rows stay', async () => {
    const { bookId } = await aStoredAndAnUnusedReply();
    await books.publishBook(bookId);

    expect(await repliesOf(bookId)).toEqual([null, '{}']);
  });

  it('go as well when the book is held, and stay for an operator who wants them', async () => {
    const [held, kept] = [await aStoredAndAnUnusedReply(), await aStoredAndAnUnusedReply()];
    await books.holdBook(held.bookId, 'too short');
    await createBookStore(prisma, { keepsDrafts: true }).publishBook(kept.bookId);

    expect(await repliesOf(held.bookId)).toEqual([null, '{}']);
    expect(await repliesOf(kept.bookId)).toEqual(['{}', '{}']);
  });

  it('are asked for anew when what was made of them has gone, and what was paid stays noted', async () => {
    const { bookId, ledger, stored, unused } = await aStoredAndAnUnusedReply();
    await books.publishBook(bookId);
    await prisma.part.deleteMany({ where: { bookId } });

    expect(await ledger.openCall(stored)).toMatchObject({ state: 'open', attempt: 1 });
    expect(await ledger.openCall(unused)).toMatchObject({ state: 'answered', reply: '{}' });
    expect(await prisma.modelCall.count({ where: { bookId, status: 'answered' } })).toBe(2);
  });
});

describe('a failed book that is taken up again', () => {
  it.each([
    ['ModelOutputInvalid', 'open'],
    ['ModelRefused', 'open'],
    ['ContentUnrenderable', 'answered'],
  ])('after %s finds the replies that nothing was kept of %s', async (failureCode, expected) => {
    const book = await aBook();
    const ledger = createCallLedger(prisma);
    const kept = aCall(book.bookId, {});
    const unused = [
      aCall(book.bookId, { part: 'section:2' }),
      aCall(book.bookId, { purpose: 'outline', chapter: 0, part: 'outline' }),
      aCall(book.bookId, { purpose: 'judge', part: 'judge:1' }),
    ];
    for (const call of [kept, ...unused]) {
      const opened = await ledger.openCall(call);
      if (opened.state === 'open') await ledger.settleCall(opened.callKey, anAnswer);
    }
    await books.savePart({ ...kept, content: { body: 'Dough.', keyTerms: [] }, words: 1 });
    await prisma.book.update({ where: { id: book.bookId }, data: { status: 'failed', failureCode } });

    expect(await openAgain(book.courseId)).toMatchObject({ state: 'open', bookId: book.bookId });

    expect(await ledger.openCall(kept)).toMatchObject({ state: 'answered' });
    for (const call of unused) expect(await ledger.openCall(call)).toMatchObject({ state: expected });
    expect(await prisma.modelCall.count({ where: { bookId: book.bookId, status: 'answered' } })).toBe(4);
  });
});

describe('a book that ends the same way once more', () => {
  const fail = async (bookId: string, call: CallRequest) => {
    const ledger = createCallLedger(prisma);
    const opened = await ledger.openCall(call);
    if (opened.state === 'open') await ledger.settleCall(opened.callKey, anAnswer);
    await books.failBook(bookId, { code: 'ModelOutputInvalid', message: 'No sound plan.' });
  };
  const takeUp = async (courseId: string, askAgain: boolean) =>
    books.openBook({
      course: await books.loadCourse(courseId),
      identity: { standard: 'scroll', standardHash: 's', model: 'm', isRehearsal: false, courseHash: 'c' },
      ...{ kinds: ['pdf'], runId: null, reopenHeld: true, askAgain },
    });

  it('has failed by the same question twice: only a person who asks for this very book has it paid for once more', async () => {
    const { bookId, courseId } = await aBook();
    const outline = aCall(bookId, { purpose: 'outline', chapter: 0, part: 'outline' });
    await fail(bookId, outline);
    expect(await takeUp(courseId, false)).toMatchObject({ state: 'open', bookId });
    await fail(bookId, outline);

    const refused = { state: 'failed', bookId, code: 'ModelOutputInvalid' };
    const taken = await takeUp(courseId, false);
    expect(taken).toMatchObject(refused);
    if (taken.state === 'failed') expect(taken.reason).toMatch(/^No sound plan\. It failed the same way before/);
    expect(await takeUp(courseId, false)).toMatchObject(refused);
    expect(await books.loadBook(bookId)).toMatchObject({ status: 'failed' });
    expect(await takeUp(courseId, true)).toMatchObject({ state: 'open', bookId });
  });

  it.each([
    ['word for word what stopped the revision before', 'It has no end.', 'held'],
    ['another fault than before', 'It has no beginning.', 'open'],
  ])('is held for %s', async (_what, detail, expected) => {
    const { bookId, courseId } = await aBook();
    const report = (revision: number, found: string) =>
      books.saveReport(
        { bookId, revision },
        {
          verdict: 'revise',
          isRehearsal: false,
          scores: null,
          weakParts: [],
          findings: [{ rule: 'cut-off', severity: 'veto', chapter: 1, part: 'section:1', detail: found }],
        },
      );
    await report(0, 'It has no end.');
    await report(1, detail);
    await books.holdBook(bookId, 'chapter 1: cut-off');

    const taken = await takeUp(courseId, false);
    expect(taken).toMatchObject({ state: expected, bookId });
    if (taken.state === 'held') expect(taken.reason).toMatch(/^chapter 1: cut-off The same was found before/);
    expect(await takeUp(courseId, true)).toMatchObject({ state: 'open', bookId });
  });
});

describe('a book whose course changes while it is written', () => {
  const change = (courseId: string, title: string) =>
    prisma.course.update({ where: { id: courseId }, data: { title } });

  it('is published and outdated at once, also when the course says the same as before again', async () => {
    const { bookId, courseId } = await aBook();
    await change(courseId, 'Baking with lead');
    await change(courseId, 'Baking');
    await books.publishBook(bookId);

    expect(await openAgain(courseId)).toMatchObject({ state: 'open', edition: 2 });
  });

  it('is so also when it failed in between and was taken up again', async () => {
    const { bookId, courseId } = await aBook();
    await change(courseId, 'Baking with lead');
    await change(courseId, 'Baking');
    await books.failBook(bookId, { code: 'ModelRefused', message: 'no' });
    expect(await openAgain(courseId)).toMatchObject({ bookId });
    await books.publishBook(bookId);

    expect(await openAgain(courseId)).toMatchObject({ state: 'open', edition: 2 });
  });

  it('is current when its course did not change', async () => {
    const { bookId, courseId } = await aBook();
    await books.publishBook(bookId);

    expect(await openAgain(courseId)).toMatchObject({ state: 'upToDate', bookId });
  });
});

describe('a book with its course', () => {
  it('is the same book and course until one of them changes', async () => {
    const { bookId, courseId } = await aBook();

    const first = await books.loadBookAndCourse(bookId);
    const second = await books.loadBookAndCourse(bookId);
    await books.saveOutline(bookId, anOutline());
    await prisma.course.update({ where: { id: courseId }, data: { title: 'Baking bread' } });
    const third = await books.loadBookAndCourse(bookId);

    expect(second.book).toBe(first.book);
    expect(second.course).toBe(first.course);
    expect(first.book.outline).toBeNull();
    expect(third.book.outline).toEqual(anOutline());
    expect(third.course.title).toBe('Baking bread');
  });

  it('says that the course was deleted', async () => {
    const { bookId, courseId } = await aBook();
    await prisma.course.delete({ where: { id: courseId } });

    await expect(books.loadBookAndCourse(bookId)).rejects.toMatchObject({ code: 'CourseNotFound' });
    await expect(books.loadBookAndCourse(courseId)).rejects.toMatchObject({ code: 'BookNotFound' });
  });
});

describe('a part', () => {
  it('keeps the first content saved under its key, and stands in the newest revision that is not later', async () => {
    const { bookId } = await aBook();
    const key = { bookId, chapter: 1, part: 'section:1' };

    await books.savePart({ ...key, revision: 0, content: { body: 'first' }, words: 1 });
    await books.savePart({ ...key, revision: 0, content: { body: 'again' }, words: 9 });
    await books.savePart({ ...key, revision: 2, content: { body: 'newer \u0000\ud800 text' }, words: 2 });

    expect(await books.openPart({ ...key, revision: 0 })).toEqual({ words: 1 });
    expect(await books.openPart({ ...key, revision: 1 })).toEqual(await books.loadBookAndCourse(bookId));
    expect(await books.loadParts({ bookId, chapter: 1, revision: 1 })).toMatchObject([{ content: { body: 'first' } }]);
    expect(await books.loadParts({ bookId, chapter: 1, revision: 2 })).toMatchObject([
      { content: { body: 'newer \ufffd text' } },
    ]);
  });
});

describe('a course whose id another program gave', () => {
  it('is read whatever the digits of the id', async () => {
    const id = 'a0000000-0000-0000-0000-000000000001';
    await prisma.course.create({ data: { id, title: 'Milling' } });

    await expect(books.loadCourse(id)).resolves.toMatchObject({ id, title: 'Milling' });
  });
});

describe('the book to write for a course', () => {
  const identity = { standard: 'scroll', standardHash: 's', model: 'm', isRehearsal: false, courseHash: 'c' };
  const open = async (courseId: string, changes: Partial<typeof identity> = {}, reopenHeld = false) =>
    books.openBook({
      course: await books.loadCourse(courseId),
      identity: { ...identity, ...changes },
      kinds: ['pdf', 'epub'],
      runId: null,
      reopenHeld,
    });

  it('is none while the published one is of the same course, standard and model; exports may be missing', async () => {
    const { bookId, courseId } = await aBook();
    await books.saveExport(bookId, aPdf);
    await books.completeExports(bookId, ['pdf']);
    await books.publishBook(bookId);

    expect(await open(courseId)).toEqual({ state: 'upToDate', bookId, missingKinds: ['epub'], isIndexDue: true });
  });

  it.each([{ courseHash: 'other' }, { standardHash: 'other' }, { model: 'other' }])(
    'is the next edition when the published one has another: %j',
    async (change) => {
      const { bookId, courseId } = await aBook();
      await books.publishBook(bookId);

      const next = await open(courseId, change);

      expect(next).toMatchObject({ state: 'open', edition: 2 });
      // Readers keep the first until the second takes its place.
      expect(await prisma.course.findUnique({ where: { id: courseId } })).toMatchObject({ textbookId: bookId });
      await books.publishBook(next.bookId);
      expect(await prisma.course.findUnique({ where: { id: courseId } })).toMatchObject({ textbookId: next.bookId });
      expect(await books.loadBook(bookId)).toMatchObject({ status: 'superseded' });
    },
  );

  it('is the one in work, where it stopped, and never that of another model', async () => {
    const { bookId, courseId } = await aBook();

    expect(await open(courseId)).toMatchObject({ state: 'open', bookId, edition: 1 });
    expect(await open(courseId, { model: 'other' })).toMatchObject({ state: 'open', edition: 2 });
    expect(await books.loadBook(bookId)).toMatchObject({ status: 'superseded' });
  });

  it('is a held one only when that is to be taken up again', async () => {
    const { bookId, courseId } = await aBook();
    await books.holdBook(bookId, 'chapter 1: min-words');

    expect(await open(courseId)).toEqual({ state: 'held', bookId, reason: 'chapter 1: min-words' });
    expect(await open(courseId, {}, true)).toMatchObject({ state: 'open', bookId, nextOutlineRevision: 1 });
    expect(await books.loadBook(bookId)).toMatchObject({ status: 'draft', round: 2 });
  });
});

describe('a text about character codes', () => {
  it('is kept to the letter', async () => {
    const { bookId } = await aBook();
    const body = 'Python writes "\\u0000" for NUL, and "\\ud83d\\ude00" for \u{1f600}; half of it alone is \ud83d.';

    await books.savePart({ bookId, chapter: 1, part: 'frame', revision: 0, content: { body }, words: 9 });

    expect(await books.loadParts({ bookId, chapter: 1, revision: 0 })).toMatchObject([
      { content: { body: body.replace('\ud83d.', '\ufffd.') } },
    ]);
  });
});

describe('a book that is published while it fails', () => {
  /** Sets the status on a connection of its own, and lets `work` begin before that is settled. */
  async function whileStatusBecomes(status: string, bookId: string, work: () => Promise<void>): Promise<void> {
    const other = new pg.Client({ connectionString: database.url });
    await other.connect();
    try {
      await other.query('BEGIN');
      await other.query(`UPDATE scroll_books SET status = '${status}' WHERE id = $1`, [bookId]);
      const done = work();
      done.catch(() => undefined);
      await setTimeout(300);
      await other.query('COMMIT');
      await done;
    } finally {
      await other.end();
    }
  }

  it('is not seen by anybody once it has failed', async () => {
    const { bookId, courseId } = await aBook();

    await expect(whileStatusBecomes('failed', bookId, () => books.publishBook(bookId))).rejects.toMatchObject({
      code: 'StateConflict',
    });
    expect(await books.loadBook(bookId)).toMatchObject({ status: 'failed' });
    expect(await prisma.course.findUnique({ where: { id: courseId } })).toMatchObject({ textbookId: null });
  });

  it('keeps its files once it is published', async () => {
    const { bookId } = await aBook();
    await books.saveExport(bookId, aPdf);

    await whileStatusBecomes('published', bookId, () => books.failBook(bookId, { code: 'Cancelled', message: '' }));

    expect(await books.loadBook(bookId)).toMatchObject({ status: 'published' });
    expect(await books.findExport(bookId, aPdf)).toMatchObject({ path: 'a.pdf' });
  });

  it('loses its files when it fails before', async () => {
    const { bookId } = await aBook();
    await books.saveExport(bookId, aPdf);

    await books.failBook(bookId, { code: 'Cancelled', message: '' });

    expect(await books.findExport(bookId, aPdf)).toBeNull();
    await expect(books.publishBook(bookId)).rejects.toMatchObject({ code: 'StateConflict' });
  });
});

describe('the parts of a book', () => {
  it('are the newest of each, of the chapters that were put together', async () => {
    const { bookId } = await aBook();
    const save = (chapter: number, part: string, revision: number, body: string) =>
      books.savePart({ bookId, chapter, part, revision, content: { body }, words: 1 });
    await save(1, 'section:1', 0, 'first');
    await save(1, 'section:1', 1, 'better');
    await save(1, 'frame', 0, 'frame');
    await save(2, 'section:1', 0, 'not yet whole');
    await books.saveChapter({ bookId, revision: 0 }, { number: 1, title: 'Dough', words: 450 });
    await books.saveChapter({ bookId, revision: 1 }, { number: 1, title: 'Better dough', words: 500 });

    const parts = await books.loadBookParts(bookId);

    expect([...parts.keys()]).toEqual([1]);
    expect(parts.get(1)).toMatchObject([
      { part: 'frame', content: { body: 'frame' } },
      { part: 'section:1', content: { body: 'better' } },
    ]);
  });
});

describe('the check of a chapter', () => {
  it('is opened with book and course until its report is kept at this revision', async () => {
    const { bookId } = await aBook();
    const report = { chapter: 1, findings: [], items: [], scores: null };
    const bookAndCourse = await books.loadBookAndCourse(bookId);

    expect(await books.openCheck({ bookId, chapter: 1, revision: 0 })).toEqual(bookAndCourse);
    await books.saveChapterReport({ bookId, revision: 0 }, report);

    expect(await books.openCheck({ bookId, chapter: 1, revision: 0 })).toEqual({ report });
    expect(await books.openCheck({ bookId, chapter: 1, revision: 1 })).toEqual(bookAndCourse);
    expect(await books.openCheck({ bookId, chapter: 2, revision: 0 })).toEqual(bookAndCourse);
    expect(await books.openPart({ bookId, chapter: 1, part: 'frame', revision: 0 })).toEqual(bookAndCourse);
  });
});

describe('a manuscript', () => {
  it('replaces the one that was there', async () => {
    const { bookId } = await aBook();

    await saveManuscript(bookId, aManuscript());
    await saveManuscript(bookId, aManuscript({ title: 'Another' }));

    const { identity, ...stored } = await books.loadManuscript(bookId);
    expect(identity).toMatchObject({ bookId: aManuscript().bookId, title: 'Another', edition: 1 });
    expect(readManuscript(stored)).toEqual(aManuscript({ title: 'Another' }));
  });
});

describe('rows that another release wrote', () => {
  it('are read where an older one wrote them, without a version', async () => {
    const { bookId } = await aBook();
    const report = { chapter: 1, findings: [], items: [], scores: null };
    await prisma.$executeRaw`UPDATE scroll_books SET outline = ${JSON.stringify(anOutline())}::jsonb WHERE id = ${bookId}::uuid`;
    await saveManuscript(bookId, aManuscript());
    await prisma.$executeRaw`
      UPDATE scroll_manuscripts SET content = content - 'schemaVersion' || '{"version": 1}' WHERE book_id = ${bookId}::uuid`;
    await books.saveChapterReport({ bookId, revision: 0 }, report);
    await prisma.$executeRaw`
      UPDATE scroll_quality_reports SET report = report - 'schemaVersion' WHERE book_id = ${bookId}::uuid`;

    expect((await books.loadBook(bookId)).outline).toEqual(anOutline());
    expect(readManuscript(await books.loadManuscript(bookId))).toEqual(aManuscript());
    expect(await books.loadChapterReports({ bookId, revision: 0 })).toEqual([report]);
  });

  it('are refused for good, by name and version, where a newer one wrote them', async () => {
    const { bookId } = await aBook();
    const outline = { schemaVersion: 9, ...anOutline(), mood: 'warm' };
    await prisma.$executeRaw`UPDATE scroll_books SET outline = ${JSON.stringify(outline)}::jsonb WHERE id = ${bookId}::uuid`;

    const reading = books.loadBook(bookId);
    await expect(reading).rejects.toMatchObject({ code: 'StoredUnreadable' });
    await expect(reading).rejects.toThrow(`the outline of book ${bookId} to have schema version 1 or older, got 9`);
  });
});
