/** `auto`: one course, ahead of everything that waits, from here to its book. */
import { onTerminal } from '../../adapters/logging/terminal-text.ts';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client, WorkflowHandle } from '@temporalio/client';
import { listBooks } from '../../adapters/postgres/books/book-list.ts';
import { whatToDo } from '../../adapters/logging/what-to-do.ts';
import type { RunInput } from '../../domain/run/run.ts';
import type { BookResult } from '../../domain/run/book-run.ts';
import { bookStageQuery, type BookStageReply } from '../../workflows/contracts.ts';
import { bookDocument } from '../books/book-lines.ts';
import { openStorage } from '../books/book-storage.ts';
import { duration, plural } from '../terminal/format.ts';
import { WATCH_AGAIN, type RunContext } from './run-commands.ts';
import { startBook } from './run-control.ts';
import { endOf } from './workflow-end.ts';
import { requireCourse } from '../session/require-course.ts';
import { EXIT } from '../typed/usage.ts';

const LOOK_EVERY_MS = 1_000;
const ASK_PATIENCE_MS = 2_000;
const MANY_UNANSWERED = 4;

export async function runAuto(
  context: RunContext,
  { course: typed, input }: { course: string; input: RunInput },
): Promise<number> {
  const { library, screen, interruption } = context;
  const course = await requireCourse(library.prisma, typed);
  const { formats, standard } = input;
  const client = await library.temporal();
  const handle = await startBook(client, { courseId: course.id, title: course.title, formats, standard });
  const served = await library.ensureWorker();
  const result = await follow(context, { client, handle, title: course.title });
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

  const books = await listBooks(library.prisma, course.id);
  const book = books.find(({ bookId }) => bookId === result.bookId) ?? null;
  const storage = openStorage(library.env);
  screen.document({ course, ...result, book: book && bookDocument(book, storage) });
  for (const line of endLines(course.title, result)) screen.line(line);
  for (const { path } of book?.exports ?? []) screen.line(`  ${storage.locate(path)}`);
  return result.outcome === 'published' || result.outcome === 'upToDate' ? EXIT.done : EXIT.someFailed;
}

/** Null when the person left before the end. */
async function follow(
  { screen, interruption }: RunContext,
  { client, handle, title }: { client: Client; handle: WorkflowHandle; title: string },
): Promise<BookResult | null> {
  const startedAt = Date.now();
  let ended: BookResult | Error | null = null;
  // Calls that are on their way when we leave are called off: one that is tried again on a closed connection throws.
  const leaving = new AbortController();
  const calling = <Reply>(work: () => Promise<Reply>, signal = leaving.signal) => client.withAbortSignal(signal, work);
  calling(() => handle.result()).then(
    (result: BookResult) => (ended = result),
    (error: unknown) => (ended = error instanceof Error ? error : new Error(String(error))),
  );
  let told = '';
  let unanswered = 0;
  while (ended === null && !interruption.isAsked) {
    const patience = AbortSignal.any([leaving.signal, AbortSignal.timeout(ASK_PATIENCE_MS)]);
    // Null while no worker answers: the book waits, and so do we.
    const stage = await calling(() => handle.query(bookStageQuery), patience).catch(() => null);
    if (ended !== null) break;
    unanswered = stage ? 0 : unanswered + 1;
    // A busy worker may leave one question unanswered; that is no news.
    const said = stage || unanswered >= MANY_UNANSWERED || told === '' ? describeStage(stage) : told;
    if (screen.isLive) screen.live([`${onTerminal(title)}: ${said} · ${duration(Date.now() - startedAt)}`]);
    else if (said !== told) screen.line(`${title}: ${said}`);
    told = said;
    await sleep(LOOK_EVERY_MS, undefined, { signal: interruption.signal }).catch(() => undefined);
  }
  screen.clear();
  const result = resultOf(ended);
  leaving.abort();
  return result;
}

function describeStage(stage: BookStageReply | null): string {
  if (!stage) return 'waiting for a worker';
  if (stage.paused) return `paused: ${stage.pauseReason ?? ''}`;
  const revision = stage.revision > 0 ? `, revision ${stage.revision}` : '';
  const chapters =
    stage.chapters > 0 ? ` (${stage.chaptersDone} of ${plural(stage.chapters, 'chapter')}${revision})` : '';
  return `${stage.stage}${chapters}`;
}

function resultOf(ended: BookResult | Error | null): BookResult | null {
  if (!(ended instanceof Error)) return ended;
  const end = endOf(ended);
  if (!end) throw ended;
  return { courseId: '', bookId: null, ...end };
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
