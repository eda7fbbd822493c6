/**
 * A process that is kept alive: started again when it ends unasked.
 *
 * It has a process group of its own, so that a Ctrl-C in the terminal reaches only us and we stop things in order, and
 * writes into a file, so that its last words can be read when it is gone.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../../adapters/logging/logger.ts';
import { AT_ONCE, endProcess, type Ending } from './end-process.ts';
import { StackFailed } from './errors.ts';
import { lastLines } from './log-tail.ts';
import { identify, isRunning, type ProcessIdentity } from './process-identity.ts';

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
  logFile: string;
  /** Whether it does its work; asked again and again while it starts. */
  isUp(): Promise<boolean>;
  readyWithinMs: number;
}

export interface Keeping {
  name: string;
  /** Called before every start: what must be true of files and ports is made true there. */
  prepare(): Promise<Launch>;
  ending: Ending;
  logger: Logger;
  /** False while the disk is full: what died of it is started again when there is room. */
  hasRoom(): boolean;
  /** Called with every new process, before it is ready. */
  onProcess(identity: ProcessIdentity): void;
  /** It died too often and is not started again. */
  onGiveUp(name: string): void;
}

const READY_POLL_MS = 100;
const MAX_DEATHS = 5;
const DEATH_WINDOW_MS = 60_000;
/** How long one start is tried again and again before it counts as a death. */
const PATIENCE_MS = 10_000;
const BETWEEN_TRIES_MS = 250;
const LONGEST_PAUSE_MS = 4_000;
const ROOM_POLL_MS = 1_000;
const MAX_LOG_BYTES = 20_000_000;

export class KeptProcess {
  private identity: ProcessIdentity | null = null;
  /** How the process ended, once it has. */
  private ended: Promise<string> = Promise.resolve('never started');
  private readonly stopping = new AbortController();
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

  /** Ends the process. Safe to repeat. */
  async stop(): Promise<void> {
    this.stopping.abort();
    if (this.identity) await endProcess(this.identity, this.keeping.ending, () => this.isHurried);
    await this.watching;
  }

  /** Cuts the grace of a stop that is under way or comes. */
  hurry(): void {
    this.isHurried = true;
  }

  private get isStopping(): boolean {
    return this.stopping.signal.aborted;
  }

  private async launch(): Promise<void> {
    const launch = await this.keeping.prepare();
    if (this.isStopping) return;
    const child = spawnDetached(launch);
    this.ended = endOf(child);
    this.identity = child.pid === undefined ? null : identify(child.pid, launch.mark);
    if (this.identity) await this.note(this.identity);
    const failure = await Promise.race([this.ended, this.untilUp(launch)]);
    if (failure === null || this.isStopping) return;
    if (this.identity) await endProcess(this.identity, AT_ONCE);
    throw new StackFailed(
      `${this.keeping.name} did not start (${failure}). Its log, ${launch.logFile}, ends:\n${lastLines(launch.logFile, 15)}`,
    );
  }

  /** What is not written down cannot be found again after a crash, so it must not run. */
  private async note(identity: ProcessIdentity): Promise<void> {
    try {
      this.keeping.onProcess(identity);
    } catch (error) {
      await endProcess(identity, AT_ONCE);
      throw error;
    }
  }

  /** Resolves to null once up, or to what was waited for in vain. */
  private async untilUp(launch: Launch): Promise<string | null> {
    const deadline = Date.now() + launch.readyWithinMs;
    while (Date.now() < deadline && !this.isStopping) {
      if (await launch.isUp()) return null;
      await this.pause(READY_POLL_MS);
    }
    return this.isStopping ? null : `not ready within ${launch.readyWithinMs / 1000} s`;
  }

  /** Lives as long as the process is wanted. */
  private async watch(): Promise<void> {
    const { name, logger } = this.keeping;
    for (;;) {
      const how = await this.ended;
      await this.untilRoom();
      if (this.isStopping) return;
      const now = Date.now();
      this.deaths = [...this.deaths.filter((at) => at > now - DEATH_WINDOW_MS), now];
      if (this.deaths.length >= MAX_DEATHS) {
        logger.error('A process died too often and is not started again', { process: name, deaths: MAX_DEATHS, how });
        this.keeping.onGiveUp(name);
        return;
      }
      logger.warn('A process died and is started again', { process: name, pid: this.identity?.pid, how });
      await this.pause(Math.min(LONGEST_PAUSE_MS, 250 * 2 ** (this.deaths.length - 1)));
      await this.startAgain();
    }
  }

  /** A death for want of space is not the program's own, however often it happens. */
  private async untilRoom(): Promise<void> {
    const { name, logger } = this.keeping;
    if (this.isStopping || this.keeping.hasRoom()) return;
    logger.error('A process died while the disk is full; it is started again when space is freed', { process: name });
    while (!this.isStopping && !this.keeping.hasRoom()) await this.pause(ROOM_POLL_MS);
  }

  /** What the dead process leaves behind (its children, its port) may be in the way for a moment. */
  private async startAgain(): Promise<void> {
    const { name, logger } = this.keeping;
    const deadline = Date.now() + PATIENCE_MS;
    while (!this.isStopping) {
      try {
        await this.launch();
        if (!this.isStopping) logger.info('A process runs again', { process: name, pid: this.identity?.pid });
        return;
      } catch (error) {
        if (Date.now() >= deadline)
          return logger.warn('A process could not be started again', { process: name, error });
        await this.pause(BETWEEN_TRIES_MS);
      }
    }
  }

  /** Waits; shorter when the process is to stop. */
  private async pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }
}

const endOf = (child: ChildProcess): Promise<string> =>
  new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, name) => resolve(name ? `signal ${name}` : `exit code ${code}`));
  });

function spawnDetached({ command, args, env, cwd, uid, gid, logFile }: Launch): ChildProcess {
  mkdirSync(dirname(logFile), { recursive: true });
  keepLogSmall(logFile);
  const log = openSync(logFile, 'a', 0o600);
  try {
    const account = uid === undefined || gid === undefined ? {} : { uid, gid };
    return spawn(command, args, { ...account, env, cwd, stdio: ['ignore', log, log], detached: true });
  } finally {
    closeSync(log);
  }
}

function keepLogSmall(path: string): void {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > MAX_LOG_BYTES) renameSync(path, `${path}.1`);
}
