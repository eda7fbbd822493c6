/** The stack in the hands of its owner: brought up, kept alive, stopped in order. */
import { setTimeout as sleep } from 'node:timers/promises';
import { isNamed, namedAddresses, pickAddresses, type KnownAddresses } from './addresses.ts';
import { hasUsers } from './folder/data-folder.ts';
import { hasRoom } from './folder/disk-room.ts';
import { bringUp, settingsOf } from './bring-up.ts';
import { SERVICE_NAMES, type EmbeddedService, type Ports, type ServiceName } from './process/embedded-service.ts';
import type { FolderLock } from './folder/folder-lock.ts';
import { endProcess, KeptProcess } from './process/kept-process.ts';
import type { Opening } from './opening.ts';
import { createDatabase, postgresUrl } from './postgres/postgres.ts';
import { isRunning } from './process/process-identity.ts';
import { rehearsalService, rehearsalUrl, REHEARSAL_KEY } from './model/rehearsal-process.ts';
import { postgresService, temporalService } from './services.ts';
import type { ServiceAddresses, Stack, StackStatus, WorkerRole } from './stack.ts';
import { readState, StateFile, type WorkerState } from './folder/state-file.ts';
import { describeStack } from './status.ts';
import { asStep } from './process/step.ts';
import { findTemporal } from './temporal/temporal-binary.ts';
import { temporalAddress, webUiAddress } from './temporal/temporal.ts';
import { prepareWorker } from './worker-process.ts';

/** Stopping order. Workers come before all of them. */
const STOP_ORDER = ['temporal', 'model', 'postgres'] as const satisfies ServiceName[];
const STOP_GRACE_MS = { temporal: 10_000, model: 3_000, postgres: 15_000 };
/** How long others that use the stack are waited for. */
const USERS_GRACE_MS = 2_000;

type OwnerOpening = Opening & { lock: FolderLock };

/** Brings everything up that is needed; when one service cannot, what was started is stopped again. */
export async function ownStack(opening: OwnerOpening): Promise<Stack> {
  const stack = new OwnedStack(opening);
  const cancel = (): void => stack.cancelStarts();
  opening.signal?.addEventListener('abort', cancel);
  try {
    await stack.bringUp();
    opening.signal?.throwIfAborted();
    return stack;
  } catch (error) {
    await stack.stop();
    throw opening.signal?.aborted ? opening.signal.reason : error;
  } finally {
    opening.signal?.removeEventListener('abort', cancel);
  }
}

class OwnedStack implements Stack {
  readonly isOwner = true;
  private readonly state: StateFile;
  private readonly services: Partial<Record<ServiceName, KeptProcess>> = {};
  private readonly workers: KeptProcess[] = [];
  private readonly adopted = new Set<ServiceName>();
  private known: KnownAddresses = {};
  private stopping: Promise<void> | null = null;

  constructor(private readonly opening: OwnerOpening) {
    const { folder, lock } = opening;
    const last = readState(folder.stateFile);
    this.state = new StateFile(folder.stateFile, last);
    this.state.update({ workers: last.workers.filter(({ process }) => isRunning(process)) });
    const owner = { process: lock.holder, startedAt: new Date().toISOString() };
    this.state.update({ owner, isReady: false, addresses: { postgres: null, temporal: null, model: null } });
  }

  get addresses(): ServiceAddresses {
    return pickAddresses(this.known, this.opening.needs);
  }

  async bringUp(): Promise<void> {
    const { env, needs } = this.opening;
    const starting = needs.filter((name) => !isNamed(env, name)).map((name) => this.start(name));
    // All are waited for, also when one fails: what another one started meanwhile must be known to be stopped.
    const results = await Promise.allSettled([this.takeNamed(), ...starting]);
    for (const result of results) if (result.status === 'rejected') throw result.reason;
    await this.endUnwanted();
    const { postgres, temporal, model } = this.known;
    this.state.update({
      isReady: true,
      addresses: {
        postgres: postgres ? { url: postgres.databaseUrl } : null,
        temporal: temporal ?? null,
        model: model ? { baseUrl: model.baseUrl } : null,
      },
    });
  }

  /** Ends what is on its way up, so that `bringUp` rejects soon. */
  cancelStarts(): void {
    for (const kept of this.allKept()) void kept.stop(0);
  }

  status(): Promise<StackStatus> {
    return describeStack(this.opening.env);
  }

  async startWorker(role: WorkerRole, share?: { authoringSlots: number }): Promise<void> {
    const { env, logger, onGiveUp } = this.opening;
    const authoringSlots = share?.authoringSlots ?? env.AUTHORING_SLOTS;
    const isTemporalEmbedded = this.services.temporal !== undefined;
    const prepare = () => prepareWorker({ env, role, authoringSlots, addresses: this.addresses, isTemporalEmbedded });
    let known: WorkerState | undefined;
    const kept = new KeptProcess({
      name: `worker ${role}`,
      logger,
      hasRoom: () => hasRoom(env.dataDir),
      stopSignals: ['SIGTERM', 'SIGKILL'],
      prepare: () => Promise.resolve(prepare()),
      onGiveUp,
      onProcess: (process, launch) => {
        const others = this.state.current.workers.filter((worker) => worker !== known);
        known = { role, process, startedAt: new Date().toISOString(), settings: settingsOf(launch) };
        this.state.update({ workers: [...others, known] });
      },
    });
    this.workers.push(kept);

    const left = this.leftWorkers().find((worker) => worker.role === role);
    const launch = prepare();
    if (left && left.settings === settingsOf(launch)) {
      known = left;
      kept.adopt(left.process, launch);
      logger.info('A worker that a dead process left is kept', { role, pid: left.process.pid });
      return;
    }
    if (left) {
      logger.info('A worker of other settings or older code is ended', { role, pid: left.process.pid });
      await endProcess(left.process, ['SIGTERM', 'SIGKILL'], { graceMs: env.SHUTDOWN_GRACE_MS });
      this.forget(left);
    }
    await kept.start();
  }

