/**
 * Chapters, part by part, and their check. A row that exists is returned and the model is not asked. Texts stay in the
 * database; only ids, counts and verdicts travel.
 */
import { completeChapter } from '../domain/chapter/assemble.ts';
import { STORED_FRAME, STORED_SECTION, STORED_STUDY, type PartName } from '../domain/chapter/chapter.ts';
import { checkPart, frameTask, sectionTask, studyTask } from '../domain/chapter/prompts.ts';
import { checkChapter } from '../domain/chapter/rules.ts';
import { LibraryError } from '../domain/failure.ts';
import { countWords } from '../domain/language/words.ts';
import type { ModelTask } from '../domain/model/language-model.ts';
import type { Outline, OutlineChapter } from '../domain/outline/outline.ts';
import type { BookStore } from '../domain/ports/books.ts';
import { scoreChapter } from '../domain/quality/score.ts';
import { readStored, toStored } from '../domain/stored.ts';
import { withHeartbeat, type Beat } from './heartbeat.ts';
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

export const createChapterActivities = ({ books, writer, judges, loadStandard, runApart }: WritingDependencies) => {
  const { withStandard } = createWritingContexts({ books, loadStandard });
  /** The chapter of its parts as they stand at this revision. */
  const putTogether = async (
    { book, language }: WritingContext,
    { bookId, chapter: number, revision }: ChapterKey,
    { signal }: Beat,
  ) => {
    const parts = await books.loadParts({ bookId, chapter: number, revision });
    const plan = plannedChapter(planned(book), number);
    const complete = await runApart(completeChapter, { plan, parts, language: language.language }, { signal });
    await books.saveChapter({ bookId, revision }, complete.chapter, complete.words);
    return complete;
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
        const { course, standard, language } = context;
        const input = { course, standard, language, outline, chapterNumber: key.chapter, findings };
        const place = { chapter: key.chapter, part, revision: key.revision };
        const isAfterSections = part === 'frame' || part === 'study';
        const sections = isAfterSections ? await writtenSections(books, key, chapter) : [];
        const checkedApart = <Draft>(task: ModelTask<Draft>): ModelTask<Draft> => ({
          ...task,
          check: (draft) => runApart(checkPart, { ...input, part, sections, draft }, { signal: beat.signal }),
        });

        let content: object;
        if (part === 'frame') {
          const task = checkedApart(frameTask({ ...input, sections }));
          content = toStored(STORED_FRAME, await ask(writer, context, { ...place, purpose: 'frame' }, task, beat));
        } else if (part === 'study') {
          const task = checkedApart(studyTask({ ...input, sections }));
          content = toStored(STORED_STUDY, await ask(writer, context, { ...place, purpose: 'study' }, task, beat));
        } else {
          const task = checkedApart(sectionTask({ ...input, sectionNumber: Number(part.slice('section:'.length)) }));
          content = toStored(STORED_SECTION, await ask(writer, context, { ...place, purpose: 'section' }, task, beat));
        }
        const words = countWords(texts(content).join('\n'), context.language.language);
        await books.savePart({ ...key, content, words });
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
        const { chapter, text } = await putTogether(context, key, beat);
        const findings = await runApart(
          checkChapter,
          { chapter, course, outline: planned(context.book), standard, language },
          { signal: beat.signal },
        );
        if (findings.some(isVeto)) {
          await books.saveChapterReport({ bookId, revision }, { chapter: number, findings, items: [], scores: null });
          return { vetoes: findings.filter(isVeto).length };
        }
        const judgements = await Promise.all(
          judges.map(async (judge, index) => {
            const place = { purpose: 'judge' as const, chapter: number, revision };
            const answers = await judgeChapter({ course, chapter, text, standard, language }, (task, round) => {
              const part = round === 'first' ? `judge:${index + 1}` : `judge:${index + 1}:again`;
              return ask(judge, context, { ...place, part }, task, beat);
            });
            return { judge: judge.name, answers };
          }),
        );
        const judged = await runApart(scoreChapter, { chapter, standard, judgements }, { signal: beat.signal });
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
