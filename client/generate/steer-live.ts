/** `pause`, `resume`, `cancel`, `concurrency`: steers the live run, and prints what came of it. */
import { loadStatus } from '../../library/runs/progress.ts';
import { steerLiveRun, type Control } from '../../library/runs/steer.ts';
import { plural } from '../terminal/format.ts';
import { EXIT, UsageError } from '../typed/usage.ts';
import type { RunContext } from './run-commands.ts';

const DONE: Record<Control['kind'], string> = {
  pause: 'Paused: calls in hand finish, no new one starts. Go on with: npm run generate:enterprise resume',
  resume: 'The run goes on.',
  cancel: 'Cancelled: what is in work is broken off, published books stay.',
  concurrency: 'The window of the run is set.',
};

export async function steerLive(
  { session: { library }, screen }: Pick<RunContext, 'session' | 'screen'>,
  control: Control,
): Promise<number> {
  const steered = await steerLiveRun(library, control);
  if (!steered) throw new UsageError('No run is in progress. Start one: npm run generate:enterprise all 50 enrollment');
  const { runId, effect } = steered;
  screen.document({ ...(await loadStatus(library, runId)), request: control.kind, effect });
  screen.line(
    control.kind === 'concurrency'
      ? `${DONE.concurrency} ${plural(control.books, 'book')} at once.`
      : DONE[control.kind],
  );
  if (effect === 'queued')
    screen.line('No worker answers now: it takes effect when one does (npm start, or npm run worker).');
  return EXIT.done;
}