  stop(): Promise<void> {
    if (this.stopping) for (const kept of this.allKept()) kept.hurry();
    this.stopping ??= this.stopInOrder();
    return this.stopping;
  }

  private async stopInOrder(): Promise<void> {
    const { env, folder, lock } = this.opening;
    const deadline = Date.now() + USERS_GRACE_MS;
    this.state.update({ isReady: false });
    while (hasUsers(folder) && Date.now() < deadline) await sleep(50);
    const leavesFound = !this.isWhole && this.foundMore();
    const left = leavesFound ? [] : this.leftWorkers();
    const graceMs = env.SHUTDOWN_GRACE_MS;
    await Promise.all([
      ...this.workers.map((worker) => worker.stop(graceMs)),
      ...left.map(({ process }) => endProcess(process, ['SIGTERM', 'SIGKILL'], { graceMs })),
    ]);
    for (const name of STOP_ORDER) await this.stopService(name, leavesFound);
    this.state.update({ owner: null, workers: this.leftWorkers() });
    lock.release();
  }

  private get isWhole(): boolean {
    return SERVICE_NAMES.every((name) => this.opening.needs.includes(name));
  }

  /** A fleet whose owner died may be at work: a command that needs only a part leaves such a stack as it found it. */
  private foundMore(): boolean {
    const others = SERVICE_NAMES.filter((name) => !this.services[name]);
    const isLeft = (name: ServiceName): boolean => {
      const process = this.state.current.embedded[name]?.process;
      return process != null && isRunning(process);
    };
    return this.leftWorkers().length > 0 || others.some(isLeft);
  }

  private async stopService(name: ServiceName, leavesFound: boolean): Promise<void> {
    const kept = this.services[name];
    if (!kept) return;
    if (leavesFound && this.adopted.has(name)) return kept.release();
    await kept.stop(STOP_GRACE_MS[name]);
    const last = this.state.current.embedded[name];
    if (last) this.state.updateEmbedded(name, { ...last, process: null });
  }

  private allKept(): KeptProcess[] {
    return [...this.workers, ...Object.values(this.services)];
  }

  /** Workers of a dead owner that nobody keeps yet. */
  private leftWorkers(): WorkerState[] {
    const kept = new Set(this.workers.map((worker) => worker.current?.pid));
    return this.state.current.workers.filter(({ process }) => !kept.has(process.pid) && isRunning(process));
  }

  private forget(worker: WorkerState): void {
    this.state.update({ workers: this.state.current.workers.filter((other) => other !== worker) });
  }

  private async takeNamed(): Promise<void> {
    const { env, needs } = this.opening;
    Object.assign(this.known, await namedAddresses(env, needs));
  }

  /** Services that a dead owner left and that are named now. */
  private async endUnwanted(): Promise<void> {
    if (!this.isWhole) return;
    for (const name of SERVICE_NAMES) {
      const last = this.state.current.embedded[name];
      if (this.services[name] || !last?.process) continue;
      await endProcess(last.process, ['SIGTERM', 'SIGKILL'], { graceMs: STOP_GRACE_MS[name] });
      this.state.updateEmbedded(name, { ...last, process: null });
    }
  }

  private start(name: ServiceName): Promise<void> {
    switch (name) {
      case 'postgres':
        return this.startPostgres();
      case 'temporal':
        return this.startTemporal();
      case 'model':
        return this.startModel();
    }
  }

  private async startPostgres(): Promise<void> {
    const { env, onStep } = this.opening;
    await asStep('Starting PostgreSQL', onStep, async () => {
      const ports = await this.bringUpService(postgresService(env));
      const place = { dataDir: env.dataDir, port: ports.postgres };
      await createDatabase(place);
      this.known.postgres = { databaseUrl: postgresUrl(place) };
    });
  }

  private async startTemporal(): Promise<void> {
    const { env, onStep, logger, searchAttributes, searchPath = '', signal } = this.opening;
    await asStep('Starting Temporal', onStep, async (onProgress) => {
      const search = { named: env.TEMPORAL_CLI_PATH, searchPath, cacheDir: env.cacheDir, logger, onProgress, signal };
      const binary = await findTemporal(search);
      onProgress('server');
      const ports = await this.bringUpService(temporalService(env, { binary, searchAttributes }));
      const namespace = env.TEMPORAL_NAMESPACE;
      this.known.temporal = { address: temporalAddress(ports), namespace, webUi: webUiAddress(ports) };
    });
  }

  private async startModel(): Promise<void> {
    const { env, onStep } = this.opening;
    await asStep('Starting the rehearsal model', onStep, async () => {
      const ports = await this.bringUpService(rehearsalService(env));
      this.known.model = { baseUrl: rehearsalUrl(ports), apiKey: REHEARSAL_KEY, isEmbedded: true };
    });
  }

  private async bringUpService<P extends Ports>(service: EmbeddedService<P>): Promise<P> {
    const { env, logger, onGiveUp, signal } = this.opening;
    const onKept = (name: ServiceName, kept: KeptProcess): void => {
      signal?.throwIfAborted();
      this.services[name] = kept;
    };
    const { ports, isAdopted } = await bringUp(service, {
      state: this.state,
      logger,
      hasRoom: () => hasRoom(env.dataDir),
      onGiveUp,
      onKept,
    });
    if (isAdopted) this.adopted.add(service.name);
    signal?.throwIfAborted();
    return ports;
  }
}
