/** The verdict over a whole book at one revision. */
import { checkBook } from '../domain/quality/book.ts';
import { nameFindings } from '../domain/quality/report.ts';
import { concludeQuality } from '../domain/quality/score.ts';
import { withHeartbeat } from './heartbeat.ts';
import { createWritingContexts, planned, type WritingDependencies } from './writing-context.ts';

export interface QualityResult {
  verdict: 'accept' | 'revise';
  reason: string | null;
  quality: number | null;
  weakParts: { chapter: number; part: string }[];
}

export const createQualityActivities = ({ books, loadStandard, runApart }: WritingDependencies) => {
  const { openContext } = createWritingContexts({ books, loadStandard });
  return {
    /** The verdict over the whole book at this revision. */
    concludeQuality: ({ bookId, revision }: { bookId: string; revision: number }): Promise<QualityResult> =>
      withHeartbeat(async ({ signal }) => {
        const context = await openContext(bookId);
        const { course, standard, language } = context;
        const report =
          (await books.findReport({ bookId, revision })) ??
          concludeQuality({
            chapterReports: await books.loadChapterReports({ bookId, revision }),
            bookFindings: await runApart(
              checkBook,
              {
                course,
                outline: planned(context.book),
                chapters: await books.loadChapters(bookId),
                standard,
                language,
              },
              { signal },
            ),
            standard,
            isRehearsal: context.book.isRehearsal,
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
