/** The verdict over a whole book at one revision. */
import { titleOfPart } from '../domain/chapter/waves.ts';
import { chapterWork } from '../domain/quality/chapter-work.ts';
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

export const createQualityActivities = ({ books, loadStandard, runApart, parts }: WritingDependencies) => {
  const { openContext } = createWritingContexts({ books, loadStandard });
  const work = chapterWork(parts);
  return {
    /** The verdict over the whole book at this revision. */
    concludeQuality: ({ bookId, revision }: { bookId: string; revision: number }): Promise<QualityResult> =>
      withHeartbeat(async ({ signal }) => {
        const context = await openContext(bookId);
        const { course, standard, language } = context;
        const outline = planned(context.book);
        const report =
          (await books.findReport({ bookId, revision })) ??
          concludeQuality(
            {
              chapterReports: await books.loadChapterReports({ bookId, revision }),
              bookFindings: await runApart(
                work.checkStoredBook,
                { course, outline, stored: await books.loadBookParts(bookId), standard, language },
                { signal },
              ),
              standard,
              isRehearsal: context.book.isRehearsal,
            },
            parts,
          );
        await books.saveReport({ bookId, revision }, report);
        return {
          verdict: report.verdict,
          reason:
            report.verdict === 'accept'
              ? null
              : nameFindings(report.findings, (place) => titleOfPart(outline, place, parts)),
          quality: report.isRehearsal ? null : (report.scores?.quality ?? null),
          weakParts: report.weakParts,
        };
      }),
  };
};
