/** Services that the operator named: asked once, with a limit, before anything is built on them. */
import { Connection } from '@temporalio/client';
import pg from 'pg';
import type { Env } from '../adapters/env.ts';
import { temporalConnectionOptions } from '../adapters/temporal/client.ts';
import { errorCode, errorText, ServiceUnreachable } from './process/errors.ts';

const LIMIT_MS = 10_000;
const SECONDS = LIMIT_MS / 1000;
/** PostgreSQL: no such database. The migration makes it. */
const NO_SUCH_DATABASE = '3D000';
/** gRPC: no such namespace; a client that may not describe it, though it may use it. */
const NOT_FOUND = 5;
const PERMISSION_DENIED = 7;
export const DEFAULT_MODEL_URL = 'https://api.openai.com/v1';

/** @throws ServiceUnreachable */
export async function requirePostgres(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: LIMIT_MS });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    if (errorCode(error) === NO_SUCH_DATABASE) return;
    throw new ServiceUnreachable({
      service: 'PostgreSQL',
      address: withoutPassword(url),
      tried: `tried for up to ${SECONDS} s: ${errorText(error)}.`,
      remedy: 'Check DATABASE_URL and that the server runs, or unset it to use the embedded PostgreSQL.',
      cause: error,
    });
  } finally {
    await client.end().catch(() => undefined);
  }
}

const CHECK_TEMPORAL =
  'Check TEMPORAL_ADDRESS (and TEMPORAL_TLS…, TEMPORAL_API_KEY), or unset it to use the embedded Temporal.';

/** @throws ServiceUnreachable also when the namespace is missing */
export async function requireTemporal(env: Env, address: string): Promise<void> {
  const namespace = env.TEMPORAL_NAMESPACE;
  const unreachable = (tried: string, remedy: string, cause: unknown) =>
    new ServiceUnreachable({ service: 'Temporal', address, tried, remedy, cause });
  let connection: Connection;
  try {
    connection = await Connection.connect({ ...temporalConnectionOptions(env, address), connectTimeout: LIMIT_MS });
  } catch (error) {
    throw unreachable(`tried for up to ${SECONDS} s: ${errorText(error)}.`, CHECK_TEMPORAL, error);
  }
  try {
    await connection.withDeadline(Date.now() + LIMIT_MS, () =>
      connection.workflowService.describeNamespace({ namespace }),
    );
  } catch (error) {
    if (errorCode(error) === PERMISSION_DENIED) return;
    if (errorCode(error) !== NOT_FOUND) {
      throw unreachable(`asked for the namespace "${namespace}": ${errorText(error)}.`, CHECK_TEMPORAL, error);
    }
    throw unreachable(
      `namespace "${namespace}" does not exist there.`,
      `Create it (temporal operator namespace create -n ${namespace}) or set TEMPORAL_NAMESPACE.`,
      error,
    );
  } finally {
    await connection.close();
  }
}

/** Any answer counts, a refusal too: a rejected key is told apart where calls are made. @throws ServiceUnreachable */
export async function requireModel(baseUrl: string, apiKey: string): Promise<void> {
  try {
    const reply = await fetch(`${baseUrl.replace(/\/$/, '')}/models`, {
      headers: { authorization: `Bearer ${apiKey}` },
      signal: AbortSignal.timeout(LIMIT_MS),
    });
    await reply.body?.cancel();
  } catch (error) {
    const reason = causeOf(error) ?? error;
    throw new ServiceUnreachable({
      service: 'The model',
      address: baseUrl,
      tried: `asked for its models for up to ${SECONDS} s: ${errorText(reason)}.`,
      remedy: 'Check OPENAI_BASE_URL and the network, or unset it and OPENAI_API_KEY to use the rehearsal model.',
      cause: error,
    });
  }
}

/** `fetch` says only that it failed; its cause says why. */
const causeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'cause' in error ? error.cause : undefined;

export function withoutPassword(url: string): string {
  const safe = new URL(url);
  safe.password = '';
  return safe.href;
}
