/** `pause`, `resume`, `cancel`, `concurrency`, `budget`: steers the live run, and prints what came of it. */
import { loadStatus, type RunStatus } from '../../library/runs/progress.ts';
import { steerLiveRun, type Control } from '../../library/runs/steer.ts';
import { money, plural } from '../terminal/format.ts';
import { EXIT, UsageError } from '../typed/usage.ts';
import type { RunContext } from './run-commands.ts';

export async function steerLive(
  { session: { library }, screen }: Pick<RunContext, 'session' | 'screen'>,
  control: Control,
): Promise<number> {
  const steered = await steerLiveRun(library, control);
  if (!steered) throw new UsageError('No run is in progress. Start one: npm run generate:enterprise all 50 enrollment');
  const { runId, effect } = steered;
  const status = await loadStatus(library, runId);
  screen.document({ ...status, request: control.kind, effect });
  for (const line of effect === 'done' ? doneLines(control, status) : [queuedLine(control)]) screen.line(line);
  return EXIT.done;
}

export const queuedLine = ({ kind }: Control): string =>
  `Not yet: ${kind} is asked for, and no worker answers now. It takes effect when one does (npm start, or npm run worker).`;

/** @param status of the run once it has obeyed */
export function doneLines(control: Control, status: RunStatus): string[] {
  switch (control.kind) {
    case 'pause':
      return ['Paused: calls in hand finish, no new one starts. Go on with: npm run generate:enterprise resume'];
    case 'resume':
      return ['The run goes on.'];
    case 'cancel':
      return ['Cancelled: what is in work is broken off, published books stay.'];
    case 'concurrency':
      return [`The window of the run is set. ${plural(control.books, 'book')} at once.`];
    case 'budget': {
      const budget =
        control.usd === null ? 'The run has no budget any more.' : `The budget of the run is ${money(control.usd)}.`;
      const pause =
        status.run?.status === 'paused'
          ? [`The run is paused: ${status.run.pauseReason ?? 'no reason was given'}.`]
          : [];
      return [budget, ...pause];
    }
  }
}
