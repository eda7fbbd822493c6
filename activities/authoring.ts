/**
 * Steps that ask the model: plan, write, judge. Each is one row under one key; a row that exists is returned and the
 * model is not asked. Texts stay in the database; only ids, counts and verdicts travel.
 */
import { assembleChapter, countChapterWords } from '../domain/chapter/assemble.ts';
import { SectionDraftSchema, type PartName } from '../domain/chapter/chapter.ts';
import { frameTask, sectionTask, studyTask } from '../domain/chapter/prompts.ts';
import { checkChapter } from '../domain/chapter/rules.ts';
import type { BookRow, BookStore, Desk } from '../domain/book/book-store.ts';
import type { Course } from '../domain/course/course.ts';
import { LibraryError } from '../domain/failure.ts';
import { bookLanguage, type BookLanguage } from '../domain/language/book-language.ts';
import { countWords } from '../domain/language/words.ts';
import type { CallPlace, LanguageModel, ModelTask } from '../domain/model/language-model.ts';
import type { Outline, OutlineChapter } from '../domain/outline/outline.ts';
import { checkOutline, outlineFromCourse, outlineFromDraft } from '../domain/outline/plan.ts';
import { outlineTask } from '../domain/outline/prompt.ts';
import { checkBook } from '../domain/quality/book.ts';
import { nameFindings, type Finding } from '../domain/quality/report.ts';
import { concludeQuality, scoreChapter } from '../domain/quality/score.ts';
import type { Standard } from '../domain/standard/standard.ts';
import { withHeartbeat, type Beat } from './heartbeat.ts';
import { judgeChapter } from './judging.ts';

interface Dependencies {
  books: BookStore;
  writer: LanguageModel;
  judges: LanguageModel[];
  loadStandard: (id: string) => Promise<{ standard: Standard }>;
}

export interface ChapterPlan {
  number: number;
  title: string;
  sections: number;
}
export interface PlanResult {
  verdict: 'accept' | 'revise';
  /** For a person, when the plan is not accepted. */
  reason: string | null;
  chapters: ChapterPlan[];
}
export interface QualityResult {
  verdict: 'accept' | 'revise';
  reason: string | null;
  quality: number | null;
  weakParts: { chapter: number; part: string }[];
}

interface BookDesk {
  book: BookRow;
  course: Course;
  standard: Standard;
  language: BookLanguage;
}

