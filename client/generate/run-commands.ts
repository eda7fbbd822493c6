/** `all`, `retry`, `watch`: start a run or meet the one that lives, show it, and say how it ended. */
import { findRetryCourses, findRunOf, findTroubledCourses } from '../../adapters/postgres/runs/last-run.ts';
import { whatToDo } from '../../adapters/logging/what-to-do.ts';
import type { RunInput, RunProgress } from '../../domain/run/run.ts';
import { count, plural } from '../terminal/format.ts';
import type { Interruption } from '../terminal/interruption.ts';
import type { Library } from '../session/library.ts';
import { endOfRun, findLiveRun, isClosed, startRun } from './run-control.ts';
import { describeEnd } from './run-events.ts';
import { statusDocument } from './run-status.ts';
import type { Screen } from '../terminal/screen.ts';
import { EXIT, UsageError } from '../typed/usage.ts';
import type { WorkflowEnd } from './workflow-end.ts';
import { watchRun } from './watch-run.ts';

export interface RunContext {
  library: Library;
  screen: Screen;
  interruption: Interruption;
}

export const WATCH_AGAIN = 'npm run generate:enterprise watch';

/** Starts the run that `input` asks for, stays with it, and prints its end. */
export async function runAll(context: RunContext, input: RunInput): Promise<number> {
  const { library } = context;
  const client = await library.temporal();
  const started = await startRun(client, input);
  const served = await library.ensureWorker();
  if (started.wasRunning) context.screen.note(meeting(input, served));
  return follow(context, {
    findRun: () => findRunOf(library.prisma, started.firstRunId),
    isLost: () => isClosed(started.handle),
    howLost: () => endOfRun(started.handle),
    staysOnInterrupt: served === 'fleet',
  });
}

/** Failed and held courses of the last run, with that run's options; nothing else. */
export async function runRetry(context: RunContext): Promise<number> {
  const { library, screen } = context;
  if (await findLiveRun(library))
    throw new UsageError(
      `A run is not done yet. Retry when it is; \`npm run generate:enterprise auto <course>\` writes one course now.`,
    );
  const { courses, input } = await findRetryCourses(library.prisma);
  if (courses.length === 0) {
    screen.line('Nothing to retry: no course of the last run failed or is held.');
    screen.document({ ...(await statusDocument(library)), retried: 0 });
    return EXIT.done;
  }
  screen.note(`Trying ${plural(courses.length, 'course')} again.`);
  const { concurrency, formats, standard, priorityMode, budgetUsd } = input;
  return runAll(context, {
    courseIds: courses.map(({ courseId }) => courseId),
    // A course may have failed before there was a book of it: then it is missing, and not failed.
    only: ['failed', 'held', 'missing'],
    ...(concurrency === undefined ? {} : { concurrency }),
    ...(formats === undefined ? {} : { formats }),
    ...(standard === undefined ? {} : { standard }),
    ...(priorityMode === undefined ? {} : { priorityMode }),
    ...(budgetUsd === undefined ? {} : { budgetUsd }),
  });
}

/** Shows the live run; with none, how the last one ended. */
export async function watchLive(context: RunContext): Promise<number> {
  const { library, screen } = context;
  const progress = await library.runs.loadProgress();
  if (!progress) {
    screen.line('No run was ever started. Start one: npm run generate:enterprise all 50 enrollment');
    screen.document(await statusDocument(library));
    return EXIT.done;
  }
  return follow(context, {
    findRun: () => Promise.resolve(progress.runId),
    isLost: () => Promise.resolve(false),
    howLost: () => Promise.resolve(null),
    staysOnInterrupt: true,
  });
}

interface FollowRequest {
  findRun: () => Promise<string | null>;
  isLost: () => Promise<boolean>;
  /** How the workflow of a lost run ended; null when it cannot be told. */
  howLost: () => Promise<WorkflowEnd | null>;
  /** Whether the run goes on without this process. */
  staysOnInterrupt: boolean;
}

/** Watches to the end, or to Ctrl-C, and prints what there is to say. */
export async function follow({ library, screen, interruption }: RunContext, request: FollowRequest): Promise<number> {
  const { findRun, isLost, howLost, staysOnInterrupt } = request;
  const hint = staysOnInterrupt
    ? 'Ctrl-C leaves the run alone: it goes on.'
    : 'Ctrl-C stops; the next start goes on where it was.';
  const progress = await watchRun({ library, screen, findRun, isLost, hint, signal: interruption.signal });
  screen.document(await statusDocument(library, progress?.runId));
  if (interruption.isAsked && !progress?.endTime) {
    screen.note(
      staysOnInterrupt
        ? `The run goes on. To see it again: ${WATCH_AGAIN}`
        : 'Stopping; the next start goes on where it was.',
    );
    return staysOnInterrupt ? EXIT.done : EXIT.someFailed;
  }
  if (!progress?.endTime) {
    for (const line of lostLines(await howLost())) screen.note(line);
    return EXIT.someFailed;
  }
  for (const line of await endLines(library, progress)) screen.line(line);
  return exitCodeOfRun(progress);
}

function lostLines(end: WorkflowEnd | null): string[] {
  if (!end) return ['The workflow of the run has closed without a word. See npm run logs:error.'];
  const advice = whatToDo(end.code);
  return [`The run ${end.outcome === 'failed' ? 'failed' : 'was ended'}: ${end.message}`, ...(advice ? [advice] : [])];
}

export const exitCodeOfRun = ({ status, failedCourses, heldCourses }: RunProgress): number =>
  status === 'completed' && failedCourses === 0 && heldCourses === 0 ? EXIT.done : EXIT.someFailed;

const SHOWN_TROUBLES = 20;

async function endLines({ prisma }: Library, progress: RunProgress): Promise<string[]> {
  const troubled = await findTroubledCourses(prisma, progress.runId, SHOWN_TROUBLES);
  const more = progress.failedCourses + progress.heldCourses - troubled.length;
  return [
    describeEnd(progress),
    ...troubled.map(
      ({ title, status, code, message }) => `  ${status}: ${title}: ${message ?? code ?? 'no reason was given'}`,
    ),
    ...(troubled.length > 0 && more > 0 && progress.status === 'completed' ? [`  … and ${count(more)} more`] : []),
    ...(troubled.length > 0 ? ['To try these again: npm run generate:enterprise retry'] : []),
  ];
}

function meeting(input: RunInput, served: 'ours' | 'fleet'): string {
  const what =
    served === 'ours' ? 'A run was interrupted; going on with it.' : 'A run is in progress already; watching it.';
  return Object.keys(input).length > 0 ? `${what} Its own options stand, those of this command were not used.` : what;
}
