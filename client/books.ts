/** `npm run books -- list | show <course> | verify <course|--all>`: what is in the library, and whether it is whole. */
import { bookPages, listBooks, showBooks, verifyBooks, type ListedBook } from '../library/books.ts';
import type { Library } from '../library/library.ts';
import { parseBooks, BOOK_FLAGS, SCRIPT, type BooksRequest } from './books/book-arguments.ts';
import { bookPage, booksTable, verifyLines } from './books/book-lines.ts';
import { runCommand, type CommandContext } from './session/command.ts';
import { openSession } from './session/session.ts';
import { requireResolved, undoNpm } from './typed/npm-arguments.ts';
import { requireCourse } from './session/require-course.ts';
import { createScreen, type Screen } from './terminal/screen.ts';
import { EXIT } from './typed/usage.ts';

async function main({ env, logger, argv }: CommandContext): Promise<number> {
  const typed = { script: SCRIPT, argv, npmFlags: env.npmFlags, flags: BOOK_FLAGS, positionalsOf: () => [] };
  const request = await parseBooks(requireResolved(undoNpm(typed, null), typed), (text) => console.log(text.trimEnd()));
  const screen = createScreen({ json: request.json });
  const session = await openSession({ env, logger, needs: ['postgres'], onStep: (step) => screen.step(step) });
  try {
    return await perform(request, session.library, screen);
  } finally {
    await session.close();
  }
}

async function perform(request: BooksRequest, library: Library, screen: Screen): Promise<number> {
  switch (request.command) {
    case 'list': {
      await printList(request, library, screen);
      return EXIT.done;
    }
    case 'show': {
      const course = await requireCourse(library, request.course);
      const books = await showBooks(library, course.id);
      screen.document({ course, books });
      for (const book of books) for (const line of bookPage(book)) screen.line(line);
      if (books.length === 0)
        screen.line(
          `"${course.title}" has no book yet. Write it: npm run generate:enterprise auto ${course.code ?? course.id}`,
        );
      return EXIT.done;
    }
    case 'verify': {
      const course = request.course === null ? null : await requireCourse(library, request.course);
      const result = await verifyBooks(library, course?.id);
      screen.document(result);
      for (const line of verifyLines(result)) screen.line(line);
      return result.isWhole ? EXIT.done : EXIT.someFailed;
    }
  }
}

/** A page with its successor where one was asked for; else every book, page by page. */
async function printList({ limit, after, json }: ListRequest, library: Library, screen: Screen): Promise<void> {
  if (limit !== null || after !== null) {
    const page = await listBooks(library, { limit: limit ?? DEFAULT_PAGE, after });
    screen.document(page);
    screen.line(page.books.length === 0 ? 'No more books.' : booksTable(page.books, screen.columns));
    if (page.next) screen.line(`More: ${SCRIPT} list --limit ${limit ?? DEFAULT_PAGE} --after ${page.next}`);
    return;
  }
  const all: ListedBook[] = [];
  let count = 0;
  for await (const books of bookPages(library)) {
    count += books.length;
    if (json) all.push(...books);
    else if (books.length > 0) screen.line(booksTable(books, screen.columns));
  }
  screen.document({ books: all });
  if (count === 0) screen.line('No book was written yet. Start: npm run generate:enterprise all 50 enrollment');
}

const DEFAULT_PAGE = 100;

type ListRequest = Extract<BooksRequest, { command: 'list' }>;

// Last: what is declared below an awaited line does not exist while it waits.
await runCommand('books', main);
