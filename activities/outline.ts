/** The plan of a book: from the course's own modules, else by the model; then the plan gate. One row under one key. */
import { chapterWaves } from '../domain/chapter/waves.ts';
import { nameFindings, type OutlineReport } from '../domain/quality/report.ts';
import type { Standard } from '../domain/standard/standard.ts';
import type { Finding } from '../domain/finding.ts';
import type { Outline } from '../domain/outline/outline.ts';
import { checkOutline, outlineFromDraft, planCourse } from '../domain/outline/plan.ts';
import { outlineTask } from '../domain/outline/prompt.ts';
import { withHeartbeat, type Beat } from './heartbeat.ts';
import {
  ask,
  createWritingContexts,
  details,
  isVeto,
  type WritingContext,
  type WritingDependencies,
} from './writing-context.ts';

export interface ChapterPlan {
  number: number;
  title: string;
  /** Names of its parts: those of one wave are written side by side, the waves one after another. */
  waves: string[][];
}
export interface PlanResult {
  verdict: 'accept' | 'revise';
  /** For a person, when the plan is not accepted. */
  reason: string | null;
  chapters: ChapterPlan[];
}
export const createOutlineActivities = ({ books, writer, loadStandard, runApart, parts }: WritingDependencies) => {
  const { openContext } = createWritingContexts({ books, loadStandard });
  /** What the model plans goes through the same gate. */
  const planByModel = async (
    context: WritingContext,
    { revision, earlier }: { revision: number; earlier: { findings: Finding[] } | null },
    beat: Beat,
  ): Promise<{ outline: Outline; findings: Finding[] }> => {
    const { course, standard, language } = context;
    const place = { purpose: 'outline', chapter: 0, part: 'outline', revision };
    const task = outlineTask({ course, standard, language, findings: details(earlier?.findings ?? []) });
    const outline = outlineFromDraft(course, await ask(writer, context, place, task, beat), standard);
    return { outline, findings: checkOutline(outline, { course, standard, language }) };
  };

  const planResult = (report: OutlineReport, outline: Outline, standard: Standard): PlanResult => ({
    verdict: report.verdict,
    reason: report.verdict === 'accept' ? null : `The plan: ${nameFindings(report.findings)}`,
    chapters: outline.chapters.map((chapter) => ({
      number: chapter.number,
      title: chapter.title.slice(0, 80),
      waves: chapterWaves(chapter, standard, parts),
    })),
  });

  return {
    /**
     * Plans the book: from the course's own modules where it has them, else by the model; then the plan gate.
     * @throws LibraryError ModelOutputInvalid and the model's other failures
     */
    draftOutline: ({ bookId, revision }: { bookId: string; revision: number }): Promise<PlanResult> =>
      withHeartbeat(async (beat) => {
        const context = await openContext(bookId);
        const { course, standard, language } = context;
        const stored = await books.findOutlineReport({ bookId, revision });
        if (stored && context.book.outline) return planResult(stored, context.book.outline, standard);

        const earlier = revision === 0 ? null : await books.findOutlineReport({ bookId, revision: revision - 1 });
        const own = await runApart(planCourse, { course, standard, language }, { signal: beat.signal });
        const { outline, findings } = own ?? (await planByModel(context, { revision, earlier }, beat));
        const report = { verdict: findings.some(isVeto) ? ('revise' as const) : ('accept' as const), findings };
        if (report.verdict === 'accept') await books.saveOutline(bookId, outline);
        await books.saveOutlineReport({ bookId, revision }, report);
        return planResult(report, outline, standard);
      }),
  };
};
