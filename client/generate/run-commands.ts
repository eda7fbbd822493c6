/** `all`, `retry`, `watch`: start a run or meet the one that lives, show it, and say how it ended. */
import { whatToDo } from '../../adapters/logging/what-to-do.ts';
import type { RunInput, RunProgress } from '../../domain/run/run.ts';
import type { Library } from '../../library/library.ts';
import { listTroubles, loadStatus } from '../../library/runs/progress.ts';
import { findRetry, startRun, type StartedRun } from '../../library/runs/start.ts';
import type { WorkflowEnd } from '../../library/runs/workflow-end.ts';
import { findLiveRun } from '../../library/runs/workflows.ts';
import { NEW_COURSES_WORKFLOW_ID } from '../../workflows/contracts.ts';
import type { Session } from '../session/session.ts';
import { count, plural } from '../terminal/format.ts';
import type { Interruption } from '../terminal/interruption.ts';
import { describeEnd } from './run-events.ts';
import type { Screen } from '../terminal/screen.ts';
import { EXIT, UsageError } from '../typed/usage.ts';
import { watchRun } from './watch-run.ts';

export interface RunContext {
  session: Session;
  screen: Screen;
  interruption: Interruption;
}

export const WATCH_AGAIN = 'npm run generate:enterprise watch';

/** Starts the run that `input` asks for, stays with it, and prints its end. */
export async function runAll(context: RunContext, input: RunInput): Promise<number> {
  const { session, screen } = context;
  const started = await startRun(session.library, input);
  const served = await session.ensureWorker();
  if (started.wasRunning) screen.note(meeting(input, served));
  return follow(context, { run: started, staysOnInterrupt: served === 'fleet' });
}

/** Failed and held courses of the last run, with that run's options; nothing else. */
export async function runRetry(context: RunContext): Promise<number> {
  const { session, screen } = context;
  const { library } = session;
  const live = await findLiveRun(library);
  if (live && live.workflowId !== NEW_COURSES_WORKFLOW_ID)
    throw new UsageError(
      `A run is not done yet. Retry when it is; \`npm run generate:enterprise auto <course>\` writes one course now.`,
    );
  const retry = await findRetry(library);
  if (!retry) {
    screen.line('Nothing to retry: no course of the last run failed or is held.');
    screen.document({ ...(await loadStatus(library)), retried: 0 });
    return EXIT.done;
  }
  screen.note(`Trying ${plural(retry.courses, 'course')} again.`);
  return runAll(context, retry.input);
}

/** Shows the live run; with none, how the last one ended. */
export async function watchLive(context: RunContext): Promise<number> {
  const { session, screen } = context;
  const status = await loadStatus(session.library);
  const { run } = status;
  if (!run) {
    screen.line('No run was ever started. Start one: npm run generate:enterprise all 50 enrollment');
    screen.document(status);
    return EXIT.done;
  }
  return follow(context, {
    run: {
      findRunId: () => Promise.resolve(run.runId),
      isClosed: () => Promise.resolve(false),
      findEnd: () => Promise.resolve(null),
    },
    staysOnInterrupt: true,
  });
}

interface FollowRequest {
  run: Omit<StartedRun, 'wasRunning'>;
  /** Whether the run goes on without this process. */
  staysOnInterrupt: boolean;
}

/** Watches to the end, or to Ctrl-C, and prints what there is to say. */
export async function follow(
  { session: { library }, screen, interruption }: RunContext,
  { run, staysOnInterrupt }: FollowRequest,
): Promise<number> {
  const hint = staysOnInterrupt
    ? 'Ctrl-C leaves the run alone: it goes on.'
    : 'Ctrl-C stops; the next start goes on where it was.';
  const progress = await watchRun({ library, screen, run, hint, signal: interruption.signal });
  screen.document(await loadStatus(library, progress?.runId));
  if (interruption.isAsked && !progress?.endTime) {
    screen.note(
      staysOnInterrupt
        ? `The run goes on. To see it again: ${WATCH_AGAIN}`
        : 'Stopping; the next start goes on where it was.',
    );
    return staysOnInterrupt ? EXIT.done : EXIT.someFailed;
  }
  if (!progress?.endTime) {
    for (const line of lostLines(await run.findEnd())) screen.note(line);
    return EXIT.someFailed;
  }
  for (const line of await endLines(library, progress)) screen.line(line);
  return exitCodeOfRun(progress);
}

function lostLines(end: WorkflowEnd | null): string[] {
  if (!end) return ['The workflow of the run closed before it opened the run. See npm run logs:error.'];
  const advice = whatToDo(end.code);
  return [`The run ${end.outcome === 'failed' ? 'failed' : 'was ended'}: ${end.message}`, ...(advice ? [advice] : [])];
}

export const exitCodeOfRun = ({ status, failedCourses, heldCourses }: RunProgress): number =>
  status === 'completed' && failedCourses === 0 && heldCourses === 0 ? EXIT.done : EXIT.someFailed;

const SHOWN_TROUBLES = 20;

async function endLines(library: Library, progress: RunProgress): Promise<string[]> {
  const troubled = await listTroubles(library, progress.runId, SHOWN_TROUBLES);
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
