/** The progress files of the live run, kept up to date, and once more when it has ended. */
import { writeProgressFiles } from '../adapters/progress-files.ts';
import type { RunStore } from '../domain/ports/runs.ts';

type Runs = Pick<RunStore, 'findLiveRuns' | 'loadProgress'>;

/**
 * Returns what writes the files anew. The first time, that is the newest run in any case: it may have ended while no
 * process was there to say so. What could not be written is written the next time.
 */
export function createProgressReport({ runs, dataDir }: { runs: Runs; dataDir: string }): () => Promise<void> {
  let isFirst = true;
  let lastRunId: string | undefined;
  return async () => {
    const [live] = await runs.findLiveRuns();
    const runId = live?.runId ?? lastRunId;
    if (runId === undefined && !isFirst) return;
    const progress = await runs.loadProgress(runId);
    if (progress) await writeProgressFiles(dataDir, progress);
    isFirst = false;
    lastRunId = live?.runId;
  };
}
