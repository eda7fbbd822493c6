/** Runs one process under a cap of time and one of memory, and brings back the one thing that it says. */
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { errorCode } from '../storage/disk.ts';

export type ChildEnd =
  { end: 'replied'; message: unknown } | { end: 'died'; detail: string } | { end: 'timedOut' } | { end: 'outOfMemory' };

export interface ChildRequest {
  /** A TypeScript or JavaScript file. */
  script: string;
  message: Record<string, unknown>;
  timeoutMs: number;
  memoryMb: number;
  signal: AbortSignal;
}

/** Resolves once the process and whatever it started have ended; rejects with the signal's reason when aborted. */
export function runChild({ script, message, timeoutMs, memoryMb, signal }: ChildRequest): Promise<ChildEnd> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    // Nothing of our environment goes in: no key, no address. `detached` makes it a group that can be ended whole.
    const child = spawn(process.execPath, ['--import', 'tsx', `--max-old-space-size=${memoryMb}`, script], {
      cwd: ROOT,
      env: { TMPDIR: tmpdir(), NODE_ENV: 'production' },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      // As JSON, the text of a long book would be escaped sign by sign before it is sent.
      serialization: 'advanced',
      detached: true,
    });
    let outcome: ChildEnd | undefined;
    let stderr = '';
    const stop = (reason?: ChildEnd): void => {
      outcome ??= reason;
      killGroup(child.pid);
    };
    const onAbort = (): void => stop();
    const deadline = setTimeout(() => stop({ end: 'timedOut' }), timeoutMs);
    const memory = setInterval(() => {
      void residentMb(child.pid).then((used) => used > memoryMb && stop({ end: 'outOfMemory' }));
    }, MEMORY_EVERY_MS);
    signal.addEventListener('abort', onAbort, { once: true });

    child.stderr?.on('data', (chunk: Buffer) => (stderr = (stderr + chunk.toString()).slice(-STDERR_KEPT)));
    child.on('message', (said) => (outcome ??= { end: 'replied', message: said }));
    child.on('error', (error) => (stderr += error.message));
    child.on('close', (code, killedBy) => {
      clearTimeout(deadline);
      clearInterval(memory);
      signal.removeEventListener('abort', onAbort);
      killGroup(child.pid); // what it started must not stay when it died by itself
      if (signal.aborted) return reject(abortReason(signal));
      resolve(
        outcome ??
          (ranOutOfHeap(stderr) ? { end: 'outOfMemory' } : { end: 'died', detail: died(code, killedBy, stderr) }),
      );
    });
    // A child that dies before it listens is told of by 'close'.
    child.send(message, () => undefined);
  });
}

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const MEMORY_EVERY_MS = 100;
const STDERR_KEPT = 2_000;

const ranOutOfHeap = (stderr: string): boolean => /heap out of memory|Allocation failed/.test(stderr);

const died = (code: number | null, killedBy: NodeJS.Signals | null, stderr: string): string =>
  [killedBy ? `killed by ${killedBy}` : `exit code ${code}`, stderr.trim()].filter((part) => part !== '').join(': ');

const abortReason = (signal: AbortSignal): Error =>
  signal.reason instanceof Error ? signal.reason : new Error('The export was aborted.', { cause: signal.reason });

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error; // it has ended already
  }
}

/** Resident memory in megabytes; 0 when the process has ended or the system does not tell. */
async function residentMb(pid: number | undefined): Promise<number> {
  try {
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024;
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return 0; // ended between two looks, or a system without /proc: the heap's own cap remains
  }
}
