import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createExportActivities } from '../../activities/exports.ts';
import { createPublishActivities } from '../../activities/publish.ts';
import { createExporter } from '../../adapters/exports/exporter.ts';
import { EXPORTS } from '../../adapters/exports/registry.ts';
import { listBooks } from '../../adapters/postgres/books/book-list.ts';
import { createBookStore } from '../../adapters/postgres/books/book-store.ts';
import { createPrisma, type LibraryPrisma } from '../../adapters/postgres/client.ts';
import { createFileStorage } from '../../adapters/storage/file-storage.ts';
import { manuscriptText } from '../../domain/manuscript/manuscript.ts';
import { verifyBooks } from '../../library/books.ts';
import { BOOK_WORKFLOW, bookWorkflowId, TASK_QUEUES } from '../../workflows/contracts.ts';
import type { BookWorkflow } from '../../workflows/book/story.ts';
import { runHere } from '../fakes/run-here.ts';
import wordList from '../fixtures/exports/word-list.ts';
import { aManuscript, aManuscriptChapter } from '../fixtures/manuscripts/a-manuscript.ts';
import { createTestDatabase, type TestDatabase } from '../services.ts';
import { startFleet, type TestFleet } from '../workflows/fleet.ts';

describe('a kind of export that is added in a file of its own', () => {
  let database: TestDatabase;
  let prisma: LibraryPrisma;
  let storageDir: string;
  let fleet: TestFleet | undefined;

  beforeAll(async () => {
    database = await createTestDatabase();
    prisma = createPrisma(database.url, { poolSize: 4 });
    storageDir = await mkdtemp(join(tmpdir(), 'exports-'));
  });
  afterAll(async () => {
    await fleet?.stop();
    await prisma.$disconnect();
    await database.drop();
    await rm(storageDir, { recursive: true, force: true });
  });

  const identity = { standard: 'scroll', standardHash: 's', model: 'm', isRehearsal: false, courseHash: 'c' };

  it('is planned, made, stored, listed, verified and found complete; nothing else knows of it', async () => {
    const books = createBookStore(prisma);
    const { id: courseId } = await prisma.course.create({ data: { title: 'Logic', subject: 'Philosophy' } });
    const open = async () =>
      books.openBook({
        ...{ course: await books.loadCourse(courseId), identity, kinds: ['word-list'] },
        ...{ runId: null, reopenHeld: false },
      });
    const { bookId } = await open();
    const chapters = [aManuscriptChapter(1), aManuscriptChapter(2)];
    const text = manuscriptText(aManuscript({ bookId, courseId, title: 'Logic', chapters }));
    await books.saveManuscript(bookId, { text, words: 100, chapters: 2 });
    await books.publishBook(bookId);
    expect(await open()).toEqual({ state: 'upToDate', bookId, missingKinds: ['word-list'], isIndexDue: true });

    const files = createFileStorage(storageDir);
    const definitions = [...EXPORTS, wordList];
    const exporter = createExporter({
      ...{ storage: files, runApart: runHere, definitions },
      ...{ timeoutMs: 60_000, memoryMb: 1_000 },
    });
    const opened = await open();
    fleet = await startFleet({
      openBook: async () => ({ ...opened, maxRevisions: 1, subject: null, title: 'Logic' }),
      ...createExportActivities({ books, exporter, files }),
      completeExports: createPublishActivities({ books }).completeExports,
    });
    const result = await fleet.client.workflow.execute<typeof BookWorkflow>(BOOK_WORKFLOW, {
      workflowId: bookWorkflowId(courseId),
      taskQueue: TASK_QUEUES.orchestration,
      args: [
        { courseId, runId: null, slot: null, formats: ['word-list'], standard: null, reopenHeld: false, notify: null },
      ],
    });

    expect(result).toMatchObject({ outcome: 'upToDate', code: null });
    expect(await open()).toEqual({ state: 'upToDate', bookId, missingKinds: [], isIndexDue: true });
    const listed = (await listBooks(prisma, { courseId, limit: 10 })).books;
    expect(
      listed[0]?.exports.map(({ kind, variant, format, audience, mediaType, path }) => ({
        ...{ kind, variant, format, audience, mediaType },
        name: path.replace(/^.*[0-9a-f]{16}-/, ''),
      })),
    ).toEqual(
      ['chapter-1', 'chapter-2', 'instructor', 'student'].map((variant) => ({
        ...{ kind: 'word-list', variant, format: 'word-list', mediaType: 'text/plain' },
        audience: variant === 'instructor' ? 'instructor' : 'student',
        name: variant === 'student' ? 'logic-e1.word-list.txt' : `logic-e1.word-list.${variant}.txt`,
      })),
    );
    expect(await verifyBooks({ database: prisma, files }, courseId)).toMatchObject({
      isWhole: true,
      books: 1,
      files: { length: 4 },
    });
    const manifest = await readFile(join(storageDir, 'books', courseId, bookId, 'manifest.json'), 'utf8');
    expect(JSON.parse(manifest)).toMatchObject({ files: { length: 4 } });
  }, 120_000);
});
