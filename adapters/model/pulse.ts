/** Tells a caller that work moves: at every change of phase, and every two seconds in between. */
import type { CallOptions } from '../../domain/model/language-model.ts';

type Progress = Parameters<CallOptions['onProgress']>[0];

const PULSE_MS = 2_000;

export interface Pulse {
  set(change: Partial<Progress>): void;
  stop(): void;
}

/** The caller stops it; a phase that is set again without change is told by the next beat. */
export function startPulse(onProgress: CallOptions['onProgress']): Pulse {
  let progress: Progress = { phase: 'waiting', ask: 1, outputChars: 0 };
  onProgress(progress);
  const beat = setInterval(() => onProgress(progress), PULSE_MS);
  return {
    set(change) {
      const isNews = change.phase !== undefined && change.phase !== progress.phase;
      progress = { ...progress, ...change };
      if (isNews) onProgress(progress);
    },
    stop: () => clearInterval(beat),
  };
}
