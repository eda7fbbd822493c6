/**
 * Worker threads for what is bound by the processor: reading, checking and assembling whole chapters and books.
 *
 * One thread stays alive, since starting one takes seconds; a second comes and goes with the work. A thread takes some
 * 100 MB. They run at a lower priority than the loop that keeps the calls alive.
 */
import { Piscina } from 'piscina';
import { LibraryError } from '../../domain/failure.ts';
import type { RunApart } from '../../domain/ports/run-apart.ts';
import { errorCode } from '../storage/disk.ts';
import type { Logger } from '../logging/logger.ts';
import type { Reply, Task } from './work.ts';

const MAX_THREADS = 2;
const IDLE_MS = 60_000;
const NICE = 5;

/** What is used of the pool, with the types of the work that is run. */
interface Threads {
  run<Input, Output>(task: Task<Input>, options: { signal: AbortSignal | null }): Promise<Reply<Output>>;
}

export interface ThreadPool {
  runApart: RunApart;
  /** Ends the threads; work in hand is left. */
  close: () => Promise<void>;
}

/**
 * @param logger is told of a thread that fails beside its work: no caller waits for that, and the process goes on
 * @param options.heapMb most memory of a thread; Node's own limit when it is left out
 */
export function createThreadPool(logger: Pick<Logger, 'warn'>, { heapMb }: { heapMb?: number } = {}): ThreadPool {
  const pool = new Piscina({
    filename: new URL('thread.mjs', import.meta.url).href,
    // Options of the parent, such as a loader, would be run in every thread.
    execArgv: [],
    minThreads: 1,
    maxThreads: MAX_THREADS,
    idleTimeout: IDLE_MS,
    niceIncrement: NICE,
    ...(heapMb === undefined ? {} : { resourceLimits: { maxOldGenerationSizeMb: heapMb } }),
  });
  // Such an error is also the answer of work that was called off in the same moment.
  pool.on('error', (error) => logger.warn('A worker thread says what nobody waits for', { error }));
  const threads: Threads = pool;
  return {
    async runApart<Input, Output>(
      work: (input: Input) => Output,
      input: Input,
      { signal }: { signal?: AbortSignal } = {},
    ): Promise<Output> {
      const reply = await threads
        .run<Input, Output>({ name: work.name, input }, { signal: signal ?? null })
        .catch((error: unknown) => {
          throw errorCode(error) === 'ERR_WORKER_OUT_OF_MEMORY' ? tooLarge(work.name, error) : error;
        });
      if (reply.state === 'done') return reply.output;
      const { code, message, retryAfterMs } = reply;
      throw new LibraryError(code, message, { retryAfterMs });
    },
    close: () => pool.destroy(),
  };
}

/** Only the thread has ended; the next work gets another. */
const tooLarge = (name: string, cause: unknown): LibraryError =>
  new LibraryError('WorkTooLarge', `A worker thread ran out of memory (${name}).`, { cause });
