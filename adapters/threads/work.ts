/** What a worker thread can do: functions of `domain/` from plain data to plain data, each by its own name. */
import { CHAPTER_PARTS } from '../../domain/chapter/parts/registry.ts';
import { admitCourse } from '../../domain/course/content.ts';
import { exportWork } from '../../domain/exports/plan.ts';
import { LibraryError, type FailureCode } from '../../domain/failure.ts';
import { cutPassages } from '../../domain/index/passages.ts';
import { manuscriptWork } from '../../domain/manuscript/manuscript-work.ts';
import { planCourse } from '../../domain/outline/plan.ts';
import { chapterWork } from '../../domain/quality/chapter-work.ts';
import { EXPORTS } from '../exports/registry.ts';
import { useFirstCopies } from './first-copies.ts';

export interface Task<Input> {
  name: string;
  input: Input;
}

/** An error loses its class on the way between threads; ours is written out. */
export type Reply<Output> =
  | { state: 'done'; output: Output }
  | { state: 'failed'; code: FailureCode; message: string; retryAfterMs: number | undefined };

const WORK = new Map<string, (input: never) => unknown>(
  Object.entries({
    admitCourse,
    planCourse,
    cutPassages,
    ...chapterWork(CHAPTER_PARTS),
    ...manuscriptWork(CHAPTER_PARTS),
    ...exportWork(EXPORTS),
  }),
);

/** Called by the pool, which checks that input and output are those of the function that it names. */
export function runTask({ name, input }: Task<never>): Reply<unknown> {
  const work = WORK.get(name);
  if (!work)
    throw new TypeError(`Expected work to be one of ${[...WORK.keys()].join(', ')}, got "${name}". Register it here.`);
  useFirstCopies(input);
  try {
    return { state: 'done', output: work(input) };
  } catch (error) {
    if (!(error instanceof LibraryError)) throw error;
    const { code, message, retryAfterMs } = error;
    return { state: 'failed', code, message, retryAfterMs };
  }
}
