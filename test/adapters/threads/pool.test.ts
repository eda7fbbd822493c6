import { createThreadPool } from '../../../adapters/threads/pool.ts';
import { CHAPTER_PARTS } from '../../../domain/chapter/parts/registry.ts';
import { chapterWork } from '../../../domain/quality/chapter-work.ts';
import { aBookLanguage, aChapter, aCourse, anOutline, aStandard } from '../../fixtures/builders.ts';

const { runApart, close } = createThreadPool();
const { checkBook, checkChapter, checkPart } = chapterWork(CHAPTER_PARTS);
afterAll(close);

const chapter = aChapter();
const input = {
  chapter,
  course: aCourse({ modules: [] }),
  outline: anOutline(),
  standard: aStandard(),
  language: aBookLanguage(),
};

describe('work in a thread', () => {
  it('finds what it finds here', async () => {
    const wrong = { ...input, chapter: aChapter({ title: 'Something else' }) };

    expect(await runApart(checkChapter, input)).toEqual([]);
    expect(await runApart(checkChapter, wrong)).toEqual(checkChapter(wrong));
  });

  it('fails with the failure of the house', async () => {
    const work = runApart(checkPart, { ...input, chapter: 1, part: 'quiz', stored: [], draft: {} });

    await expect(work).rejects.toMatchObject({ name: 'LibraryError', code: 'StateConflict' });
  });

  it('is called off', async () => {
    const controller = new AbortController();
    const work = runApart(checkBook, { ...input, chapters: [chapter] }, { signal: controller.signal });
    controller.abort();

    await expect(work).rejects.toMatchObject({ name: 'AbortError' });
    expect(await runApart(checkBook, { ...input, chapters: [chapter] })).toEqual([]);
  });

  it('is one of the functions that are registered', async () => {
    function unknownWork(text: string): string {
      return text;
    }

    await expect(runApart(unknownWork, 'text')).rejects.toThrow('Expected work to be one of');
  });
});
