/** `auto`: one course, ahead of everything that waits, from here to its book. */
import { setTimeout as sleep } from 'node:timers/promises';
import { onTerminal } from '../../adapters/logging/terminal-text.ts';
import { whatToDo } from '../../adapters/logging/what-to-do.ts';
import type { BookResult } from '../../domain/run/book-run.ts';
import type { RunInput } from '../../domain/run/run.ts';
import { listBooks } from '../../library/books.ts';
import { startBook, type StartedBook } from '../../library/runs/book.ts';
import type { BookStageReply } from '../../workflows/contracts.ts';
import { requireCourse } from '../session/require-course.ts';
import { duration, plural } from '../terminal/format.ts';
import { EXIT } from '../typed/usage.ts';
import { WATCH_AGAIN, type RunContext } from './run-commands.ts';

const LOOK_EVERY_MS = 1_000;
const MANY_UNANSWERED = 4;
const MOST_EDITIONS = 1000;

export async function runAuto(
  context: RunContext,
  { course: typed, input }: { course: string; input: RunInput },
): Promise<number> {
  const { session, screen, interruption } = context;
  const { library } = session;
  const course = await requireCourse(library, typed);
  const book = await startBook(library, course, input);
  const served = await session.ensureWorker();
  const result = await follow(context, { book, title: course.title });
  if (result === null) {
    screen.note(
      served === 'fleet'
        ? `The book goes on. To see runs: ${WATCH_AGAIN}`
        : 'Stopping; the next start goes on where it was.',
    );
    screen.document({ course, outcome: null });
    return served === 'fleet' ? EXIT.done : EXIT.someFailed;
  }
  interruption.signal.throwIfAborted();

  const { books } = await listBooks(library, { courseId: course.id, limit: MOST_EDITIONS });
  const written = books.find(({ bookId }) => bookId === result.bookId) ?? null;
  screen.document({ course, ...result, book: written });
  for (const line of endLines(course.title, result)) screen.line(line);
  for (const { path } of written?.exports ?? []) screen.line(`  ${path}`);
  return result.outcome === 'published' || result.outcome === 'upToDate' ? EXIT.done : EXIT.someFailed;
}

/** Null when the person left before the end. */
async function follow(
  { screen, interruption }: RunContext,
  { book, title }: { book: StartedBook; title: string },
): Promise<BookResult | null> {
  const startedAt = Date.now();
  let ended = false;
  const onEnd = (): void => {
    ended = true;
  };
  book.result.then(onEnd, onEnd);
  let shown = '';
  let unanswered = 0;
  while (!ended && !interruption.isAsked) {
    const stage = await book.readStage();
    if (ended) break;
    unanswered = stage ? 0 : unanswered + 1;
    // A busy worker may leave one question unanswered; that is no news.
    const text = stage || unanswered >= MANY_UNANSWERED || shown === '' ? describeStage(stage) : shown;
    if (screen.isLive) screen.live([`${onTerminal(title)}: ${text} · ${duration(Date.now() - startedAt)}`]);
    else if (text !== shown) screen.line(`${title}: ${text}`);
    shown = text;
    await sleep(LOOK_EVERY_MS, undefined, { signal: interruption.signal }).catch(() => undefined);
  }
  screen.clear();
  if (ended) return book.result;
  book.leave();
  return null;
}

function describeStage(stage: BookStageReply | null): string {
  if (!stage) return 'waiting for a worker';
  if (stage.paused) return `paused: ${stage.pauseReason ?? ''}`;
  const revision = stage.revision > 0 ? `, revision ${stage.revision}` : '';
  const chapters =
    stage.chapters > 0 ? ` (${stage.chaptersDone} of ${plural(stage.chapters, 'chapter')}${revision})` : '';
  return `${stage.stage}${chapters}`;
}

const WORDS: Record<BookResult['outcome'], string> = {
  published: 'is published',
  upToDate: 'is up to date already',
  held: 'is held for a person',
  failed: 'failed',
  cancelled: 'was cancelled',
};

function endLines(title: string, { outcome, code, message }: BookResult): string[] {
  const advice = outcome === 'failed' && code ? whatToDo(code) : null;
  return [`${title} ${WORDS[outcome]}${message ? `: ${message}` : '.'}`, ...(advice ? [`What to do: ${advice}`] : [])];
}
