import { beforeEach, describe, expect, it } from '@jest/globals';
import { MockActivityEnvironment } from '@temporalio/testing';
import { ApplicationFailure } from '@temporalio/common';
import type { ActivityInterceptors } from '@temporalio/worker';
import { Context } from '@temporalio/activity';
import { createFailureInterceptor } from '../../activities/failure-interceptor.ts';
import { FAILURES, LibraryError } from '../../domain/failure.ts';

type Line = { level: string; message: string };
let lines: Line[] = [];

beforeEach(() => {
  lines = [];
});

/** Temporal's own line about each failed try left out. */
const levelsOf = (written: Line[]): string[] =>
  written.filter(({ message }) => message !== 'Activity failed').map(({ level }) => level);

/** Runs a step that throws, at this try; what it ends with and what is logged. */
async function failing(thrown: Error, attempt = 1): Promise<unknown> {
  const environment = new MockActivityEnvironment(
    { attempt },
    {
      logger: {
        log: () => undefined,
        trace: () => undefined,
        debug: () => undefined,
        info: (message) => void lines.push({ level: 'info', message }),
        warn: (message) => void lines.push({ level: 'warn', message }),
        error: (message) => void lines.push({ level: 'error', message }),
      },
    },
  );
  return environment
    .run(async () => {
      const { inbound }: ActivityInterceptors = createFailureInterceptor((error) => error)(Context.current());
      return inbound?.execute?.({ args: [], headers: {} }, async () => {
        throw thrown;
      });
    })
    .catch((error: unknown) => error);
}

describe('an error that nobody expected', () => {
  it.each([
    [1, []],
    [4, []],
    [5, ['error']],
    [50, ['error']],
  ])('is passed on, and at try %i logged at %j', async (attempt, levels) => {
    const bug = new TypeError('undefined is not a function');

    expect(await failing(bug, attempt)).toBe(bug);
    expect(levelsOf(lines)).toEqual(levels);
  });
});

describe('a failure of ours', () => {
  it('is tried again only when trying again may help', async () => {
    for (const code of Object.keys(FAILURES) as (keyof typeof FAILURES)[]) {
      const failure = await failing(new LibraryError(code, 'It failed.'));
      expect(failure).toBeInstanceOf(ApplicationFailure);
      expect(failure).toMatchObject({ type: code, nonRetryable: FAILURES[code].kind !== 'transient' });
    }
  });

  it('comes again within half a minute, however often it was met, or when the provider says', async () => {
    expect(await failing(new LibraryError('DatabaseUnavailable', 'Away.'), 40)).toMatchObject({
      nextRetryDelay: 30_000,
    });
    expect(await failing(new LibraryError('ModelOverloaded', 'Busy.', { retryAfterMs: 90_000 }), 40)).toMatchObject({
      nextRetryDelay: 90_000,
    });
  });

  it.each([
    ['RunPaused', 'info'],
    ['BudgetReached', 'info'],
    ['DatabaseUnavailable', 'warn'],
    ['ModelAccessDenied', 'error'],
    ['StateConflict', 'error'],
  ] as const)('%s is logged at level %s', async (code, level) => {
    await failing(new LibraryError(code, 'It failed.'));

    expect(levelsOf(lines)).toEqual([level]);
  });
});
