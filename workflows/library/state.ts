/** What a run knows of itself: ids and counts only, small enough to be carried on when the workflow continues as new. */
import { setCurrentDetails } from '@temporalio/workflow';
import type { RunInput } from '../../domain/run/run.ts';
import type { LibraryProgress, LibraryState } from '../contracts.ts';

const DEFAULT_CONCURRENCY = 10;

export const freshState = (request: RunInput): LibraryState => ({
  runId: '',
  total: 0,
  concurrency: request.concurrency ?? DEFAULT_CONCURRENCY,
  budgetUsd: request.budgetUsd ?? null,
  cursor: { position: 0 },
  arrivals: { areWaiting: false, named: [] },
  queue: [],
  inFlight: {},
  adopted: [],
  counts: { published: 0, upToDate: 0, held: 0, failed: 0, cancelled: 0 },
  started: 0,
  paused: false,
  pauseReason: null,
});

export const progressOf = (state: LibraryState, isClosing: boolean): LibraryProgress => ({
  runId: state.runId || null,
  status: isClosing ? 'closing' : state.paused ? 'paused' : 'running',
  pauseReason: state.pauseReason,
  concurrency: state.concurrency,
  budgetUsd: state.budgetUsd,
  total: state.total,
  started: state.started,
  ...state.counts,
  inFlight: Object.keys(state.inFlight),
});

export const countInWork = ({ inFlight }: LibraryState): number => Object.keys(inFlight).length;

/** For the run's page in Temporal's Web UI. */
export function showRun(state: LibraryState): void {
  const { total, counts, concurrency, paused, pauseReason } = state;
  setCurrentDetails(
    [
      '| Courses | Published | Up to date | Held | Failed | In work | Window |',
      '| ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
      `| ${total} | ${counts.published} | ${counts.upToDate} | ${counts.held} | ${counts.failed + counts.cancelled} | ${countInWork(state)} | ${concurrency} |`,
      ...(paused ? ['', `**Paused:** ${pauseReason ?? ''}`] : []),
    ].join('\n'),
  );
}
