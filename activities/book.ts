/** Steps that open and close a book: rows only, quick, safe to repeat. */
import type { BookStore, OpenedBook } from '../domain/ports/books.ts';
import type { RunStore } from '../domain/ports/runs.ts';
import type { RunApart } from '../domain/ports/run-apart.ts';
import { admitCourse } from '../domain/course/content.ts';
import { cutAtWord, plainTitle } from '../domain/course/title.ts';
import { DEFAULT_KINDS } from '../domain/exports/export.ts';
import type { Standard } from '../domain/standard/standard.ts';
import type { BookInput, BookResult } from '../domain/run/book-run.ts';

interface Dependencies {
  books: BookStore;
  runs: RunStore;
  /** The standard that a book is written to: the one named, else the environment's. */
  loadStandard: (id: string | null) => Promise<{ standard: Standard; hash: string }>;
  model: { name: string; isRehearsal: boolean };
  runApart: RunApart;
}

/** Characters of a title that are shown in Temporal's Web UI. */
const SHOWN_TITLE = 80;
/** Characters of a subject by which books are found there: Temporal's columns hold no more than 255. */
const SEARCHED_SUBJECT = 250;

export type OpenedForWriting = OpenedBook & { maxRevisions: number; subject: string | null; title: string };

export const createBookActivities = ({ books, runs, loadStandard, model, runApart }: Dependencies) => ({
  /**
   * Finds the book to write for the course and notes in its run that it is in work.
   * @throws LibraryError CourseNotFound, CourseRefused, StandardNotFound, StandardInvalid
   */
  async openBook(input: BookInput): Promise<OpenedForWriting> {
    if (input.runId && input.slot !== null) await runs.startCourse(input.runId, input.courseId, input.slot);
    const course = await books.loadCourse(input.courseId);
    const { standard, hash } = await loadStandard(input.standard);
    const admitted = await runApart(admitCourse, { course, standard });
    const opened = await books.openBook({
      course,
      identity: {
        standard: standard.id,
        standardHash: hash,
        model: model.name,
        isRehearsal: model.isRehearsal,
        courseHash: admitted.hash,
      },
      kinds: input.formats ?? DEFAULT_KINDS,
      runId: input.runId,
      reopenHeld: input.reopenHeld,
      askAgain: input.askAgain ?? false,
    });
    return {
      ...opened,
      maxRevisions: standard.maxRevisions,
      subject: course.subject && cutAtWord(course.subject, SEARCHED_SUBJECT),
      title: cutAtWord(plainTitle(course.title), SHOWN_TITLE),
    };
  },

  /** Notes in the run how the course ended. */
  async recordOutcome({ runId, result }: { runId: string | null; result: BookResult }): Promise<void> {
    if (runId) await runs.finishCourse(runId, result.courseId, result);
  },
});
