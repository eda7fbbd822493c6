import { silentLogger } from '../../../adapters/logging/logger.ts';
import { createThreadPool } from '../../../adapters/threads/pool.ts';
import { EXPORTS } from '../../../adapters/exports/registry.ts';
import { CHAPTER_PARTS } from '../../../domain/chapter/parts/registry.ts';
import { admitCourse } from '../../../domain/course/content.ts';
import { exportWork } from '../../../domain/exports/plan.ts';
import { cutPassages } from '../../../domain/index/passages.ts';
import { manuscriptWork } from '../../../domain/manuscript/manuscript-work.ts';
import { chapterWork } from '../../../domain/quality/chapter-work.ts';
import { aBookLanguage, aChapter, aCourse, anId, anOutline, aStandard } from '../../fixtures/builders.ts';

const { runApart, close } = createThreadPool(silentLogger);
const { checkStoredBook, checkChapter, checkPart } = chapterWork(CHAPTER_PARTS);
const { assembleBook } = manuscriptWork(CHAPTER_PARTS);
const { planKinds } = exportWork(EXPORTS);
afterAll(close);

const chapter = aChapter();
const about = {
  course: aCourse({ modules: [] }),
  outline: anOutline(),
  standard: aStandard(),
  language: aBookLanguage(),
};
const input = { ...about, chapter };

const sections = Object.entries(chapter.parts).filter(([part]) => part.startsWith('section'));
const stored = new Map([[1, sections.map(([part, content]) => ({ part, content }))]]);
const aBook = { ...about, stored };

describe('work in a thread', () => {
  it('finds what it finds here', async () => {
    const wrong = { ...input, chapter: aChapter({ title: 'Something else' }) };

    expect(await runApart(checkChapter, input)).toEqual([]);
    expect(await runApart(checkChapter, wrong)).toEqual(checkChapter(wrong));
  });

  it('takes a course, and puts together, plans and cuts a whole book', async () => {
    const { course, outline, standard } = input;
    const book = { id: anId('book'), edition: 1, createdAt: '2026-11-22T10:00:00.000Z', isRehearsal: true, model: 'm' };
    const request = { book, course, outline, stored, standard, publisher: 'A library' };
    const manuscript = await runApart(assembleBook, request);
    const text = { text: manuscript.text, row: 'the manuscript' };
    const wanted = { stored: text, kinds: ['html'] };

    expect(manuscript).toEqual(assembleBook(request));
    expect(await runApart(cutPassages, text)).toEqual(cutPassages(text));
    expect(await runApart(planKinds, wanted)).toEqual([{ kind: 'html', variant: 'student', queue: 'publishing' }]);
    expect(await runApart(admitCourse, { course, standard })).toEqual(admitCourse({ course, standard }));
  });

  it('fails with the failure of the house', async () => {
    const work = runApart(checkPart, { ...input, chapter: 1, part: 'quiz', stored: [], draft: {} });

    await expect(work).rejects.toMatchObject({ name: 'LibraryError', code: 'StateConflict' });
  });

  it('is called off', async () => {
    const controller = new AbortController();
    const work = runApart(checkStoredBook, aBook, { signal: controller.signal });
    controller.abort();

    await expect(work).rejects.toMatchObject({ name: 'AbortError' });
    expect(await runApart(checkStoredBook, aBook)).toEqual([]);
  });

  it('ends in a failure of its own when it takes more memory than a thread may, and the process goes on', async () => {
    const small = createThreadPool(silentLogger, { heapMb: 150 });
    const text = `[${'{"a":{}},'.repeat(2_000_000)}{}]`;
    try {
      const work = small.runApart(planKinds, { stored: { text, row: 'a row' }, kinds: ['html'] });

      await expect(work).rejects.toMatchObject({ code: 'WorkTooLarge', kind: 'permanent' });
      expect(await small.runApart(checkChapter, input)).toEqual([]);
    } finally {
      await small.close();
    }
  });

  it('is one of the functions that are registered', async () => {
    function unknownWork(text: string): string {
      return text;
    }

    await expect(runApart(unknownWork, 'text')).rejects.toThrow('Expected work to be one of');
  });
});
