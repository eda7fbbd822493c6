import { doneLines, queuedLine } from '../../../client/generate/steer-live.ts';
import type { RunStatus } from '../../../library/runs/progress.ts';

const aStatus = (run: object): RunStatus => ({ run, courses: {} }) as RunStatus;

describe('what is said of a budget', () => {
  it.each([
    [50, { status: 'running' }, ['The budget of the run is $50.00.']],
    [null, { status: 'running' }, ['The run has no budget any more.']],
    [
      4,
      { status: 'paused', pauseReason: 'budget of $5.00 reached' },
      ['The budget of the run is $4.00.', 'The run is paused: budget of $5.00 reached.'],
    ],
  ])('%p', (usd, run, lines) => {
    expect(doneLines({ kind: 'budget', usd }, aStatus(run))).toEqual(lines);
  });
});

it('nothing is said to be done of a run that no worker serves', () => {
  expect(queuedLine({ kind: 'pause' })).toMatch(/^Not yet: pause is asked for, and no worker answers now\./u);
});
