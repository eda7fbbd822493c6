/**
 * A process that is kept alive: started, or adopted from an owner that died, and started again when it ends unasked.
 *
 * It gets a process group of its own, so that a Ctrl-C in the terminal reaches only us and we stop things in order,
 * and writes into a file, so that it survives us.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../../adapters/logging/logger.ts';
import { StackFailed } from './errors.ts';
import { lastLines } from './log-tail.ts';
import { identify, isRunning, killGroup, signal, type ProcessIdentity } from './process-identity.ts';

export interface Launch {
  command: string;
  args: string[];
  /** Ours when absent. */
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  uid?: number;
  gid?: number;
  /** Part of the command line by which the process is known again. */
  mark: string;
  /** What else makes it the process that it is, such as the state of its source. */
  fingerprint?: string;
  logFile: string;
  /** Whether it does its work; asked again and again while it starts. */
  isUp(): Promise<boolean>;
  readyWithinMs: number;
}

export interface Keeping {
  name: string;
  /** Called before every start: what must be true of files and ports is made true there. */
  prepare(): Promise<Launch>;
  logger: Logger;
  /** False while the disk is full: what died of it is started again when there is room. */
  hasRoom(): boolean;
  /** Hears of every new process, before it is ready. */
  onProcess(identity: ProcessIdentity, launch: Launch): void;
  /** It died too often and is not started again. */
  onGiveUp(name: string): void;
  /** In order: asked to end, then made to. */
  stopSignals: [NodeJS.Signals, NodeJS.Signals];
}

const POLL_MS = 250;
const MAX_DEATHS = 5;
const DEATH_WINDOW_MS = 60_000;
/** How long one start is tried again and again before it counts as a death. */
const PATIENCE_MS = 10_000;
const LONGEST_PAUSE_MS = 4_000;
const ROOM_POLL_MS = 1_000;
const MAX_LOG_BYTES = 20_000_000;

export class KeptProcess {
  private identity: ProcessIdentity | null = null;
  private child: ChildProcess | null = null;
  /** Aborted when our own child ends; null for a process that was adopted. */
  private wake: AbortController | null = null;
  private isStopping = false;
  private isHurried = false;
  private deaths: number[] = [];
  private watching: Promise<void> = Promise.resolve();

  constructor(private readonly keeping: Keeping) {}

  get current(): ProcessIdentity | null {
    return this.identity && isRunning(this.identity) ? this.identity : null;
  }

  /** Starts the process and resolves once it is up. */
  async start(): Promise<void> {
    await this.launch();
    this.watching = this.watch();
  }

  /** Keeps a process that runs already, as `launch` would have started it. */
  adopt(identity: ProcessIdentity, launch: Launch): void {
    this.identity = identity;
    this.keeping.onProcess(identity, launch);
    this.watching = this.watch();
  }

  /** Ends the process: asked first, made to after `graceMs`. Safe to repeat. */
  async stop(graceMs: number): Promise<void> {
    this.isStopping = true;
    const identity = this.identity;
    if (identity) await endProcess(identity, this.keeping.stopSignals, { graceMs, isHurried: () => this.isHurried });
    await this.watching;
  }

  /** Keeps it no longer and leaves it running. */
  async release(): Promise<void> {
    this.isStopping = true;
    await this.watching;
  }

  /** Cuts the grace of a stop that is under way. */
  hurry(): void {
    this.isHurried = true;
  }

  private async launch(): Promise<void> {
    const launch = await this.keeping.prepare();
    if (this.isStopping) return;
    const child = spawnDetached(launch);
    this.child = child;
    const ended = new Promise<string>((resolve) => {
      child.once('error', (error) => resolve(error.message));
      child.once('exit', (code, name) => resolve(name ? `signal ${name}` : `exit code ${code}`));
    });
    const wake = new AbortController();
    this.wake = wake;
    void ended.then(() => wake.abort());
    if (child.pid !== undefined) {
      this.identity = identify(child.pid, launch.mark);
      if (this.identity) await this.note(this.identity, launch);
    }
    const failure = await Promise.race([ended, this.untilUp(launch)]);
    if (failure === null || this.isStopping) return;
    if (this.identity) await endProcess(this.identity, ['SIGKILL', 'SIGKILL'], { graceMs: 0, isHurried: () => true });
    const said = lastLines(launch.logFile, 15);
    throw new StackFailed(
      `${this.keeping.name} did not start (${failure}). Its log, ${launch.logFile}, ends:\n${said}`,
    );
  }

