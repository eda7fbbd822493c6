/** Where a book is: for the `bookStage` query, for lists of workflows, and for its page in Temporal's Web UI. */
import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import { SEARCH_ATTRIBUTES, type BookStage, type BookStageReply } from '../contracts.ts';

export interface StageView {
  readonly at: Omit<BookStageReply, 'paused' | 'pauseReason'>;
  /** Notes what was opened. @param title as Markdown shows it */
  open(book: { bookId: string; title: string; subject: string | null }): void;
  enter(stage: BookStage): void;
  finishChapter(): void;
}

export function createStageView(): StageView {
  const at: StageView['at'] = { stage: 'opening', bookId: null, chaptersDone: 0, chapters: 0, revision: 0 };
  let shownTitle: string | null = null;
  const show = () => setCurrentDetails(describeStage(at, shownTitle));
  return {
    at,
    open({ bookId, title, subject }) {
      at.bookId = bookId;
      shownTitle = title;
      if (subject) upsertSearchAttributes([{ key: SEARCH_ATTRIBUTES.subject, value: subject }]);
    },
    enter(stage) {
      at.stage = stage;
      upsertSearchAttributes([{ key: SEARCH_ATTRIBUTES.bookStage, value: stage }]);
      show();
    },
    finishChapter() {
      at.chaptersDone += 1;
      upsertSearchAttributes([{ key: SEARCH_ATTRIBUTES.chaptersDone, value: at.chaptersDone }]);
      show();
    },
  };
}

const describeStage = (
  { stage, bookId, chapters, chaptersDone, revision }: StageView['at'],
  title: string | null,
): string =>
  [
    '| | |',
    '| --- | --- |',
    ...(title === null ? [] : [`| Course | ${title.replace(/[\\|*_`[\]<>]/g, '\\$&')} |`]),
    `| Stage | **${stage}** |`,
    `| Chapters written | ${chaptersDone} of ${chapters} |`,
    `| Revision | ${revision} |`,
    `| Book | ${bookId ?? 'not opened yet'} |`,
  ].join('\n');
