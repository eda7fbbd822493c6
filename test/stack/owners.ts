/** Starts owner.ts as a process of its own, for tests that kill it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { readEnv, type Env } from '../../adapters/env.ts';
import type { StackStatus } from '../../stack/stack.ts';
import { stopStack } from '../../stack/stop-stack.ts';
import { testTemporalCli } from '../services.ts';

export const PROJECT = join(import.meta.dirname, '..', '..');

export interface Owner {
  child: ChildProcess;
  isOwner: boolean;
  status: StackStatus;
}

/** A data folder with spaces in its path, and the environment that names it. */
export function aDataFolder(settings: Record<string, string> = {}) {
  const parent = mkdtempSync(join(tmpdir(), 'scroll library '));
  chmodSync(parent, 0o755);
  const variables = { DATA_DIR: join(parent, 'my data'), TEMPORAL_CLI_PATH: testTemporalCli(), ...settings };
  const env: Env = readEnv(variables);
  const remove = async (): Promise<void> => {
    await stopStack({ ...env, SHUTDOWN_GRACE_MS: 2_000 });
    rmSync(parent, { recursive: true, force: true });
  };
  return { parent, variables, env, remove };
}

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
  const said: string[] = [];
  child.stderr.on('data', (chunk) => said.push(String(chunk)));
  const lines = createInterface({ input: child.stdout });
  const first = await Promise.race([once(lines, 'line'), once(child, 'exit').then(() => null)]);
  if (!first) throw new Error(`The owner ended: ${said.join('')}`);
  const { isOwner, status } = JSON.parse(String(first[0])) as Omit<Owner, 'child'>;
  return { child, isOwner, status };
}

export async function killed(child: ChildProcess, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}

/** Processes whose command line names the folder. */
export async function processesOf(folder: string): Promise<string[]> {
  const { execFileSync } = await import('node:child_process');
  const list = execFileSync('ps', ['-ww', '-A', '-o', 'pid=,stat=,command='], { encoding: 'utf8' });
  return list.split('\n').filter((line) => line.includes(folder) && !/^\s*\d+ Z/.test(line));
}

/** Asks until the answer is there; the test's own time limit is the only limit. */
export async function until<T>(ask: () => Promise<T | null | false>): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