export const createAuthoringActivities = ({ books, writer, judges, loadStandard }: Dependencies) => {
  /** Everything that a writing step needs of its book. */
  const openDesk = async (bookId: string): Promise<BookDesk> => furnish(await books.loadDesk(bookId));
  const furnish = async ({ book, course }: Desk): Promise<BookDesk> => {
    const { standard } = await loadStandard(book.standard);
    return { book, course, standard, language: bookLanguage(course, book) };
  };

  const ask = <Draft>(
    model: LanguageModel,
    desk: BookDesk,
    place: Pick<CallPlace, 'purpose' | 'chapter' | 'part' | 'revision'>,
    task: ModelTask<Draft>,
    beat: Beat,
  ): Promise<Draft> =>
    model.complete({ ...place, courseId: desk.course.id, bookId: desk.book.id, runId: desk.book.runId }, task, {
      signal: beat.signal,
      onProgress: beat.note,
    });

  /** The chapter of its parts as they stand at this revision. */
  const putTogether = async ({ book, language }: BookDesk, { bookId, chapter: number, revision }: ChapterKey) => {
    const parts = await books.loadParts({ bookId, chapter: number, revision });
    const chapter = assembleChapter(plannedChapter(planned(book), number), parts);
    const words = countChapterWords(chapter, language.language);
    await books.saveChapter({ bookId, revision }, chapter, words);
    return { chapter, words };
  };

  return {
    /**
     * Plans the book: from the course's own modules where it has them, else by the model; then the plan gate.
     * @throws LibraryError ModelOutputInvalid and the model's other failures
     */
    draftOutline: ({ bookId, revision }: { bookId: string; revision: number }): Promise<PlanResult> =>
      withHeartbeat(async (beat) => {
        const desk = await openDesk(bookId);
        const { course, standard, language } = desk;
        const stored = await books.findOutlineReport({ bookId, revision });
        if (stored && desk.book.outline) return planResult(stored, desk.book.outline);

        const earlier = revision === 0 ? null : await books.findOutlineReport({ bookId, revision: revision - 1 });
        const outline =
          outlineFromCourse(course, standard) ??
          outlineFromDraft(
            course,
            await ask(
              writer,
              desk,
              { purpose: 'outline', chapter: 0, part: 'outline', revision },
              outlineTask({ course, standard, language, findings: details(earlier?.findings ?? []) }),
              beat,
            ),
            standard,
          );
        const findings = checkOutline(outline, { course, standard, language });
        const report = { verdict: findings.some(isVeto) ? ('revise' as const) : ('accept' as const), findings };
        if (report.verdict === 'accept') await books.saveOutline(bookId, outline);
        await books.saveOutlineReport({ bookId, revision }, report);
        return planResult(report, outline);
      }),

    /**
     * Writes one part of a chapter: a section, the six-step frame, or the study material.
     * @returns its length in words; never the text
     */
    writePart: (key: {
      bookId: string;
      chapter: number;
      part: PartName;
      revision: number;
    }): Promise<{ words: number }> =>
      withHeartbeat(async (beat) => {
        const opened = await books.openPart(key);
        if ('words' in opened) return opened;

        const desk = await furnish(opened);
        const outline = planned(desk.book);
        const chapter = plannedChapter(outline, key.chapter);
        const findings = key.revision === 0 ? [] : await findingsOf(books, key);
        const { part } = key;
        const context = { ...desk, outline, chapterNumber: key.chapter, findings };
        const place = { chapter: key.chapter, part, revision: key.revision };

        let content: object;
        if (part === 'frame' || part === 'study') {
          const sections = await writtenSections(books, key, chapter);
          content =
            part === 'frame'
              ? await ask(writer, desk, { ...place, purpose: 'frame' }, frameTask({ ...context, sections }), beat)
              : await ask(writer, desk, { ...place, purpose: 'study' }, studyTask({ ...context, sections }), beat);
        } else {
          const sectionNumber = Number(part.slice('section:'.length));
          content = await ask(
            writer,
            desk,
            { ...place, purpose: 'section' },
            sectionTask({ ...context, sectionNumber }),
            beat,
          );
        }
        const words = countWords(texts(content).join('\n'), desk.language.language);
        await books.savePart({ ...key, content, words });
        return { words };
      }),

    /** Puts the chapter together; a step of its own in books begun before chapters were checked as they are written. */
    finishChapter: (key: ChapterKey): Promise<{ words: number }> =>
      withHeartbeat(async () => {
        const { words } = await putTogether(await openDesk(key.bookId), key);
        return { words };
      }),

    /** Puts the chapter together and checks it: plain code first; only what has no veto is put before the judges. */
    checkChapter: (key: ChapterKey): Promise<{ vetoes: number }> =>
      withHeartbeat(async (beat) => {
        const opened = await books.openCheck(key);
        if ('report' in opened) return { vetoes: opened.report.findings.filter(isVeto).length };

        const { bookId, chapter: number, revision } = key;
        const desk = await furnish(opened);
        const { course, standard, language } = desk;
        const { chapter } = await putTogether(desk, key);
        const findings = checkChapter({ chapter, course, outline: planned(desk.book), standard, language });
        if (findings.some(isVeto)) {
          await books.saveChapterReport({ bookId, revision }, { chapter: number, findings, items: [], scores: null });
          return { vetoes: findings.filter(isVeto).length };
        }
        const judgements = await Promise.all(
          judges.map(async (judge, index) => {
            const place = { purpose: 'judge' as const, chapter: number, revision };
            const answers = await judgeChapter({ course, chapter, standard, language }, (task, round) => {
              const part = round === 'first' ? `judge:${index + 1}` : `judge:${index + 1}:again`;
              return ask(judge, desk, { ...place, part }, task, beat);
            });
            return { judge: judge.name, answers };
          }),
        );
        const judged = scoreChapter({ chapter, standard, judgements });
        const report = {
          chapter: number,
          items: judged.items,
          scores: judged.scores,
          findings: [...findings, ...judged.findings],
        };
        await books.saveChapterReport({ bookId, revision }, report);
        return { vetoes: report.findings.filter(isVeto).length };
      }),

    /** The verdict over the whole book at this revision. */
    concludeQuality: ({ bookId, revision }: { bookId: string; revision: number }): Promise<QualityResult> =>
      withHeartbeat(async () => {
        const desk = await openDesk(bookId);
        const { course, standard, language } = desk;
        const report =
          (await books.findReport({ bookId, revision })) ??
          concludeQuality({
            chapterReports: await books.loadChapterReports({ bookId, revision }),
            bookFindings: checkBook({
              course,
              outline: planned(desk.book),
              chapters: await books.loadChapters(bookId),
              standard,
              language,
            }),
            standard,
            isRehearsal: desk.book.isRehearsal,
          });
        await books.saveReport({ bookId, revision }, report);
        return {
          verdict: report.verdict,
          reason: report.verdict === 'accept' ? null : nameFindings(report.findings),
          quality: report.isRehearsal ? null : (report.scores?.quality ?? null),
          weakParts: report.weakParts,
        };
      }),
  };
};

