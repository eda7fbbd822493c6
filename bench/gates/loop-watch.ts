/**
 * How long the event loop of this process was kept from its timers, stage by stage: in all, and by its own work alone,
 * which a busy machine does not lengthen.
 */
import { readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';

const RESOLUTION_MS = 5;

export interface Stage {
  name: string;
  seconds: number;
  p99Ms: number;
  longestMs: number;
  /** The longest stretch of work between two timers, on the processor; null where the system does not tell. */
  longestWorkMs: number | null;
}

/** Runs stages one after another and keeps what each did to the loop. */
export function createLoopWatch(onStage: (stage: Stage) => void) {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  const stages: Stage[] = [];
  return {
    stages,
    stage: async <Result>(name: string, work: () => Promise<Result>): Promise<Result> => {
      const watch = watchWork();
      delay.enable();
      delay.reset();
      const startedAt = performance.now();
      const result = await work();
      const seconds = (performance.now() - startedAt) / 1000;
      // The last stretch is seen by the timer after it.
      await new Promise((resolve) => setTimeout(resolve, 4 * RESOLUTION_MS));
      delay.disable();
      const longestMs = delay.max / 1e6;
      const stage = { name, seconds, p99Ms: delay.percentile(99) / 1e6, longestMs, longestWorkMs: watch.stop() };
      stages.push(stage);
      onStage(stage);
      return result;
    },
  };
}

function watchWork(): { stop: () => number | null } {
  let longest = 0;
  let before = workedMs();
  const timer = setInterval(() => {
    const now = workedMs();
    if (now !== null && before !== null) longest = Math.max(longest, now - before);
    before = now;
  }, RESOLUTION_MS);
  return {
    stop: () => {
      clearInterval(timer);
      return before === null ? null : longest;
    },
  };
}

/** What the thread of the loop has worked so far; null on a system without /proc. */
function workedMs(): number | null {
  try {
    return Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
  } catch {
    return null; // another system than Linux: the delay itself is still measured
  }
}
