/** Signs of life: a long activity beats while it works, so that its death is noticed in seconds. */
import { Context } from '@temporalio/activity';

/** Well under the heartbeat timeout of the proxies (12 s). Each beat is a write of the server: a step that ends sooner sends none. */
const BEAT_MS = 5_000;

export interface Beat {
  signal: AbortSignal;
  /** Notes what is going on; sent with the next beat. */
  note: (details: unknown) => void;
}

/**
 * Runs `work` while beating. Its signal aborts when the activity is cancelled, timed out or its worker stops.
 * A cancellation that reaches the activity this way ends it with Temporal's own failure.
 */
export async function withHeartbeat<Result>(work: (beat: Beat) => Promise<Result>): Promise<Result> {
  const context = Context.current();
  let details: unknown = null;
  const timer = setInterval(() => context.heartbeat(details), BEAT_MS);
  try {
    return await work({
      signal: context.cancellationSignal,
      note: (next) => {
        details = next;
      },
    });
  } catch (error) {
    // What was aborted is a cancellation, whatever the aborted library called it.
    if (context.cancellationSignal.aborted) context.cancellationSignal.throwIfAborted();
    throw error;
  } finally {
    clearInterval(timer);
  }
}
