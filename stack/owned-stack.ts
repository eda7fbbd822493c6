/** The stack in the hands of its owner: brought up, kept alive, stopped in order. */
import { isNamed, namedAddresses, pickAddresses, type KnownAddresses } from './addresses.ts';
import { bringUp } from './bring-up.ts';
import { hasRoom } from './folder/disk-room.ts';
import type { FolderLock } from './folder/folder-lock.ts';
import { readState, StateFile, type WorkerState } from './folder/state-file.ts';
import { endLeftovers } from './leftovers.ts';
import { rehearsalService, rehearsalUrl, REHEARSAL_KEY } from './model/rehearsal-process.ts';
import type { Opening } from './opening.ts';
import { createDatabase, postgresUrl } from './postgres/postgres.ts';
import {
  STOP_ORDER,
  workerEnding,
  type EmbeddedService,
  type Ports,
  type ServiceName,
} from './process/embedded-service.ts';
import { KeptProcess } from './process/kept-process.ts';
import { asStep, whenSlow } from './process/step.ts';
import { postgresService, temporalService } from './services.ts';
import type { ServiceAddresses, Stack, StackStatus, WorkerRole } from './stack.ts';
import { describeStack } from './status.ts';
import { findTemporal } from './temporal/temporal-binary.ts';
import { temporalAddress, webUiAddress } from './temporal/temporal.ts';
import { prepareWorker } from './worker-process.ts';

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
  private known: KnownAddresses = {};
  private stopping: Promise<void> | null = null;

  constructor(private readonly opening: OwnerOpening) {
    const { stateFile } = opening.folder;
    this.state = new StateFile(stateFile, readState(stateFile));
  }

  get addresses(): ServiceAddresses {
    return pickAddresses(this.known, this.opening.needs);
  }

  async bringUp(): Promise<void> {
    const { env, needs } = this.opening;
    await this.takeOver();
    const starting = needs.filter((name) => !isNamed(env, name)).map((name) => this.start(name));
    // All are waited for, also when one fails: what another one started meanwhile must be known to be stopped.
    const results = await Promise.allSettled([this.takeNamed(), ...starting]);
    for (const result of results) if (result.status === 'rejected') throw result.reason;
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
    for (const kept of this.allKept()) {
      kept.hurry();
      void kept.stop();
    }
  }

  status(): Promise<StackStatus> {
    return describeStack(this.opening.env);
  }

  async startWorker(role: WorkerRole, share?: { authoringSlots: number }): Promise<void> {
    const { env, logger, onGiveUp } = this.opening;
    const authoringSlots = share?.authoringSlots ?? env.AUTHORING_SLOTS;
    const isTemporalEmbedded = this.services.temporal !== undefined;
    const place = { env, role, authoringSlots, addresses: this.addresses, isTemporalEmbedded };
    let known: WorkerState | undefined;
    const kept = new KeptProcess({
      name: `worker ${role}`,
      logger,
      hasRoom: () => hasRoom(env.dataDir),
      ending: workerEnding(env.SHUTDOWN_GRACE_MS),
      prepare: () => Promise.resolve(prepareWorker(place)),
      onGiveUp,
      onProcess: (process) => {
        const others = this.state.current.workers.filter((worker) => worker !== known);
        known = { role, process, startedAt: new Date().toISOString() };
        this.state.update({ workers: [...others, known] });
      },
    });
    this.workers.push(kept);
    await kept.start();
  }

  stop(): Promise<void> {
    if (this.stopping) for (const kept of this.allKept()) kept.hurry();
    this.stopping ??= this.stopInOrder();
    return this.stopping;
  }

  private async stopInOrder(): Promise<void> {
    this.state.update({ isReady: false });
    await Promise.all(this.workers.map((worker) => worker.stop()));
    for (const name of STOP_ORDER) {
      await this.services[name]?.stop();
      const last = this.state.current.embedded[name];
      if (last) this.state.updateEmbedded(name, { ...last, process: null });
    }
    this.state.update({ owner: null, workers: [] });
    this.opening.lock.release();
  }

  private allKept(): KeptProcess[] {
    return [...this.workers, ...Object.values(this.services)];
  }

  /** Ends what a dead owner left, and is the owner from now on. */
  private async takeOver(): Promise<void> {
    const { env, lock, logger, onStep, signal } = this.opening;
    const isHurried = (): boolean => signal?.aborted === true;
    const ended = await asStep('Ending what an earlier command left running', whenSlow(onStep), () =>
      endLeftovers(this.state, { workerGraceMs: env.SHUTDOWN_GRACE_MS, isHurried }),
    );
    if (ended > 0) logger.info('Processes that a dead owner left were ended', { ended });
    signal?.throwIfAborted();
    this.state.update({
      owner: { process: lock.holder, startedAt: new Date().toISOString() },
      addresses: { postgres: null, temporal: null, model: null },
    });
  }

  private async takeNamed(): Promise<void> {
    const { env, needs } = this.opening;
    Object.assign(this.known, await namedAddresses(env, needs));
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
    const isRoom = () => hasRoom(env.dataDir);
    const ports = await bringUp(service, { state: this.state, logger, hasRoom: isRoom, onGiveUp, onKept });
    signal?.throwIfAborted();
    return ports;
  }
}
