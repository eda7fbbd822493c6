/** Brings one embedded service up: adopted from an owner that died when it still runs as we would start it, else started. */
import { createHash } from 'node:crypto';
import type { Logger } from '../adapters/logging/logger.ts';
import type { StateFile } from './folder/state-file.ts';
import type { EmbeddedService, Ports, ServiceName } from './process/embedded-service.ts';
import { endProcess, KeptProcess, type Launch } from './process/kept-process.ts';
import { isRunning } from './process/process-identity.ts';

export interface RunningService<P extends Ports> {
  kept: KeptProcess;
  ports: P;
  /** It ran before us. */
  isAdopted: boolean;
}

export interface Keeper {
  state: StateFile;
  logger: Logger;
  hasRoom: () => boolean;
  onGiveUp: (name: string) => void;
  /** Hears of the process before it is up, so that it can be stopped then. */
  onKept: (name: ServiceName, kept: KeptProcess) => void;
}

/** A port may be taken between the look and the start. */
const MAX_STARTS = 3;

export async function bringUp<P extends Ports>(
  service: EmbeddedService<P>,
  { state, logger, hasRoom, onGiveUp, onKept }: Keeper,
): Promise<RunningService<P>> {
  const last = state.current.embedded[service.name];
  const keep = (ports: P): KeptProcess =>
    new KeptProcess({
      name: service.name,
      logger,
      hasRoom,
      stopSignals: service.stopSignals,
      prepare: () => service.launch(ports),
      onGiveUp,
      onProcess: (process, launch) =>
        state.updateEmbedded(service.name, { process, ports, settings: settingsOf(launch) }),
    });

  if (last?.process && isRunning(last.process)) {
    const ports = service.readPorts(last.ports);
    const launch = ports ? await service.launch(ports) : null;
    if (ports && launch && settingsOf(launch) === last.settings && (await launch.isUp())) {
      const kept = keep(ports);
      kept.adopt(last.process, launch);
      logger.info('A service that a dead process left is kept', { service: service.name, pid: last.process.pid });
      onKept(service.name, kept);
      return { kept, ports, isAdopted: true };
    }
    logger.info('A service that a dead process left is ended', { service: service.name, pid: last.process.pid });
    await endProcess(last.process, service.stopSignals, { graceMs: service.stopGraceMs });
  }

  for (let starts = 1; ; starts += 1) {
    const ports = await service.choosePorts(starts === 1 ? last?.ports : undefined);
    const kept = keep(ports);
    onKept(service.name, kept);
    try {
      await kept.start();
      return { kept, ports, isAdopted: false };
    } catch (error) {
      if (starts === MAX_STARTS) throw error;
      logger.warn('A service did not start; trying other ports', { service: service.name, error });
    }
  }
}

/** Hash of the command: what was started otherwise is not what we want to keep. */
export function settingsOf({ command, args, fingerprint }: Launch): string {
  return createHash('sha256')
    .update(JSON.stringify([command, args, fingerprint ?? '']))
    .digest('hex');
}
