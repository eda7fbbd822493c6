import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import stringWidth from 'string-width';
import { createBookStore } from '../../adapters/postgres/books/book-store.ts';
import { createPrisma, type LibraryPrisma } from '../../adapters/postgres/client.ts';
import {
  countByState,
  findChanges,
  findCoursesInWork,
  findRetryRun,
  findTroubledCourses,
} from '../../adapters/postgres/runs/last-run.ts';
import { averageCalls, measureCourses } from '../../adapters/postgres/runs/estimate-courses.ts';
import { bookPage, booksTable, verifyLines } from '../../client/books/book-lines.ts';
import { framedNotice } from '../../domain/course/book-language.ts';
import { NOTHING_YET } from '../../domain/run/selection.ts';
import { listBooks, showBooks, verifyBooks } from '../../library/books.ts';
import { openFiles } from '../../library/library.ts';
import { findRetry } from '../../library/runs/start.ts';
import { anOutline } from '../fixtures/builders.ts';
import { createTestDatabase, type TestDatabase } from '../services.ts';

let database: TestDatabase;
let prisma: LibraryPrisma;
let dataDir: string;

beforeEach(async () => {
  database = await createTestDatabase();
  prisma = createPrisma(database.url, { poolSize: 2 });
  dataDir = mkdtempSync(join(tmpdir(), 'books-'));
});
afterEach(async () => {
  await prisma.$disconnect();
  await database.drop();
  rmSync(dataDir, { recursive: true, force: true });
});

const files = () => openFiles({ STORAGE_URL: undefined, dataDir });
const shelf = () => ({ database: prisma, files: files() });
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

async function aCourse(title: string, code: string | null = null): Promise<string> {
  return (await prisma.course.create({ data: { title, code, subject: 'philosophy' } })).id;
}

async function aBook(
  courseId: string,
  given: {
    status?: 'published' | 'held' | 'failed' | 'draft';
    edition?: number;
    isRehearsal?: boolean;
    language?: string;
  } = {},
): Promise<string> {
  const { status = 'published', edition = 1, isRehearsal = true, language = null } = given;
  const course = await prisma.course.findUniqueOrThrow({ where: { id: courseId } });
  const book = await prisma.book.create({
    data: {
      courseId,
      courseTitle: course.title,
      courseCode: course.code,
      edition,
      status,
      standard: 'scroll-rehearsal',
      standardHash: 'h',
      model: 'scroll-rehearsal',
      isRehearsal,
      language,
      courseHash: 'c',
      courseRevision: 1,
      chapterCount: 10,
      words: 12_345,
      ...(isRehearsal ? { rehearsalQuality: 0.95, rehearsalAlignment: 0.99 } : { quality: 0.95, alignment: 0.99 }),
    },
  });
  if (status === 'published') await prisma.course.update({ where: { id: courseId }, data: { textbookId: book.id } });
  return book.id;
}

