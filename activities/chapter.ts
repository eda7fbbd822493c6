/**
 * Chapters, part by part, and their check. A row that exists is returned and the model is not asked. Texts stay in the
 * database; only ids, counts and verdicts travel.
 */
import { assembleChapter, countChapterWords } from '../domain/chapter/assemble.ts';
import { STORED_FRAME, STORED_SECTION, STORED_STUDY, type PartName } from '../domain/chapter/chapter.ts';
import { frameTask, sectionTask, studyTask } from '../domain/chapter/prompts.ts';
import { checkChapter } from '../domain/chapter/rules.ts';
import { LibraryError } from '../domain/failure.ts';
import { countWords } from '../domain/language/words.ts';
import type { Outline, OutlineChapter } from '../domain/outline/outline.ts';
import type { BookStore } from '../domain/ports/books.ts';
import { scoreChapter } from '../domain/quality/score.ts';
import { readStored, toStored } from '../domain/stored.ts';
import { withHeartbeat } from './heartbeat.ts';
import { judgeChapter } from './judging.ts';
import {
  ask,
  createWritingContexts,
  details,
  isVeto,
  planned,
  type WritingContext,
  type WritingDependencies,
} from './writing-context.ts';

export const createChapterActivities = ({ books, writer, judges, loadStandard }: WritingDependencies) => {
  const { openContext, withStandard } = createWritingContexts({ books, loadStandard });
  /** The chapter of its parts as they stand at this revision. */
  const putTogether = async ({ book, language }: WritingContext, { bookId, chapter: number, revision }: ChapterKey) => {
    const parts = await books.loadParts({ bookId, chapter: number, revision });
    const chapter = assembleChapter(plannedChapter(planned(book), number), parts);
    const words = countChapterWords(chapter, language.language);
    await books.saveChapter({ bookId, revision }, chapter, words);
    return { chapter, words };
  };

  return {
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

        const context = await withStandard(opened);
        const outline = planned(context.book);
        const chapter = plannedChapter(outline, key.chapter);
        const findings = key.revision === 0 ? [] : await findingsOf(books, key);
        const { part } = key;
        const input = { ...context, outline, chapterNumber: key.chapter, findings };
        const place = { chapter: key.chapter, part, revision: key.revision };

        let content: object;
        if (part === 'frame' || part === 'study') {
          const sections = await writtenSections(books, key, chapter);
          content =
            part === 'frame'
              ? toStored(
                  STORED_FRAME,
                  await ask(writer, context, { ...place, purpose: 'frame' }, frameTask({ ...input, sections }), beat),
                )
              : toStored(
                  STORED_STUDY,
                  await ask(writer, context, { ...place, purpose: 'study' }, studyTask({ ...input, sections }), beat),
                );
        } else {
          const sectionNumber = Number(part.slice('section:'.length));
          content = toStored(
            STORED_SECTION,
            await ask(
              writer,
              context,
              { ...place, purpose: 'section' },
              sectionTask({ ...input, sectionNumber }),
              beat,
            ),
          );
        }
        const words = countWords(texts(content).join('\n'), context.language.language);
        await books.savePart({ ...key, content, words });
        return { words };
      }),

    /** Puts the chapter together; a step of its own in books begun before chapters were checked as they are written. */
    finishChapter: (key: ChapterKey): Promise<{ words: number }> =>
      withHeartbeat(async () => {
        const { words } = await putTogether(await openContext(key.bookId), key);
        return { words };
      }),

    /** Puts the chapter together and checks it: plain code first; only what has no veto is put before the judges. */
    checkChapter: (key: ChapterKey): Promise<{ vetoes: number }> =>
      withHeartbeat(async (beat) => {
        const opened = await books.openCheck(key);
        if ('report' in opened) return { vetoes: opened.report.findings.filter(isVeto).length };

        const { bookId, chapter: number, revision } = key;
        const context = await withStandard(opened);
        const { course, standard, language } = context;
        const { chapter } = await putTogether(context, key);
        const findings = checkChapter({ chapter, course, outline: planned(context.book), standard, language });
        if (findings.some(isVeto)) {
          await books.saveChapterReport({ bookId, revision }, { chapter: number, findings, items: [], scores: null });
          return { vetoes: findings.filter(isVeto).length };
        }
        const judgements = await Promise.all(
          judges.map(async (judge, index) => {
            const place = { purpose: 'judge' as const, chapter: number, revision };
            const answers = await judgeChapter({ course, chapter, standard, language }, (task, round) => {
              const part = round === 'first' ? `judge:${index + 1}` : `judge:${index + 1}:again`;
              return ask(judge, context, { ...place, part }, task, beat);
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
  };
};

interface ChapterKey {
  bookId: string;
  chapter: number;
  revision: number;
}

function plannedChapter(outline: Outline, number: number): OutlineChapter {
  const chapter = outline.chapters.find((candidate) => candidate.number === number);
  if (!chapter)
    throw new LibraryError(
      'StateConflict',
      `Expected the outline of "${outline.title}" to have chapter ${number}; it has ${outline.chapters.length} chapters.`,
    );
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
    body: readStored(STORED_SECTION, parts.get(`section:${number}`), `section ${number} of chapter ${chapter}`).body,
  }));
}

/** Every string in a draft, for counting its words. */
const texts = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(texts)
      : [];
