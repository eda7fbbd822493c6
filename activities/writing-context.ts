/** What every step that asks the model needs: the book, its course, its standard and language, and a way to ask. */
import type { BookRow, BookStore, BookAndCourse } from '../domain/ports/books.ts';
import { bookLanguage, type BookLanguage } from '../domain/course/book-language.ts';
import type { PartRegistry } from '../domain/chapter/parts/registry.ts';
import type { Course } from '../domain/course/course.ts';
import { LibraryError } from '../domain/failure.ts';
import type { Finding } from '../domain/finding.ts';
import type { CallPlace, LanguageModel, ModelTask } from '../domain/model/language-model.ts';
import type { Outline } from '../domain/outline/outline.ts';
import type { Standard } from '../domain/standard/standard.ts';
import type { RunApart } from '../domain/ports/run-apart.ts';
import type { Beat } from './heartbeat.ts';

export interface WritingDependencies {
  books: BookStore;
  writer: LanguageModel;
  judges: LanguageModel[];
  loadStandard: (id: string) => Promise<{ standard: Standard }>;
  runApart: RunApart;
  /** What a chapter may be made of. */
  parts: PartRegistry;
}

export interface WritingContext {
  book: BookRow;
  course: Course;
  standard: Standard;
  language: BookLanguage;
}

export function createWritingContexts({ books, loadStandard }: Pick<WritingDependencies, 'books' | 'loadStandard'>) {
  /** Everything that a writing step needs of its book. */
  const openContext = async (bookId: string): Promise<WritingContext> =>
    withStandard(await books.loadBookAndCourse(bookId));
  const withStandard = async ({ book, course }: BookAndCourse): Promise<WritingContext> => {
    const { standard } = await loadStandard(book.standard);
    return { book, course, standard, language: bookLanguage(course, book) };
  };

  return { openContext, withStandard };
}

export const ask = <Draft>(
  model: LanguageModel,
  context: WritingContext,
  place: Pick<CallPlace, 'purpose' | 'chapter' | 'part' | 'revision'>,
  task: ModelTask<Draft>,
  beat: Beat,
): Promise<Draft> =>
  model.complete({ ...place, courseId: context.course.id, bookId: context.book.id, runId: context.book.runId }, task, {
    signal: beat.signal,
    onProgress: beat.note,
  });

export function planned(book: BookRow): Outline {
  if (!book.outline)
    throw new LibraryError(
      'StateConflict',
      `Expected book ${book.id} to have an accepted outline; it has none yet (${book.status}).`,
    );
  return book.outline;
}

export const isVeto = (finding: Finding): boolean => finding.severity === 'veto';
export const details = (findings: Finding[]): string[] => findings.map(({ rule, detail }) => `${rule}: ${detail}`);
