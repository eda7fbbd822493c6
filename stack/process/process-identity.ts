/**
 * Which process is which. A pid alone is not a name: after a crash it may belong to anybody.
 *
 * A process is ours when its pid, the moment of its start and its command line (which names our data folder) agree.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { errorCode } from './errors.ts';

export const ProcessIdentitySchema = z.strictObject({
  pid: z.int().positive(),
  /** As the system tells it: clock ticks since boot on Linux, a date elsewhere. */
  startedAs: z.string(),
  /** What its command line must hold; empty when any will do. */
  mark: z.string(),
});
export type ProcessIdentity = z.infer<typeof ProcessIdentitySchema>;

/** The identity of a process that runs now, or null. */
export function identify(pid: number, mark: string): ProcessIdentity | null {
  const seen = look(pid);
  return seen ? { pid, startedAs: seen.startedAs, mark } : null;
}

/** Whether the very process that was identified still runs. */
export function isRunning({ pid, startedAs, mark }: ProcessIdentity): boolean {
  const seen = look(pid);
  return seen !== null && seen.startedAs === startedAs && seen.command.includes(mark);
}

/** Whether `pid` runs with `mark` in its command line, whenever it began. */
export function runsWith(pid: number, mark: string): boolean {
  return look(pid)?.command.includes(mark) ?? false;
}

/** Sends a signal to the identified process and to nobody else; false when it is gone. */
export function signal(identity: ProcessIdentity, name: NodeJS.Signals): boolean {
  if (!isRunning(identity)) return false;
  try {
    return process.kill(identity.pid, name);
  } catch (error) {
    if (errorCode(error) === 'ESRCH') return false;
    throw error;
  }
}

/** Kills the identified process with all that it started in its own process group. */
export function killGroup(identity: ProcessIdentity): boolean {
  if (!isRunning(identity)) return false;
  try {
    process.kill(-identity.pid, 'SIGKILL');
  } catch (error) {
    // No group of that number: it was not started as a leader.
    if (errorCode(error) !== 'ESRCH') throw error;
  }
  return signal(identity, 'SIGKILL') || true;
}

interface Seen {
  startedAs: string;
  command: string;
}

const look = process.platform === 'linux' ? lookInProc : lookWithPs;

function lookInProc(pid: number): Seen | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name stands in brackets and may hold spaces and brackets: the fields begin after the last one.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, startTicks] = [fields[0], fields[19]];
    if (state === 'Z' || state === 'X' || startTicks === undefined) return null;
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return { startedAs: startTicks, command };
  } catch {
    // Gone between the two reads, or never there.
    return null;
  }
}

function lookWithPs(pid: number): Seen | null {
  try {
    const line = execFileSync('ps', ['-ww', '-o', 'stat=,lstart=,command=', '-p', String(pid)], { encoding: 'utf8' });
    const match = /^\s*(\S+)\s+(\w{3}\s+\w{3}\s+\d+\s+[\d:]+\s+\d{4})\s+(.*)$/s.exec(line.trim());
    const [, state, startedAs, command] = match ?? [];
    if (!state || state.startsWith('Z') || !startedAs || command === undefined) return null;
    return { startedAs, command };
  } catch {
    // `ps` ends with 1 when there is no such process.
    return null;
  }
}
