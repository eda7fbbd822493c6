/** The embedded Temporal: a development server on a database file, with its Web UI. */
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import type { Launch } from '../process/kept-process.ts';

export interface TemporalPlace {
  binary: string;
  dataDir: string;
  logDir: string;
  namespace: string;
  ports: TemporalPorts;
  /** Name and type, as the server registers them. */
  searchAttributes: Record<string, string>;
}

export type TemporalPorts = {
  service: number;
  webUi: number;
  metrics: number;
};

export const temporalAddress = ({ service }: TemporalPorts): string => `127.0.0.1:${service}`;
export const webUiAddress = ({ webUi }: TemporalPorts): string => `http://127.0.0.1:${webUi}`;

export function prepareTemporal(place: TemporalPlace): Launch {
  const { binary, dataDir, namespace, ports, searchAttributes } = place;
  const file = join(dataDir, 'temporal.db');
  return {
    command: binary,
    args: [
      ...['server', 'start-dev', '--ip', '127.0.0.1', '--db-filename', file],
      ...['--port', String(ports.service), '--ui-port', String(ports.webUi), '--metrics-port', String(ports.metrics)],
      // Five times the throughput of the defaults, and safe against a dying process (not against a power cut).
      ...['--sqlite-pragma', 'journal_mode=wal', '--sqlite-pragma', 'synchronous=1'],
      ...['--dynamic-config-value', 'matching.numTaskqueueReadPartitions=1'],
      ...['--dynamic-config-value', 'matching.numTaskqueueWritePartitions=1'],
      ...['--namespace', namespace, '--ui-disable-news-fetch', '--log-level', 'error', '--color', 'never'],
      ...Object.entries(searchAttributes).flatMap(([name, type]) => ['--search-attribute', `${name}=${type}`]),
    ],
    cwd: dataDir,
    mark: file,
    logFile: join(place.logDir, 'temporal.log'),
    isUp: () => serves(temporalAddress(ports), namespace),
    readyWithinMs: 60_000,
  };
}

/** Whether a server at `address` serves the namespace. */
export async function serves(address: string, namespace: string): Promise<boolean> {
  const connection = Connection.lazy({ address, connectTimeout: '1s' });
  try {
    await connection.withDeadline(Date.now() + 1_500, () =>
      connection.workflowService.describeNamespace({ namespace }),
    );
    return true;
  } catch {
    // Not up yet, whatever the reason: the log of the server has it.
    return false;
  } finally {
    await connection.close();
  }
}