export type AuthoringActivities = ReturnType<typeof createAuthoringActivities>;

interface ChapterKey {
  bookId: string;
  chapter: number;
  revision: number;
}

const isVeto = (finding: Finding): boolean => finding.severity === 'veto';
const details = (findings: Finding[]): string[] => findings.map(({ rule, detail }) => `${rule}: ${detail}`);

const planResult = (report: { verdict: 'accept' | 'revise'; findings: Finding[] }, outline: Outline): PlanResult => ({
  verdict: report.verdict,
  reason: report.verdict === 'accept' ? null : `The plan: ${nameFindings(report.findings)}`,
  chapters: outline.chapters.map(({ number, title, sections }) => ({
    number,
    title: title.slice(0, 80),
    sections: sections.length,
  })),
});

function planned(book: BookRow): Outline {
  if (!book.outline) throw new LibraryError('BookNotFound', `Book ${book.id} has no accepted outline.`);
  return book.outline;
}

function plannedChapter(outline: Outline, number: number): OutlineChapter {
  const chapter = outline.chapters.find((candidate) => candidate.number === number);
  if (!chapter) throw new LibraryError('BookNotFound', `The outline of "${outline.title}" has no chapter ${number}.`);
  return chapter;
}

/** What the last check said of this part, and of its chapter or book where no part is to blame. */
async function findingsOf(
  books: BookStore,
  { bookId, chapter, part, revision }: ChapterKey & { part: string },
): Promise<string[]> {
  const report = await books.findReport({ bookId, revision: revision - 1 });
  const mine = report?.findings.filter(
    (finding) =>
      finding.severity !== 'note' && finding.chapter === chapter && (finding.part === part || finding.part === null),
  );
  return details(mine ?? []);
}

async function writtenSections(
  books: BookStore,
  { bookId, chapter, revision }: ChapterKey,
  plan: OutlineChapter,
): Promise<{ number: number; title: string; body: string }[]> {
  const parts = new Map(
    (await books.loadParts({ bookId, chapter, revision })).map(({ part, content }) => [part, content]),
  );
  return plan.sections.map(({ number, title }) => ({
    number,
    title,
    body: SectionDraftSchema.parse(parts.get(`section:${number}`)).body,
  }));
}

/** Every string in a draft, for counting its words. */
const texts = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(texts)
      : [];
