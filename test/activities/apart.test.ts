/** Steps whose work grows with the book: they load, hand over and save, and read nothing of it on the loop that beats. */
import { MockActivityEnvironment } from '@temporalio/testing';
import { createBookActivities } from '../../activities/book.ts';
import { createIndexActivities } from '../../activities/book-index.ts';
import { createExportActivities } from '../../activities/exports.ts';
import { createManuscriptActivities } from '../../activities/manuscript.ts';
import { createQualityActivities } from '../../activities/quality.ts';
import { createExporter } from '../../adapters/exports/exporter.ts';
import type { FileStorage } from '../../adapters/storage/file-storage.ts';
import { CHAPTER_PARTS } from '../../domain/chapter/parts/registry.ts';
import type { BookStore } from '../../domain/ports/books.ts';
import type { RunApart } from '../../domain/ports/run-apart.ts';
import type { RunStore } from '../../domain/ports/runs.ts';
import { aCourse, anId, anOutline, aStandard } from '../fixtures/builders.ts';

const bookId = anId('book');
const identity = { bookId, courseId: anId('course'), courseCode: null, title: 'Baking bread', edition: 1 };
const book = {
  ...{ id: bookId, courseId: identity.courseId, courseTitle: 'Baking bread', courseCode: null, edition: 1 },
  ...{ standard: 'scroll', standardHash: 's', model: 'm', isRehearsal: true, courseHash: 'c' },
  ...{ status: 'draft' as const, language: 'en', outline: anOutline(), round: 1, runId: null, createdAt: new Date() },
};
const course = aCourse({ modules: [] });
const loadStandard = () => Promise.resolve({ standard: aStandard(), hash: 's' });

/** Whoever read these would fail. */
const UNREADABLE_PARTS = new Map([[1, [{ part: 'section:1', content: 'no part' }]]]);
const UNREADABLE_MANUSCRIPT = { text: 'no JSON', row: 'the manuscript', identity };

/** What a thread would answer, by the name of the work. */
const answering = (answers: Record<string, unknown>): { runApart: RunApart; asked: string[] } => {
  const asked: string[] = [];
  const answer = (work: { name: string }): Promise<unknown> => {
    asked.push(work.name);
    return Promise.resolve(answers[work.name]);
  };
  return { runApart: answer as RunApart, asked };
};
const aStore = (rows: Partial<BookStore>): BookStore =>
  ({
    loadBook: () => Promise.resolve(book),
    loadCourse: () => Promise.resolve(course),
    loadBookAndCourse: () => Promise.resolve({ book, course }),
    loadBookParts: () => Promise.resolve(UNREADABLE_PARTS),
    loadManuscript: () => Promise.resolve(UNREADABLE_MANUSCRIPT),
    ...rows,
  }) as Partial<BookStore> as BookStore;
const run = <Output>(step: () => Promise<Output>): Promise<Output> => new MockActivityEnvironment().run(step);

describe('the work of a whole book', () => {
  it('is not done where its manuscript is put together', async () => {
    const manuscript = { text: '{}', words: 7, chapters: 1 };
    const { runApart, asked } = answering({ assembleBook: manuscript });
    const saved: unknown[] = [];
    const books = aStore({ saveManuscript: (...row) => Promise.resolve(void saved.push(row)) });
    const dependencies = { books, loadStandard, runApart, parts: CHAPTER_PARTS, libraryName: 'A library' };
    const { assembleManuscript } = createManuscriptActivities(dependencies);

    expect(await run(() => assembleManuscript({ bookId }))).toEqual({ words: 7 });
    expect([asked, saved]).toEqual([['assembleBook'], [[bookId, manuscript]]]);
  });

  it('is not done where it is cut into passages', async () => {
    const passages = [{ chapterNumber: 1, sectionId: 'a', position: 0, heading: 'Dough', content: 'Yeast lives.' }];
    const { runApart, asked } = answering({ cutPassages: passages });
    const saved: unknown[] = [];
    const books = aStore({
      saveIndex: (_bookId, index) => {
        saved.push(...index.passages);
        return Promise.resolve(true);
      },
    });

    expect(await run(() => createIndexActivities({ books, runApart }).indexBook({ bookId }))).toEqual({ passages: 1 });
    expect([asked, saved]).toEqual([['cutPassages'], passages]);
  });

  it('is not done where its exports are planned', async () => {
    const planned = [{ kind: 'html', variant: 'student', queue: 'publishing' as const }];
    const { runApart, asked } = answering({ planKinds: planned });
    const files = {} as FileStorage;
    const exporter = createExporter({ storage: files, runApart, timeoutMs: 1, memoryMb: 1 });
    const { planExports } = createExportActivities({ books: aStore({}), exporter, files });

    expect(await run(() => planExports({ bookId, kinds: ['html'] }))).toEqual({ kinds: ['html'], files: planned });
    expect(asked).toEqual(['planKinds']);
  });

  it('is not done where the verdict is given', async () => {
    const { runApart, asked } = answering({ checkStoredBook: [] });
    const books = aStore({
      findReport: () => Promise.resolve(null),
      loadChapterReports: () =>
        Promise.resolve([{ chapter: 1, findings: [], items: [], scores: { quality: 1, alignment: 1 } }]),
      saveReport: () => Promise.resolve(),
    });
    const writer = {
      name: 'm',
      isRehearsal: true,
      isPriced: false,
      complete: () => Promise.reject(new Error('asked')),
    };
    const dependencies = { books, writer, judges: [], loadStandard, runApart, parts: CHAPTER_PARTS };
    const { concludeQuality } = createQualityActivities(dependencies);

    expect(await run(() => concludeQuality({ bookId, revision: 0 }))).toMatchObject({ verdict: 'accept' });
    expect(asked).toEqual(['checkStoredBook']);
  });

  it('is not done where its course is taken', async () => {
    const { runApart, asked } = answering({ admitCourse: { hash: 'from a thread' } });
    const opened: unknown[] = [];
    const books = aStore({
      openBook: ({ identity: { courseHash } }) => {
        opened.push(courseHash);
        return Promise.resolve({ state: 'open', bookId, edition: 1, nextRevision: 0, nextOutlineRevision: 0 });
      },
    });
    const { openBook } = createBookActivities({
      ...{ books, loadStandard, runApart, model: { name: 'm', isRehearsal: true } },
      runs: {} as RunStore,
    });

    await openBook({
      ...{ courseId: course.id, runId: null, slot: null, formats: [], standard: null },
      ...{ reopenHeld: false, notify: null },
    });
    expect([asked, opened]).toEqual([['admitCourse'], ['from a thread']]);
  });
});
