import { join } from 'node:path';
import type { Env } from '../../adapters/env.ts';
import type { EmbeddedService } from '../process/embedded-service.ts';
import { nodeArguments, PROJECT } from '../process/node-process.ts';
import { freePort } from '../process/ports.ts';

/** A key that says what it is: the rehearsal model asks for none. */
export const REHEARSAL_KEY = 'rehearsal';
const HEAP_MB = 1_024;

export const rehearsalUrl = (ports: { http: number }): string => `http://127.0.0.1:${ports.http}/v1`;

/** The rehearsal model as an embedded service. */
export function rehearsalService(env: Env): EmbeddedService<{ http: number }> {
  const mark = `rehearsal model of ${env.dataDir}`;
  return {
    name: 'model',
    choosePorts: async (last) => ({ http: await freePort(env.REHEARSAL_PORT || last?.http) }),
    launch: ({ http }) =>
      Promise.resolve({
        command: process.execPath,
        args: nodeArguments({
          title: mark,
          heapMb: HEAP_MB,
          file: 'rehearsal/main.ts',
          args: [
            ...['--port', String(http), '--latency-ms', String(env.REHEARSAL_LATENCY_MS)],
            ...(env.REHEARSAL_FAULTS ? ['--faults', env.REHEARSAL_FAULTS] : []),
          ],
        }),
        cwd: PROJECT,
        mark,
        logFile: join(env.logDir, 'rehearsal.log'),
        isUp: () => isHealthy(`http://127.0.0.1:${http}/health`),
        readyWithinMs: 60_000,
      }),
  };
}

async function isHealthy(url: string): Promise<boolean> {
  try {
    const reply = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    await reply.body?.cancel();
    return reply.ok;
  } catch {
    // Not up yet.
    return false;
  }
}
