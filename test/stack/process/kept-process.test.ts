import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { silentLogger } from '../../../adapters/logging/logger.ts';
import { KeptProcess } from '../../../stack/process/kept-process.ts';
import { isRunning, type ProcessIdentity } from '../../../stack/process/process-identity.ts';
import { PROJECT, until } from '../owners.ts';

const run = promisify(execFile);

const folder = mkdtempSync(join(tmpdir(), 'kept-'));
const keptOnes: KeptProcess[] = [];
afterEach(async () => {
  for (const kept of keptOnes.splice(0)) {
    kept.hurry();
    await kept.stop();
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function keep(program: string, watch: { graceMs?: number; hasRoom?: () => boolean; onProcess?: () => void } = {}) {
  const started: ProcessIdentity[] = [];
  const givenUp: string[] = [];
  const logFile = join(folder, 'log');
  const mark = 'kept-process-test';
  const kept = new KeptProcess({
    name: 'a program',
    logger: silentLogger,
    ending: { signals: ['SIGTERM', 'SIGKILL'], graceMs: watch.graceMs ?? 20_000 },
    hasRoom: watch.hasRoom ?? (() => true),
    onProcess: (identity) => {
      started.push(identity);
      watch.onProcess?.();
    },
    onGiveUp: (name) => givenUp.push(name),
    prepare: async () => ({
      command: process.execPath,
      args: ['-e', program, mark],
      mark,
      logFile,
      isUp: async () => readFileSync(logFile, 'utf8').includes(`up ${started.at(-1)?.pid}`),
      readyWithinMs: 20_000,
    }),
  });
  keptOnes.push(kept);
  return { kept, started, givenUp };
}

const LIVES = 'console.log(`up ${process.pid}`); setInterval(() => {}, 1000);';

it('starts a program again that was killed', async () => {
  const { kept, started } = keep(LIVES);
  await kept.start();
  process.kill(started[0]?.pid ?? 0, 'SIGKILL');
  await until(async () => started.length === 2 && kept.current);
  await kept.stop();

  expect(started[1]?.pid).not.toBe(started[0]?.pid);
  expect(started.filter(isRunning)).toEqual([]);
});

it('gives up a program that dies again and again', async () => {
  const { kept, givenUp } = keep('console.log(`up ${process.pid}`); setTimeout(() => process.exit(3), 300);');
  await kept.start();
  await until(async () => givenUp.length > 0);

  expect(givenUp).toEqual(['a program']);
  expect(kept.current).toBeNull();
});

it('lets no program run that could not be written down', async () => {
  let isFull = false;
  const onProcess = () => {
    if (isFull) throw new Error('ENOSPC: no space left on device');
  };
  const { kept, started } = keep(LIVES, { onProcess });
  await kept.start();
  isFull = true;
  process.kill(started[0]?.pid ?? 0, 'SIGKILL');
  await until(async () => started.length > 2);
  isFull = false;
  await until(async () => started.filter(isRunning).length === 1 && kept.current);

  expect(started.filter(isRunning)).toEqual([kept.current]);
  await kept.stop();
});

it('does not give up a program for which the disk has no room, and starts it when there is', async () => {
  let hasRoom = true;
  let looks = 0;
  const look = () => {
    if (!hasRoom) looks += 1;
    return hasRoom;
  };
  const { kept, started, givenUp } = keep(LIVES, { hasRoom: look });
  await kept.start();
  hasRoom = false;
  process.kill(started[0]?.pid ?? 0, 'SIGKILL');
  await until(async () => looks > 2);
  expect(started).toHaveLength(1);
  hasRoom = true;
  await until(async () => started.length === 2 && kept.current);
  await kept.stop();

  expect(givenUp).toEqual([]);
});

it('ends by force, with all it started, a program that does not listen', async () => {
  const child = `require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', 'kept-process-test'])`;
  const { kept, started } = keep(
    `process.on('SIGTERM', () => {}); const c = ${child}; console.log('child ' + c.pid); ${LIVES}`,
    { graceMs: 200 },
  );
  await kept.start();
  const childPid = Number(/child (\d+)/.exec(readFileSync(join(folder, 'log'), 'utf8'))?.[1]);
  await kept.stop();

  expect(started.filter(isRunning)).toEqual([]);
  await until(async () => {
    try {
      return readFileSync(`/proc/${childPid}/stat`, 'utf8').includes(') Z');
    } catch {
      return true;
    }
  });
});

it('says why a program did not start', async () => {
  const { kept } = keep('console.error("no such thing"); process.exit(4);');

  await expect(kept.start()).rejects.toThrow(/exit code 4[\s\S]*no such thing/);
});

it('keeps the program that keeps it alive, although nothing else does', async () => {
  const logFile = JSON.stringify(join(folder, 'brief.log'));
  const program = `
    import { KeptProcess } from './stack/process/kept-process.ts';
    const log = () => undefined;
    let starts = 0;
    await new Promise(async (resolve) => {
      const kept = new KeptProcess({
        name: 'a program', logger: { info: log, warn: log, error: log }, hasRoom: () => true, onGiveUp: log,
        ending: { signals: ['SIGKILL', 'SIGKILL'], graceMs: 0 },
        onProcess: () => { starts += 1; if (starts === 2) kept.stop().then(resolve); },
        prepare: async () => ({
          command: process.execPath, args: ['-e', 'setTimeout(() => {}, 500)', 'brief'], mark: 'brief',
          logFile: ${logFile}, isUp: async () => true, readyWithinMs: 1000,
        }),
      });
      await kept.start();
    });
    console.log('started again');`;
  const { stdout } = await run(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
    cwd: PROJECT,
  });

  expect(stdout).toBe('started again\n');
});
