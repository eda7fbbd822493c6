import { inTurns } from '../../activities/heartbeat.ts';

describe('long work in turns', () => {
  it('lets timers fire between two steps', async () => {
    let beats = 0;
    const timer = setInterval(() => (beats += 1), 1);
    function* steps(): Generator<void, string> {
      for (let step = 0; step < 5; step += 1) {
        const until = performance.now() + 5;
        while (performance.now() < until);
        yield;
      }
      return 'done';
    }

    expect(await inTurns(steps())).toBe('done');
    clearInterval(timer);
    expect(beats).toBeGreaterThanOrEqual(4);
  });
});
