/** What runs for a data folder, as anybody can see it from outside. */
import { connect } from 'node:net';
import type { Env } from '../adapters/env.ts';
import { isNamed } from './addresses.ts';
import { openDataFolder } from './folder/data-folder.ts';
import { lockHolder } from './folder/folder-lock.ts';
import { DEFAULT_MODEL_URL } from './named-services.ts';
import { isRunning } from './process/process-identity.ts';
import { hasSecret, postgresUrl } from './postgres/postgres.ts';
import { rehearsalUrl } from './model/rehearsal-process.ts';
import type { StackStatus } from './stack.ts';
import { readState, type EmbeddedState, type StackState } from './folder/state-file.ts';
import type { ServiceName } from './process/embedded-service.ts';
import { temporalAddress, webUiAddress } from './temporal/temporal.ts';

export async function describeStack(env: Env): Promise<StackStatus> {
  const folder = openDataFolder(env.dataDir);
  const state = readState(folder.stateFile);
  const holder = lockHolder(folder.lockFile);
  const owner = holder && { pid: holder.pid, startedAt: state.owner?.startedAt ?? new Date(0).toISOString() };
  const [postgres, temporal, model] = await Promise.all([
    describe(env, 'postgres', state, postgresAddress(env, state)),
    describe(env, 'temporal', state, temporalPlaces(env, state)),
    describe(env, 'model', state, modelAddress(env, state)),
  ]);
  const workers = state.workers.map(({ role, process, startedAt }) => ({
    role,
    pid: process.pid,
    up: isRunning(process),
    startedAt,
  }));
  return {
    services: { postgres, temporal: { ...temporal, namespace: env.TEMPORAL_NAMESPACE }, model },
    workers,
    owner,
  };
}

/** Adds to the addresses of a service whether it is embedded, whether it listens, and its process. */
async function describe<T extends Record<string, string | null>>(
  env: Env,
  name: ServiceName,
  state: StackState,
  { shown, reachedAt }: Places<T>,
) {
  const embedded = !isNamed(env, name);
  const process = state.embedded[name]?.process ?? null;
  const pid = embedded && process && isRunning(process) ? process.pid : null;
  const up = reachedAt !== null && (!embedded || pid !== null) && (await listens(reachedAt));
  return { ...shown, embedded, up, pid };
}

interface Places<T> {
  shown: T;
  /** `host:port`, or null when it was never started. */
  reachedAt: string | null;
}

function postgresAddress({ DATABASE_URL: named, dataDir }: Env, state: StackState) {
  const port = state.embedded.postgres?.ports.postgres;
  const url = named ?? (port !== undefined && hasSecret(dataDir) ? postgresUrl({ dataDir, port }) : null);
  return { shown: { url }, reachedAt: url && hostAndPort(url, 5432) };
}

function temporalPlaces(
  { TEMPORAL_ADDRESS: named, TEMPORAL_UI_URL: webUi }: Env,
  state: StackState,
): Places<{ address: string | null; webUi: string | null }> {
  if (named) return { shown: { address: named, webUi: webUi ?? null }, reachedAt: named };
  const ports = temporalPorts(state.embedded.temporal);
  const address = ports && temporalAddress(ports);
  return { shown: { address, webUi: ports && webUiAddress(ports) }, reachedAt: address };
}

function temporalPorts(embedded: EmbeddedState | null) {
  const { service, webUi, metrics } = embedded?.ports ?? {};
  return service !== undefined && webUi !== undefined && metrics !== undefined ? { service, webUi, metrics } : null;
}

function modelAddress(env: Env, state: StackState) {
  const http = state.embedded.model?.ports.http;
  const embedded = http === undefined ? null : rehearsalUrl({ http });
  const baseUrl = isNamed(env, 'model') ? (env.OPENAI_BASE_URL ?? DEFAULT_MODEL_URL) : embedded;
  return { shown: { baseUrl }, reachedAt: baseUrl && hostAndPort(baseUrl, baseUrl.startsWith('https:') ? 443 : 80) };
}

function hostAndPort(url: string, usualPort: number): string {
  const { hostname, port } = new URL(url);
  return `${hostname}:${port || usualPort}`;
}

/** Whether something accepts connections at `host:port`. */
function listens(address: string): Promise<boolean> {
  const [host = '', port] = address.split(/:(?=\d+$)/);
  return new Promise((resolve) => {
    const socket = connect({ host: host.replace(/^\[|\]$/g, ''), port: Number(port), timeout: 2_000 });
    const end = (isUp: boolean) => () => {
      socket.destroy();
      resolve(isUp);
    };
    socket.once('connect', end(true)).once('error', end(false)).once('timeout', end(false));
  });
}