  /** What is not written down cannot be found again after a crash, so it must not run. */
  private async note(identity: ProcessIdentity, launch: Launch): Promise<void> {
    try {
      this.keeping.onProcess(identity, launch);
    } catch (error) {
      await endProcess(identity, ['SIGKILL', 'SIGKILL'], { graceMs: 0 });
      throw error;
    }
  }

  /** Resolves to null once up, or to what was waited for in vain. */
  private async untilUp(launch: Launch): Promise<string | null> {
    const deadline = Date.now() + launch.readyWithinMs;
    while (Date.now() < deadline && !this.isStopping) {
      if (await launch.isUp()) return null;
      await sleep(100);
    }
    return this.isStopping ? null : `not ready within ${launch.readyWithinMs / 1000} s`;
  }

  /** Lives as long as the process is wanted. */
  private async watch(): Promise<void> {
    while (!this.isStopping) {
      if (this.current) {
        await this.untilNextLook();
        continue;
      }
      if (!(await this.startAgain())) return;
    }
  }

  /** A child's end wakes us at once; an adopted process is looked at. */
  private async untilNextLook(): Promise<void> {
    const wake = this.wake;
    try {
      await sleep(wake ? POLL_MS * 4 : POLL_MS, undefined, wake ? { signal: wake.signal } : {});
    } catch {
      // Woken; from now on there is nothing more to be woken by.
      this.wake = null;
    }
  }

  private async startAgain(): Promise<boolean> {
    const { name, logger } = this.keeping;
    if (!this.keeping.hasRoom()) {
      await this.untilRoom();
      return true;
    }
    const now = Date.now();
    this.deaths = [...this.deaths.filter((at) => at > now - DEATH_WINDOW_MS), now];
    const how = this.child?.signalCode ?? this.child?.exitCode ?? 'unknown';
    if (this.deaths.length >= MAX_DEATHS) {
      logger.error('A process died too often and is not started again', { process: name, deaths: MAX_DEATHS, how });
      this.keeping.onGiveUp(name);
      return false;
    }
    logger.warn('A process died and is started again', { process: name, pid: this.identity?.pid, how });
    await sleep(Math.min(LONGEST_PAUSE_MS, 250 * 2 ** (this.deaths.length - 1)));
    if (this.isStopping) return false;
    await this.launchPatiently();
    return true;
  }

  /** A death for want of space is not the program's own, however often it happens. */
  private async untilRoom(): Promise<void> {
    const { name, logger } = this.keeping;
    logger.error('A process died while the disk is full; it is started again when space is freed', { process: name });
    while (!this.keeping.hasRoom() && !this.isStopping) await sleep(ROOM_POLL_MS);
  }

  /** What the dead process leaves behind (its children, its port) may be in the way for a moment. */
  private async launchPatiently(): Promise<void> {
    const { name, logger } = this.keeping;
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      try {
        await this.launch();
        if (!this.isStopping) logger.info('A process runs again', { process: name, pid: this.identity?.pid });
        return;
      } catch (error) {
        if (Date.now() < deadline && !this.isStopping) await sleep(POLL_MS);
        else return logger.warn('A process could not be started again', { process: name, error });
      }
    }
  }
}

/** Ends an identified process and waits until it is gone. */
export async function endProcess(
  identity: ProcessIdentity,
  [ask, force]: [NodeJS.Signals, NodeJS.Signals],
  { graceMs, isHurried = () => false }: { graceMs: number; isHurried?: () => boolean },
): Promise<void> {
  if (!signal(identity, ask)) return;
  const deadline = Date.now() + graceMs;
  while (isRunning(identity) && Date.now() < deadline && !isHurried()) await sleep(25);
  if (force !== 'SIGKILL' && signal(identity, force)) await untilGone(identity, 3_000);
  while (killGroup(identity)) await untilGone(identity, 5_000);
}

async function untilGone(identity: ProcessIdentity, withinMs: number): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (isRunning(identity) && Date.now() < deadline) await sleep(25);
}

function spawnDetached({ command, args, env, cwd, uid, gid, logFile }: Launch): ChildProcess {
  mkdirSync(dirname(logFile), { recursive: true });
  keepLogSmall(logFile);
  const log = openSync(logFile, 'a', 0o600);
  try {
    const account = uid === undefined || gid === undefined ? {} : { uid, gid };
    const child = spawn(command, args, { ...account, env, cwd, stdio: ['ignore', log, log], detached: true });
    child.unref();
    return child;
  } finally {
    closeSync(log);
  }
}

function keepLogSmall(path: string): void {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > MAX_LOG_BYTES) renameSync(path, `${path}.1`);
}
