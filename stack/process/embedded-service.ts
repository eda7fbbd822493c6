/** A service that we can start ourselves. */
import type { Launch } from './kept-process.ts';
import type { Ending } from './end-process.ts';

export const SERVICE_NAMES = ['postgres', 'temporal', 'model'] as const;
export type ServiceName = (typeof SERVICE_NAMES)[number];

/** How each is ended, in the order in which they are. Workers come before all of them. */
export const SERVICE_ENDINGS = {
  temporal: { signals: ['SIGTERM', 'SIGKILL'], graceMs: 10_000 },
  model: { signals: ['SIGTERM', 'SIGKILL'], graceMs: 3_000 },
  // PostgreSQL: SIGINT cuts connections and writes everything down, SIGQUIT does not wait to write.
  postgres: { signals: ['SIGINT', 'SIGQUIT'], graceMs: 15_000 },
} as const satisfies Record<ServiceName, Ending>;
export const STOP_ORDER = ['temporal', 'model', 'postgres'] as const satisfies ServiceName[];

export const workerEnding = (graceMs: number): Ending => ({ signals: ['SIGTERM', 'SIGKILL'], graceMs });

export type Ports = Record<string, number>;

export interface EmbeddedService<P extends Ports> {
  name: ServiceName;
  /** Free ports, those of the last time where they are free. */
  choosePorts(last: Ports | undefined): Promise<P>;
  launch(ports: P): Promise<Launch>;
}
