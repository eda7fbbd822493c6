/** The plan of a book: from the course's own modules, else by the model; then the plan gate. One row under one key. */
import { nameFindings } from '../domain/quality/report.ts';
import type { Finding } from '../domain/finding.ts';
import type { Outline } from '../domain/outline/outline.ts';
import { checkOutline, outlineFromCourse, outlineFromDraft } from '../domain/outline/plan.ts';
import { outlineTask } from '../domain/outline/prompt.ts';
import { withHeartbeat } from './heartbeat.ts';
import { ask, createWritingContexts, details, isVeto, type WritingDependencies } from './writing-context.ts';

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
export const createOutlineActivities = ({ books, writer, loadStandard }: WritingDependencies) => {
  const { openContext } = createWritingContexts({ books, loadStandard });
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
        if (stored && context.book.outline) return planResult(stored, context.book.outline);

        const earlier = revision === 0 ? null : await books.findOutlineReport({ bookId, revision: revision - 1 });
        const outline =
          outlineFromCourse(course, standard) ??
          outlineFromDraft(
            course,
            await ask(
              writer,
              context,
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
  };
};

const planResult = (report: { verdict: 'accept' | 'revise'; findings: Finding[] }, outline: Outline): PlanResult => ({
  verdict: report.verdict,
  reason: report.verdict === 'accept' ? null : `The plan: ${nameFindings(report.findings)}`,
  chapters: outline.chapters.map(({ number, title, sections }) => ({
    number,
    title: title.slice(0, 80),
    sections: sections.length,
  })),
});
