/** `npm run books -- list | show <course> | verify <course|--all>`: what is in the library, and whether it is whole. */
import { listBooks, showBooks } from '../adapters/postgres/books/book-list.ts';
import { parseBooks, BOOK_FLAGS, SCRIPT, type BooksRequest } from './books/book-arguments.ts';
import { bookDocument, bookPage, booksTable } from './books/book-lines.ts';
import { openStorage } from './books/book-storage.ts';
import { verifyBooks, verifyLines } from './books/book-verify.ts';
import { runCommand, type CommandContext } from './session/command.ts';
import { openLibrary, type Library } from './session/library.ts';
import { undoNpm } from './typed/npm-arguments.ts';
import { requireCourse } from './session/require-course.ts';
import { createScreen, type Screen } from './terminal/screen.ts';
import { EXIT, UsageError } from './typed/usage.ts';

async function main({ env, logger, argv }: CommandContext): Promise<number> {
  const undone = undoNpm(
    { script: SCRIPT, argv, npmFlags: env.npmFlags, flags: BOOK_FLAGS, positionalsOf: () => [] },
    null,
  );
  if (undone.state !== 'resolved')
    throw new UsageError(undone.state === 'refused' ? undone.message : 'Name one course.');
  const request = await parseBooks(undone.argv, (text) => console.log(text.trimEnd()));
  const screen = createScreen({ json: request.json });
  const library = await openLibrary({ env, logger, needs: ['postgres'], onStep: (step) => screen.step(step) });
  try {
    return await perform(request, library, screen);
  } finally {
    await library.close();
  }
}

async function perform(request: BooksRequest, { prisma, env }: Library, screen: Screen): Promise<number> {
  const storage = openStorage(env);
  switch (request.command) {
    case 'list': {
      const books = await listBooks(prisma);
      screen.document({ books: books.map((book) => bookDocument(book, storage)) });
      screen.line(
        books.length === 0
          ? 'No book was written yet. Start: npm run generate:enterprise all 50 enrollment'
          : booksTable(books, screen.columns),
      );
      return EXIT.done;
    }
    case 'show': {
      const course = await requireCourse(prisma, request.course);
      const books = await showBooks(prisma, course.id);
      screen.document({ course, books: books.map((book) => bookDocument(book, storage)) });
      for (const book of books) for (const line of bookPage(book, storage)) screen.line(line);
      if (books.length === 0)
        screen.line(
          `"${course.title}" has no book yet. Write it: npm run generate:enterprise auto ${course.code ?? course.id}`,
        );
      return EXIT.done;
    }
    case 'verify': {
      const course = request.course === null ? null : await requireCourse(prisma, request.course);
      const result = await verifyBooks(await listBooks(prisma, course?.id), storage);
      screen.document(result);
      for (const line of verifyLines(result)) screen.line(line);
      return result.isWhole ? EXIT.done : EXIT.someFailed;
    }
  }
}

// Last: what stands below an awaited line does not exist while it waits.
await runCommand('books', main);
