/** Connections to Temporal: address, namespace, TLS and key from the environment. */
import { readFileSync } from 'node:fs';
import { Client, Connection, type TLSConfig } from '@temporalio/client';
import type { Env } from '../env.ts';

type TemporalEnv = Pick<
  Env,
  | 'TEMPORAL_NAMESPACE'
  | 'TEMPORAL_API_KEY'
  | 'TEMPORAL_TLS'
  | 'TEMPORAL_TLS_CERT_PATH'
  | 'TEMPORAL_TLS_KEY_PATH'
  | 'TEMPORAL_TLS_CA_PATH'
>;

/** Options that a client's and a worker's connection share. */
export function temporalConnectionOptions(env: TemporalEnv, address: string) {
  const tls = tlsOptions(env);
  return {
    address,
    ...(tls === undefined ? {} : { tls }),
    ...(env.TEMPORAL_API_KEY ? { apiKey: env.TEMPORAL_API_KEY } : {}),
  };
}

/** @throws when the server does not answer in time; the caller says which address was tried */
export async function connectTemporal(
  env: TemporalEnv,
  address: string,
): Promise<{ client: Client; connection: Connection; close: () => Promise<void> }> {
  const connection = await Connection.connect({ ...temporalConnectionOptions(env, address), connectTimeout: '10s' });
  const client = new Client({ connection, namespace: env.TEMPORAL_NAMESPACE });
  return { client, connection, close: () => connection.close() };
}

function tlsOptions(env: TemporalEnv): TLSConfig | true | undefined {
  const { TEMPORAL_TLS_CERT_PATH: cert, TEMPORAL_TLS_KEY_PATH: key, TEMPORAL_TLS_CA_PATH: ca } = env;
  if (!cert && !ca) return env.TEMPORAL_TLS || env.TEMPORAL_API_KEY ? true : undefined;
  return {
    ...(ca ? { serverRootCACertificate: readFileSync(ca) } : {}),
    ...(cert && key ? { clientCertPair: { crt: readFileSync(cert), key: readFileSync(key) } } : {}),
  };
}
