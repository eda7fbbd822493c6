/** Starts one embedded service and keeps it running, on the ports of the last time where they are free. */
import type { Logger } from '../adapters/logging/logger.ts';
import type { StateFile } from './folder/state-file.ts';
import { SERVICE_ENDINGS, type EmbeddedService, type Ports, type ServiceName } from './process/embedded-service.ts';
import { KeptProcess } from './process/kept-process.ts';

export interface Keeper {
  state: StateFile;
  logger: Logger;
  hasRoom: () => boolean;
  onGiveUp: (name: string) => void;
  /** Called before the process is up, so that it can be stopped then. */
  onKept: (name: ServiceName, kept: KeptProcess) => void;
}

/** A port may be taken between the look and the start. */
const MAX_STARTS = 3;

/** @returns the ports of the running service */
export async function bringUp<P extends Ports>(
  service: EmbeddedService<P>,
  { state, logger, hasRoom, onGiveUp, onKept }: Keeper,
): Promise<P> {
  const { name } = service;
  const last = state.current.embedded[name];
  for (let starts = 1; ; starts += 1) {
    const ports = await service.choosePorts(starts === 1 ? last?.ports : undefined);
    const kept = new KeptProcess({
      name,
      logger,
      hasRoom,
      ending: SERVICE_ENDINGS[name],
      prepare: () => service.launch(ports),
      onGiveUp,
      onProcess: (process) => state.updateEmbedded(name, { process, ports }),
    });
    onKept(name, kept);
    try {
      await kept.start();
      return ports;
    } catch (error) {
      if (starts === MAX_STARTS) throw error;
      logger.warn('A service did not start; trying other ports', { service: name, error });
    }
  }
}
