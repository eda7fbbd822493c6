/** Data folders and owners of stacks for tests that kill them. `afterEach(leaveNothing)` ends what a test began, also a failed one. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { readEnv, type Env } from '../../adapters/env.ts';
import { openStack } from '../../stack/open-stack.ts';
import type { OpenStackOptions } from '../../stack/opening.ts';
import type { Stack, StackStatus } from '../../stack/stack.ts';
import { stopStack } from '../../stack/stop-stack.ts';
import { testTemporalCli } from '../services.ts';

export const PROJECT = join(import.meta.dirname, '..', '..');

export interface Owner {
  child: ChildProcess;
  isOwner: boolean;
  status: StackStatus;
}

const endings: (() => Promise<unknown>)[] = [];

/** Has `end` called by the next `leaveNothing`. */
export const onTestEnd = (end: () => Promise<unknown>): void => void endings.push(end);

/** Ends what was begun since the last call, the latest first; all of it, also when one ending fails. */
export async function leaveNothing(): Promise<void> {
  const failures: unknown[] = [];
  for (const end of endings.splice(0).reverse()) await end().catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw new AggregateError(failures, failures.map(String).join('\n'));
}

/** A data folder with spaces in its path, and the environment that names it. */
export function aDataFolder(settings: Record<string, string> = {}) {
  const parent = mkdtempSync(join(tmpdir(), 'scroll library '));
  chmodSync(parent, 0o755);
  const variables = { DATA_DIR: join(parent, 'my data'), TEMPORAL_CLI_PATH: testTemporalCli(), ...settings };
  const env: Env = readEnv(variables);
  onTestEnd(async () => {
    await stopStack({ ...env, SHUTDOWN_GRACE_MS: 2_000 });
    rmSync(parent, { recursive: true, force: true });
  });
  return { parent, variables, env };
}

/** Opens a stack in this process. */
export async function openHere(options: OpenStackOptions): Promise<Stack> {
  const stack = await openStack(options);
  onTestEnd(() => stack.stop());
  return stack;
}

/** Opens a stack in a process of its own, by owner.ts. */
export async function startOwner(
  variables: Record<string, string>,
  account: { uid?: number; gid?: number } = {},
): Promise<Owner> {
  const child = spawn(process.execPath, ['--import', 'tsx', join(PROJECT, 'test', 'stack', 'owner.ts')], {
    cwd: PROJECT,
    env: { PATH: process.env.PATH, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...account,
  });
  onTestEnd(() => killed(child));
  const said: string[] = [];
  child.stderr.on('data', (chunk) => said.push(String(chunk)));
  const lines = createInterface({ input: child.stdout });
  const first = await Promise.race([once(lines, 'line'), once(child, 'exit').then(() => null)]);
  if (!first) throw new Error(`The owner ended: ${said.join('')}`);
  const { isOwner, status } = JSON.parse(String(first[0])) as Omit<Owner, 'child'>;
  return { child, isOwner, status };
}

/** Ends a child and waits for its end; one that ended already is left alone. */
export async function killed(child: ChildProcess, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}

/** Processes whose command line names the folder. */
export function processesOf(folder: string): string[] {
  const list = execFileSync('ps', ['-ww', '-A', '-o', 'pid=,stat=,command='], { encoding: 'utf8' });
  return list.split('\n').filter((line) => line.includes(folder) && !/^\s*\d+ Z/.test(line));
}

/** A process that was ended is in the list a moment longer, on a busy machine some seconds. @throws with those that stay */
export async function noneLeft(folder: string, withinMs = 30_000): Promise<void> {
  const deadline = Date.now() + withinMs;
  let left = processesOf(folder);
  for (; left.length > 0 && Date.now() < deadline; left = processesOf(folder)) await shortly();
  if (left.length > 0) throw new Error(`Expected no process of ${folder}, got:\n${left.join('\n')}`);
}

/** Asks until the answer is there; the test's own time limit is the only limit. */
export async function until<T>(ask: () => Promise<T | null | false>): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    await shortly();
  }
}

const shortly = () => new Promise((resolve) => setTimeout(resolve, 100));
