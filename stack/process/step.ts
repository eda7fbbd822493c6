/** A slow step that is shown while it goes on: what it does, and a word on how far it is. */
export interface StackStep {
  title: string;
  /** Null while nothing more is known than that it goes on. */
  detail: string | null;
  isDone: boolean;
  elapsedMs: number;
}

export type OnStep = (step: StackStep) => void;
export type ReportProgress = (detail: string) => void;

const BEAT_MS = 1_000;

/** Runs `work` as a step: told when it begins, every second while it goes on, and when it is done. */
export async function asStep<T>(
  title: string,
  onStep: OnStep,
  work: (report: ReportProgress) => Promise<T>,
): Promise<T> {
  const startedAt = Date.now();
  let detail: string | null = null;
  const tell = (isDone: boolean): void => onStep({ title, detail, isDone, elapsedMs: Date.now() - startedAt });
  tell(false);
  const beat = setInterval(() => tell(false), BEAT_MS);
  try {
    const result = await work((said) => {
      detail = said;
    });
    tell(true);
    return result;
  } finally {
    clearInterval(beat);
  }
}

/** For a step that is instant as a rule: shown only once it takes its time. */
export function whenSlow(onStep: OnStep): OnStep {
  return (step) => {
    if (step.elapsedMs >= 900) onStep(step);
  };
}
