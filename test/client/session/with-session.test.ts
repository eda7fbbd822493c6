import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readEnv } from '../../../adapters/env.ts';
import { silentLogger } from '../../../adapters/logging/logger.ts';
import { exitCodeOf, messageOf } from '../../../client/session/command-error.ts';
import type { Interruption } from '../../../client/terminal/interruption.ts';
import { Interrupted } from '../../../client/terminal/interruption.ts';
import { createScreen } from '../../../client/terminal/screen.ts';
import { withSession } from '../../../client/session/with-session.ts';
import { stopStack } from '../../../stack/stop-stack.ts';
import { killed, leaveNothing, noneLeft, onTestEnd } from '../../stack/owners.ts';
import { createTestDatabase, testTemporalCli, type TestDatabase } from '../../services.ts';

let database: TestDatabase;
let folder: string;
beforeEach(async () => {
  database = await createTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'with session '));
});
afterEach(async () => {
  await leaveNothing();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

/** Ctrl-C as a test presses it: once, and once more. */
function aKeyboard() {
  const controller = new AbortController();
  let hurry = (): void => undefined;
  const interruption: Interruption = {
    signal: controller.signal,
    get isAsked() {
      return controller.signal.aborted;
    },
    onHurry: (work) => (hurry = work),
    end: () => undefined,
  };
  return { interruption, press: () => controller.abort(new Interrupted()), pressAgain: () => hurry() };
}

const open = <Result>(interruption: Interruption, work: Parameters<typeof withSession<Result>>[2]): Promise<Result> =>
  withSession(
    {
      env: readEnv({ DATABASE_URL: database.url, DATA_DIR: folder }),
      logger: silentLogger,
      needs: ['postgres'],
    },
    { screen: createScreen({ json: true }), interruption },
    work,
  );

it('ends as interrupted when it is hurried, not with the error of what it closed while somebody looked', async () => {
  const { interruption, press, pressAgain } = aKeyboard();

  const hurried = open(interruption, async ({ library }) => {
    press();
    pressAgain();
    for (;;) await library.database.course.count();
  });

  await expect(hurried).rejects.toBeInstanceOf(Interrupted);
});

it('leaves every other error as it is', async () => {
  const failed = open(aKeyboard().interruption, () => Promise.reject(new Error('of its own')));

  await expect(failed).rejects.toThrow('of its own');
});

it('does not open what was called off before, and says so in one line', async () => {
  const { interruption, press } = aKeyboard();
  press();

  const error = await open(interruption, () => Promise.resolve()).catch((thrown: unknown) => thrown);

  expect(messageOf(error)).toBe('Stopped before it was done; nothing was left half done.');
  expect(exitCodeOf(error)).toBe(130);
});

it('a start that Ctrl-C ends leaves one line, exit code 130, no process and no error in the log', async () => {
  const child = spawn(process.execPath, ['--import', 'tsx', 'client/start.ts'], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR: folder, TEMPORAL_CLI_PATH: testTemporalCli() },
  });
  onTestEnd(async () => {
    await killed(child);
    await stopStack(readEnv({ DATA_DIR: folder }));
  });
  let said = '';
  child.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()));
  const exit = once(child, 'exit');
  while (!existsSync(join(folder, 'stack.lock'))) await new Promise((resolve) => setTimeout(resolve, 20));
  child.kill('SIGINT');

  expect((await exit)[0]).toBe(130);
  expect(said.trimEnd().split('\n').at(-1)).toBe('Stopped before it was done; nothing was left half done.');
  await noneLeft(folder);
  const logs = readdirSync(join(folder, 'logs')).map((name) => readFileSync(join(folder, 'logs', name), 'utf8'));
  expect(logs.join('\n')).toContain('A command was interrupted');
  expect(logs.join('\n')).not.toContain('"level":"error"');
});
