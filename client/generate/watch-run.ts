/**
 * Shows a run until it ends: a live view on a terminal, a line for each event elsewhere.
 *
 * It reads PostgreSQL only, so it goes on while workers, or Temporal itself, are away. A database that is away for a
 * while is waited for.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { LibraryError } from '../../domain/failure.ts';
import type { RunProgress } from '../../domain/run/run.ts';
import type { Library } from '../../library/library.ts';
import { listChanges, listInWork } from '../../library/runs/progress.ts';
import type { StartedRun } from '../../library/runs/start.ts';
import { RunEvents } from './run-events.ts';
import { renderRun } from './run-view.ts';
import type { Screen } from '../terminal/screen.ts';

export interface WatchRequest {
  library: Pick<Library, 'database' | 'runs'>;
  screen: Screen;
  run: Pick<StartedRun, 'findRunId' | 'isClosed'>;
  hint: string;
  signal: AbortSignal;
}

const LOOK_EVERY_MS = 1_000;
/** How often Temporal is asked whether the run still lives. */
const ASK_EVERY_LOOKS = 5;
/** Looks between two waiting notes when stdout is no terminal. */
const NOTE_EVERY_LOOKS = 10;
/** From here on something holds the worker up, such as a model that is not ready. */
const LONG_WAIT_LOOKS = 30;
/** How long a database may be away before the command gives up. */
const PATIENCE_MS = 120_000;

/** @returns the run's last state; null when it was interrupted, or lost, before there was one */
export async function watchRun({ library, screen, run, hint, signal }: WatchRequest): Promise<RunProgress | null> {
  const events = new RunEvents();
  let runId: string | null = null;
  let progress: RunProgress | null = null;
  let since = new Date(0);
  let awaySince: number | null = null;
  /** A run's row has its end before its workflow closes: after that the row is read once more. */
  let isLastLook = false;

  for (let looks = 1; !signal.aborted; looks += 1) {
    try {
      runId ??= await run.findRunId();
      progress = runId === null ? null : await library.runs.loadProgress(runId);
      if (runId !== null && progress) since = await show(runId, progress, since);
      else noteWaiting(looks);
      awaySince = null;
      if (progress?.endTime) break;
    } catch (error) {
      if (!(error instanceof LibraryError && error.code === 'DatabaseUnavailable')) throw error;
      awaySince ??= Date.now();
      if (Date.now() - awaySince > PATIENCE_MS) throw error;
      if (screen.isLive) screen.live(['The database does not answer; waiting for it …']);
    }
    if (isLastLook && awaySince === null) break;
    if (looks % ASK_EVERY_LOOKS === 0) isLastLook = await run.isClosed();
    await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
  screen.clear();
  return progress;

  /** Until a worker has opened the run there is nothing to show. */
  function noteWaiting(looks: number): void {
    const why = looks < LONG_WAIT_LOOKS ? '' : ' (npm run logs:view says what it waits for)';
    const text = `Waiting for a worker to begin the run … ${looks} s${why}`;
    if (screen.isLive) screen.live([text]);
    else if (looks % NOTE_EVERY_LOOKS === 0) screen.note(text);
  }

  async function show(id: string, current: RunProgress, from: Date): Promise<Date> {
    const now = new Date();
    if (screen.isLive) {
      const work = await listInWork(library, id, 200);
      const { columns, rows, isColored } = screen;
      screen.live(renderRun({ progress: current, work, now, columns, rows, isColored, hint }));
      return from;
    }
    const changes = await listChanges(library, id, from);
    for (const line of events.since(current, changes, now)) screen.line(line);
    return changes.at(-1)?.changedAt ?? from;
  }
}
