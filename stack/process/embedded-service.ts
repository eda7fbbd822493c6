/** A service that we can start ourselves. */
import type { Launch } from './kept-process.ts';

export const SERVICE_NAMES = ['postgres', 'temporal', 'model'] as const;
export type ServiceName = (typeof SERVICE_NAMES)[number];

export type Ports = Record<string, number>;

export interface EmbeddedService<P extends Ports> {
  name: ServiceName;
  stopSignals: [NodeJS.Signals, NodeJS.Signals];
  stopGraceMs: number;
  /** Free ports, those of the last time where they are free. */
  choosePorts(last: Ports | undefined): Promise<P>;
  /** The ports of the last time as they are, or null when they do not fit. */
  readPorts(last: Ports): P | null;
  launch(ports: P): Promise<Launch>;
}
