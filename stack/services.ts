/** PostgreSQL and Temporal as embedded services of a data folder. */
import type { Env } from '../adapters/env.ts';
import type { EmbeddedService } from './process/embedded-service.ts';
import { freePort } from './process/ports.ts';
import { preparePostgres } from './postgres/postgres.ts';
import { prepareTemporal, type TemporalPorts } from './temporal/temporal.ts';

export type PostgresPorts = { postgres: number };

export function postgresService({ dataDir, cacheDir, logDir }: Env): EmbeddedService<PostgresPorts> {
  return {
    name: 'postgres',
    choosePorts: async (last) => ({ postgres: await freePort(last?.postgres) }),
    launch: ({ postgres: port }) => preparePostgres({ dataDir, cacheDir, logDir, port, durability: 'on' }),
  };
}

/** The ports that Temporal's own tools take for granted; a second data folder gets others. */
const USUAL_PORTS = { service: 7233, webUi: 8233 };

export function temporalService(
  { dataDir, logDir, TEMPORAL_NAMESPACE: namespace }: Env,
  { binary, searchAttributes }: { binary: string; searchAttributes: Record<string, string> },
): EmbeddedService<TemporalPorts> {
  return {
    name: 'temporal',
    choosePorts: async (last) => ({
      service: await freePort(last?.service ?? USUAL_PORTS.service),
      webUi: await freePort(last?.webUi ?? USUAL_PORTS.webUi),
      metrics: await freePort(last?.metrics),
    }),
    launch: (ports) =>
      Promise.resolve(prepareTemporal({ binary, dataDir, logDir, namespace, ports, searchAttributes })),
  };
}
