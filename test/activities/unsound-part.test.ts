/** A part that stays unsound after its asks: the other parts go on, and the book cannot pass. */
import { MockActivityEnvironment } from '@temporalio/testing';
import { createChapterActivities } from '../../activities/chapter.ts';
import { createQualityActivities } from '../../activities/quality.ts';
import { CHAPTER_PARTS } from '../../domain/chapter/parts/registry.ts';
import type { Fault } from '../../domain/finding.ts';
import type { LanguageModel, ModelTask } from '../../domain/model/language-model.ts';
import type { BookStore, PartKey } from '../../domain/ports/books.ts';
import type { ChapterReport, QualityReport } from '../../domain/quality/report.ts';
import { runHere } from '../fakes/run-here.ts';
import { aCourse, anId, anOutline, anOutlineChapter, aSection, aStandard } from '../fixtures/builders.ts';

const bookId = anId('book');
const course = aCourse({ modules: [] });
const chapter = anOutlineChapter({ number: 1 });
const outline = anOutline({ chapters: [chapter] });
const book = {
  ...{ id: bookId, courseId: course.id, courseTitle: course.title, courseCode: null, edition: 1 },
  ...{ standard: 'scroll-rehearsal', standardHash: 's', model: 'm', isRehearsal: false, courseHash: 'c' },
  ...{ status: 'draft' as const, language: 'en', outline, round: 1, runId: null, createdAt: new Date() },
};
const run = <Output>(step: () => Promise<Output>): Promise<Output> => new MockActivityEnvironment().run(step);

/** The rows of one book in memory, and a model whose drafts of sections are sound to every check but that of the reply. */
function aBench(faults: Fault[]) {
  const parts = new Map<string, PartKey & { content: object; words: number; faults?: readonly Fault[] }>();
  const reports: ChapterReport[] = [];
  const concluded: QualityReport[] = [];
  const store: Partial<BookStore> = {
    openPart: () => Promise.resolve({ book, course }),
    openCheck: () => Promise.resolve({ book, course }),
    loadBookAndCourse: () => Promise.resolve({ book, course }),
    loadParts: () =>
      Promise.resolve([...parts.values()].map((part) => ({ ...part, faults: [...(part.faults ?? [])] }))),
    loadBookParts: () => Promise.resolve(new Map([[1, [...parts.values()]]])),
    savePart: (part) => Promise.resolve(void parts.set(part.part, part)),
    saveChapter: () => Promise.resolve(),
    saveChapterReport: (_key, report) => Promise.resolve(void reports.push(report)),
    loadChapterReports: () => Promise.resolve(reports),
    findReport: () => Promise.resolve(null),
    saveReport: (_key, report) => Promise.resolve(void concluded.push(report)),
  };
  const writer: LanguageModel = {
    ...{ name: 'm', isRehearsal: false, isPriced: true },
    complete: <Draft>(_place: unknown, task: ModelTask<Draft>) => {
      if (faults.length > 0) task.onUnsound?.(faults);
      return Promise.resolve(task.schema.parse(aSection()));
    },
  };
  const dependencies = {
    ...{ books: store as BookStore, writer, judges: [], runApart: runHere, parts: CHAPTER_PARTS },
    loadStandard: () => Promise.resolve({ standard: aStandard(), hash: 's' }),
  };
  const { writePart, checkChapter } = createChapterActivities(dependencies);
  const { concludeQuality } = createQualityActivities(dependencies);
  return { writePart, checkChapter, concludeQuality, parts, reports };
}

it('is kept with its faults, stops the chapter before any judge, and is named by its lecture', async () => {
  const fault = { rule: 'control-character', detail: 'A text holds a control character.' };
  const { writePart, checkChapter, concludeQuality, parts, reports } = aBench([fault]);

  const key = { bookId, chapter: 1, revision: 0 };
  expect((await run(() => writePart({ ...key, part: 'section:1' }))).words).toBeGreaterThan(0);
  expect(parts.get('section:1')?.faults).toEqual([fault]);

  const { vetoes } = await run(() => checkChapter(key));
  expect(vetoes).toBeGreaterThan(0);
  expect(reports[0]?.scores).toBeNull();
  expect(reports[0]?.findings).toContainEqual({ ...fault, severity: 'veto', chapter: 1, part: 'section:1' });

  const verdict = await run(() => concludeQuality({ bookId, revision: 0 }));
  expect(verdict.verdict).toBe('revise');
  expect(verdict.reason).toContain(`control-character (section:1 “${chapter.sections[0]?.title}”)`);
  expect(verdict.weakParts).toContainEqual({ chapter: 1, part: 'section:1' });
});

it('is sound again when it was written anew without faults', async () => {
  const { writePart, parts } = aBench([]);
  await run(() => writePart({ bookId, chapter: 1, part: 'section:1', revision: 1 }));
  expect(parts.get('section:1')?.faults).toEqual([]);
});
