/**
 * Chapters, part by part, and their check. A row that exists is returned and the model is not asked. Texts stay in the
 * database; only ids, counts and verdicts travel.
 */
import { countPartWords } from '../domain/chapter/assemble.ts';
import { findPart, writtenBefore } from '../domain/chapter/waves.ts';
import { plannedChapter } from '../domain/outline/outline.ts';
import { chapterWork } from '../domain/quality/chapter-work.ts';
import { findingsFor } from '../domain/quality/report.ts';
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

interface ChapterKey {
  bookId: string;
  chapter: number;
  revision: number;
}

export const createChapterActivities = ({
  books,
  writer,
  judges,
  loadStandard,
  runApart,
  parts,
}: WritingDependencies) => {
  const { withStandard } = createWritingContexts({ books, loadStandard });
  const work = chapterWork(parts);
  /** The chapter of its parts as they are at this revision. */
  const putTogether = async (
    { book, standard, language }: WritingContext,
    { bookId, chapter, revision }: ChapterKey,
    { signal }: Beat,
  ) => {
    const stored = await books.loadParts({ bookId, chapter, revision });
    const plan = plannedChapter(planned(book), chapter);
    const input = { plan, stored, standard, language: language.language };
    const complete = await runApart(work.completeChapter, input, { signal });
    const { title } = complete.chapter;
    await books.saveChapter({ bookId, revision }, { number: chapter, title, words: complete.words });
    return complete;
  };

  return {
    /**
     * Writes one part of a chapter. One that stays unsound after its asks is kept with its faults: it holds the book, and
     * the other parts go on.
     * @returns its length in words; never the text
     * @throws LibraryError StateConflict when the chapter has no such part; ModelOutputInvalid when no draft had
     *   the shape that was asked for, and the model's other failures
     */
    writePart: (key: ChapterKey & { part: string }): Promise<{ words: number }> =>
      withHeartbeat(async (beat) => {
        const opened = await books.openPart(key);
        if ('words' in opened) return opened;

        const context = await withStandard(opened);
        const outline = planned(context.book);
        const plan = plannedChapter(outline, key.chapter);
        const { definition, section } = findPart(plan, key.part, parts);
        const { bookId, chapter, part, revision } = key;
        const { course, standard, language } = context;
        const report = revision === 0 ? null : await books.findReport({ bookId, revision: revision - 1 });
        const stored = definition.wave === 'teaching' ? [] : await books.loadParts({ bookId, chapter, revision });
        const written = writtenBefore(definition, plan, { stored, registry: parts });
        const findings = report ? details(findingsFor(report, key)) : [];
        const place = { chapter, part, revision, purpose: definition.name };
        const { content, faults } = await definition.write(
          { course, outline, plan, section, standard, language, written, findings },
          {
            ask: (task) => ask(writer, context, place, task, beat),
            check: (draft) =>
              runApart(
                work.checkPart,
                { course, outline, standard, language, chapter, part, stored, draft },
                { signal: beat.signal },
              ),
          },
        );
        const words = countPartWords(content, context.language.language);
        await books.savePart({ ...key, content, words, faults });
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
        const { chapter, text, unsound } = await putTogether(context, key, beat);
        const findings = await runApart(
          work.checkChapter,
          { chapter, unsound, course, outline: planned(context.book), standard, language },
          { signal: beat.signal },
        );
        if (findings.some(isVeto)) {
          await books.saveChapterReport({ bookId, revision }, { chapter: number, findings, items: [], scores: null });
          return { vetoes: findings.filter(isVeto).length };
        }
        const judgements = await Promise.all(
          judges.map(async (judge, index) => {
            const place = { purpose: 'judge', chapter: number, revision };
            const answers = await judgeChapter({ course, chapter, text, standard, language }, (task, round) => {
              const part = round === 'first' ? `judge:${index + 1}` : `judge:${index + 1}:again`;
              return ask(judge, context, { ...place, part }, task, beat);
            });
            return { judge: judge.name, answers };
          }),
        );
        const judged = await runApart(work.scoreChapter, { chapter, standard, judgements }, { signal: beat.signal });
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