async function anExport(bookId: string, kind: string, text: string): Promise<string> {
  const path = join('books', bookId, `${sha256(text).slice(0, 12)}.${kind}`);
  const file = files().locate(path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  await prisma.export.create({
    data: {
      ...{ bookId, kind, variant: 'student', audience: 'student', mediaType: `application/${kind}`, path },
      bytes: Buffer.byteLength(text),
      sha256: sha256(text),
    },
  });
  await prisma.book.update({ where: { id: bookId }, data: { exportedKinds: { push: kind } } });
  return file;
}

describe('the list of books', () => {
  it('is the document that others read: every edition with its files, absolute', async () => {
    const courseId = await aCourse('Introduction to Philosophy', 'PHIL-101');
    const bookId = await aBook(courseId);
    const file = await anExport(bookId, 'pdf', 'a book');

    const [book] = (await listBooks(shelf(), { limit: 10 })).books;

    expect(book).toMatchObject({
      courseId,
      courseCode: 'PHIL-101',
      courseTitle: 'Introduction to Philosophy',
      bookId,
      edition: 1,
      status: 'published',
      rehearsal: true,
      standard: 'scroll-rehearsal',
      chapters: 10,
      words: 12_345,
      quality: null,
      alignment: null,
      exports: [{ kind: 'pdf', variant: 'student', format: 'pdf', path: file, bytes: 6, sha256: sha256('a book') }],
    });
  });

  it('never shows a rehearsal score as quality', async () => {
    await aBook(await aCourse('A'));
    await aBook(await aCourse('B'), { isRehearsal: false });

    const lines = booksTable((await listBooks(shelf(), { limit: 10 })).books, 120).split('\n');

    expect(lines.find((line) => line.includes('A '))).toContain('rehearsed');
    expect(lines.find((line) => line.includes('B '))).toContain('95.0 %');
  });

  it('shows the language of a book, and that it is not its course’s', async () => {
    const courseId = await aCourse('A');
    const bookId = await aBook(courseId, { language: 'en' });
    const finding = {
      rule: 'course-language',
      severity: 'note',
      chapter: null,
      part: null,
      detail: framedNotice('bo'),
    };
    const report = { verdict: 'accept', isRehearsal: true, scores: null, findings: [finding], weakParts: [] };
    await prisma.qualityReport.create({ data: { bookId, kind: 'book', revision: 0, verdict: 'accept', report } });

    const [book] = await showBooks(shelf(), courseId);
    const page = book && bookPage(book).join('\n');

    expect(page).toContain('Written in English (en)');
    expect(page).toContain('This course is in Tibetan (bo), in which the rehearsal model cannot write.');
  });

  it.each([40, 80, 100, 120, 200])('fits a terminal of %d columns, in one line for each book', async (columns) => {
    const bookId = await aBook(await aCourse(`Long\n${'title '.repeat(20)}`, 'TH-101'), { isRehearsal: false });
    for (const kind of ['pdf', 'epub', 'html']) await anExport(bookId, kind, kind);

    const lines = booksTable((await listBooks(shelf(), { limit: 10 })).books, columns).split('\n');

    expect(lines).toHaveLength(2);
    expect(lines.filter((line) => stringWidth(line.trimEnd()) > columns)).toEqual([]);
    expect(lines[1]).toContain('published');
    expect(lines[1]?.includes('95.0 %')).toBe(columns >= 80);
    expect(lines[1]?.includes('epub html pdf')).toBe(columns >= 100);
    expect(lines[1]?.includes('TH-101')).toBe(columns >= 120);
  });

  it('comes by pages, in one order whatever their size, and goes on after any book', async () => {
    for (const title of ['B', 'A', 'B', 'C']) {
      const courseId = await aCourse(title);
      await aBook(courseId, { status: 'held', edition: 2 });
      await aBook(courseId);
    }
    await prisma.course.deleteMany({ where: { title: 'C' } });

    const whole = await listBooks(shelf(), { limit: 100 });
    const paged: typeof whole.books = [];
    for (let after: string | null = null, isFirst = true; isFirst || after !== null; isFirst = false) {
      const page: typeof whole = await listBooks(shelf(), { limit: 3, after });
      expect(page.books.length).toBeLessThanOrEqual(3);
      paged.push(...page.books);
      after = page.next;
    }

    expect(whole.next).toBeNull();
    expect(paged).toEqual(whole.books);
    expect(whole.books.map(({ courseTitle, edition }) => `${courseTitle}${edition}`).join(' ')).toBe(
      'A1 A2 B1 B2 B1 B2 C1 C2',
    );
    expect((await listBooks(shelf(), { limit: 100, statuses: ['published'] })).books).toHaveLength(4);
    await expect(listBooks(shelf(), { limit: 1, after: 'nonsense' })).rejects.toThrow('Expected the id of a book');
  });

  it('shows the findings of a held book, so that a person can act', async () => {
    const courseId = await aCourse('A');
    const bookId = await aBook(courseId, { status: 'held' });
    const finding = { rule: 'min-words', severity: 'veto', chapter: 3, part: null, detail: '500 of 3000' };
    const inSection = { ...finding, rule: 'cut-off', chapter: 1, part: 'section:2', detail: 'no end' };
    const report = {
      verdict: 'revise',
      isRehearsal: true,
      scores: null,
      findings: [finding, inSection],
      weakParts: [],
    };
    await prisma.qualityReport.create({ data: { bookId, kind: 'book', revision: 0, verdict: 'revise', report } });
    await createBookStore(prisma).saveOutline(bookId, anOutline());

    const [book] = await showBooks(shelf(), courseId);
    const page = book && bookPage(book).join('\n');

    expect(page).toContain('finding in chapter 3: min-words: 500 of 3000');
    expect(page).toContain('finding in chapter 1, “Gas in the dough”: cut-off: no end');
    expect(page).toContain('  1  Why dough rises');
  });

  it('shows what was wrong with the drafts of a failed book, and with a plan that was not accepted', async () => {
    const courseId = await aCourse('A');
    const bookId = await aBook(courseId, { status: 'failed' });
    const finding = { rule: 'title', severity: 'veto', chapter: 2, part: null, detail: 'Two chapters have one title.' };
    const report = { verdict: 'revise', findings: [finding] };
    await prisma.qualityReport.create({ data: { bookId, kind: 'plan', revision: 0, verdict: 'revise', report } });
    await prisma.modelCall.create({
      data: {
        ...{
          callKey: bookId,
          courseId,
          bookId,
          purpose: 'section',
          chapterNumber: 4,
          part: 'section:2',
          revision: 0,
          ask: 3,
        },
        ...{ model: 'm', isRehearsal: true, promptHash: 'h', status: 'answered', errorCode: 'ModelOutputInvalid' },
        errorMessage: 'cut-off: section 2 ends in the middle of a sentence: “…and so the”.\nsection-words: 12 words.',
      },
    });

    const [book] = await showBooks(shelf(), courseId);
    const page = book && bookPage(book).join('\n');

    expect(page).toContain('finding in chapter 2: title: Two chapters have one title.');
    expect(page).toContain('finding in chapter 4: refused-draft: section:2: cut-off: section 2 ends in the middle');
  });
});

describe('the proof that files are whole', () => {
  it('reads every file again', async () => {
    const bookId = await aBook(await aCourse('A'));
    await anExport(bookId, 'pdf', 'one');
    await anExport(bookId, 'epub', 'two');

    const result = await verifyBooks(shelf());

    expect(result).toMatchObject({ isWhole: true, books: 1 });
    expect(verifyLines(result)).toEqual(['All 2 files of 1 book are whole.']);
  });

  it('names the file that is gone, and the one that was changed without a change of size', async () => {
    const bookId = await aBook(await aCourse('A'));
    const gone = await anExport(bookId, 'pdf', 'one');
    const changed = await anExport(bookId, 'epub', 'two');
    rmSync(gone);
    writeFileSync(changed, 'tWo');

    const result = await verifyBooks(shelf());

    expect(result.isWhole).toBe(false);
    expect(result.files.map(({ format, state }) => [format, state])).toEqual([
      ['epub', 'other'],
      ['pdf', 'missing'],
    ]);
    expect(verifyLines(result).join('\n')).toContain(`missing: ${gone}`);
    expect(verifyLines(result).join('\n')).toContain(`differs: ${changed}`);
  });
});

describe('the last run', () => {
  async function aRun(
    courses: { id: string; status: 'failed' | 'held' | 'published' | 'inProgress' | 'waiting' }[],
    startedAt = new Date(),
  ): Promise<string> {
    const run = await prisma.run.create({
      data: {
        workflowId: 'library/all',
        firstRunId: crypto.randomUUID(),
        input: { concurrency: 3, formats: ['pdf'] },
        concurrency: 3,
        startedAt,
      },
    });
    await prisma.runCourse.createMany({
      data: courses.map(({ id, status }, index) => ({
        runId: run.id,
        courseId: id,
        title: `Course ${index + 1}`,
        position: index + 1,
        status,
        slot: status === 'inProgress' ? 1 : null,
        code: status === 'failed' ? 'ModelOutputInvalid' : null,
        message: status === 'failed' ? 'No sound draft came.' : null,
        startedAt: status === 'waiting' ? null : startedAt,
        finishedAt: status === 'waiting' || status === 'inProgress' ? null : new Date(startedAt.getTime() + 1000),
      })),
    });
    return run.id;
  }

  it('gives failed and held courses for a retry, with its options, and nothing of runs before it', async () => {
    const [a, b, c, d, old] = await Promise.all(['A', 'B', 'C', 'D', 'Old'].map((title) => aCourse(title)));
    await aRun([{ id: old ?? '', status: 'failed' }], new Date(Date.now() - 60_000));
    const runId = await aRun([
      { id: a ?? '', status: 'failed' },
      { id: b ?? '', status: 'published' },
      { id: c ?? '', status: 'held' },
      { id: d ?? '', status: 'failed' },
    ]);
    await aBook(c ?? '', { status: 'held' });
    await aBook(d ?? ''); // written by hand since

    const input = { concurrency: 3, formats: ['pdf'] };
    expect(await findRetryRun(prisma)).toEqual({ runId, courses: 2, input });
    expect(await findRetry({ database: prisma })).toEqual({
      courses: 2,
      input: { ...input, ofRun: runId, only: ['failed', 'held', 'missing'] },
    });
  });

  it('is not hidden by one for courses that just appeared, but where that one left some over', async () => {
    const [a, b] = await Promise.all(['A', 'B'].map((title) => aCourse(title)));
    const runId = await aRun([{ id: a ?? '', status: 'failed' }], new Date(Date.now() - 60_000));
    const ofNew = await aRun([{ id: b ?? '', status: 'published' }]);
    await prisma.run.update({ where: { id: ofNew }, data: { input: { only: NOTHING_YET } } });
    expect(await findRetryRun(prisma)).toMatchObject({ runId, courses: 1 });

    await prisma.runCourse.updateMany({ where: { runId: ofNew }, data: { status: 'held' } });
    expect(await findRetryRun(prisma)).toMatchObject({ runId: ofNew, courses: 1 });
  });

  it('has nothing to retry where there was no run', async () => {
    expect(await findRetryRun(prisma)).toBeNull();
  });

  it('counts its courses by state, or those of the catalogue where there was none', async () => {
    const a = await aCourse('A');
    const b = await aCourse('B');
    await aBook(a);

    expect(await countByState(prisma, null)).toMatchObject({ total: 2, published: 1, waiting: 1 });
    const runId = await aRun([
      { id: a, status: 'failed' },
      { id: b, status: 'inProgress' },
    ]);
    expect(await countByState(prisma, runId)).toMatchObject({ total: 2, failed: 1, inProgress: 1, waiting: 0 });
    expect(await findTroubledCourses(prisma, runId, 10)).toMatchObject([{ courseId: a, code: 'ModelOutputInvalid' }]);
  });

  it('tells changes since a moment, and how many chapters stand of what is in work', async () => {
    const a = await aCourse('A');
    const b = await aCourse('B');
    const runId = await aRun([
      { id: a, status: 'failed' },
      { id: b, status: 'inProgress' },
    ]);
    const bookId = await aBook(b, { status: 'draft' });
    const chapter = { bookId, revision: 0, title: 'One', words: 9 };
    await prisma.chapterRow.createMany({
      data: [
        { ...chapter, number: 1 },
        { ...chapter, number: 2 },
      ],
    });
    await prisma.book.update({ where: { id: bookId }, data: { outline: { chapters: [{}, {}, {}] } } });

    const changes = await findChanges(prisma, runId, new Date(0));
    expect(changes.map(({ courseId, status }) => [courseId, status])).toEqual([
      [b, 'inProgress'],
      [a, 'failed'],
    ]);
    expect(await findChanges(prisma, runId, new Date(Date.now() + 60_000))).toEqual([]);
    expect(await findCoursesInWork(prisma, runId, 10)).toMatchObject([{ slot: 1, chaptersDone: 2, chapters: 3 }]);
  });
});

describe('what an estimate reads', () => {
  it('is the size and state of every course, and the average of answered calls', async () => {
    const courseId = await aCourse('A', 'A-1');
    const { id: moduleId } = await prisma.courseModule.create({ data: { courseId, position: 1, title: 'M' } });
    await prisma.lecture.createMany({
      data: [
        { moduleId, position: 1, title: 'L1', notes: 'x'.repeat(600) },
        { moduleId, position: 2, title: 'L2' },
      ],
    });
    const bookId = await aBook(courseId);
    await anExport(bookId, 'pdf', 'one');
    const call = {
      purpose: 'section',
      chapterNumber: 1,
      part: 'section:1',
      revision: 0,
      ask: 1,
      model: 'm',
      isRehearsal: true,
      promptHash: 'p',
    };
    await prisma.modelCall.createMany({
      data: [100, 300].map((inputTokens, index) => ({
        ...call,
        callKey: `k${index}`,
        status: 'answered' as const,
        inputTokens,
        outputTokens: 50,
        latencyMs: 1000,
      })),
    });

    const identity = { standardHash: 'h', model: 'another' };
    const [size] = await measureCourses(prisma, { input: {}, identity });

    expect(size).toEqual({
      id: courseId,
      modules: 1,
      lectures: 2,
      notesWords: 100,
      state: 'outdated',
      isToWrite: true,
    });
    expect(await averageCalls(prisma, 'm')).toEqual({
      section: { calls: 2, inputTokens: 200, outputTokens: 50, latencyMs: 1000 },
    });
  });
});
