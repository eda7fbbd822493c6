/**
 * The real services of a test run: one PostgreSQL and one Temporal development server, started by global-setup.
 *
 * Addresses stand in the environment, so that a test's own processes find them as well.
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { silentLogger, type Logger } from '../adapters/logging/logger.ts';
import { migrate } from '../adapters/postgres/migrate.ts';
import { SERVICE_ENDINGS } from '../stack/process/embedded-service.ts';
import type { Ending } from '../stack/process/end-process.ts';
import { KeptProcess } from '../stack/process/kept-process.ts';
import { freePort } from '../stack/process/ports.ts';
import { postgresUrl, preparePostgres } from '../stack/postgres/postgres.ts';
import { findTemporal } from '../stack/temporal/temporal-binary.ts';
import { prepareTemporal, temporalAddress, type TemporalPorts } from '../stack/temporal/temporal.ts';
import { SEARCH_ATTRIBUTE_TYPES } from '../workflows/contracts.ts';

export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
}

/** A fresh database with every migration applied; in about 50 ms, copied from a template. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = testPostgresUrl();
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await onServer(server, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${template()}`));
  return {
    url: databaseUrl(server, name),
    drop: async () => {
      await onServer(server, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
    },
  };
}

/** Superuser's address of the test server. */
export const testPostgresUrl = (): string => required('TEST_POSTGRES_URL');
/** Host and port of the test Temporal; namespace `default`, with our search attributes. */
export const testTemporalAddress = (): string => required('TEST_TEMPORAL_ADDRESS');
/** The `temporal` binary that serves it. */
export const testTemporalCli = (): string => required('TEST_TEMPORAL_CLI');

/**
 * Starts what the environment does not name yet; returns how to stop it.
 * @public loaded by the global set-up, outside the module graph
 */
export async function startTestServices(onProgress: (line: string) => void): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'scrolllibrary-test-'));
  const kept: KeptProcess[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(kept.map((service) => service.stop()));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    if (!process.env.TEST_POSTGRES_URL) kept.push(await startPostgres(folder));
    if (!process.env.TEST_TEMPORAL_ADDRESS) kept.push(await startTemporal(folder, onProgress));
    process.env.TEST_POSTGRES_TEMPLATE = await makeTemplate(testPostgresUrl());
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}

async function startPostgres(dataDir: string): Promise<KeptProcess> {
  const port = await freePort(undefined);
  const place = { dataDir, cacheDir: join(dataDir, 'cache'), logDir: dataDir, port, durability: 'off' as const };
  const service = keep('PostgreSQL', () => preparePostgres(place), SERVICE_ENDINGS.postgres);
  await service.start();
  process.env.TEST_POSTGRES_URL = postgresUrl(place, 'postgres');
  return service;
}

async function startTemporal(dataDir: string, onProgress: (line: string) => void): Promise<KeptProcess> {
  const binary = await findTemporal({
    named: process.env.TEST_TEMPORAL_CLI ?? process.env.TEMPORAL_CLI_PATH,
    searchPath: process.env.PATH ?? '',
    cacheDir: process.env.CACHE_DIR ?? join(import.meta.dirname, '..', 'data', 'cache'),
    logger: silentLogger,
    onProgress,
  });
  const ports: TemporalPorts = {
    service: await freePort(undefined),
    webUi: await freePort(undefined),
    metrics: await freePort(undefined),
  };
  const place = { binary, dataDir, logDir: dataDir, namespace: 'default', ports };
  const launch = prepareTemporal({ ...place, searchAttributes: SEARCH_ATTRIBUTE_TYPES });
  const service = keep('Temporal', async () => launch, SERVICE_ENDINGS.temporal);
  await service.start();
  process.env.TEST_TEMPORAL_ADDRESS = temporalAddress(ports);
  process.env.TEST_TEMPORAL_CLI = binary;
  return service;
}

type Prepare = ConstructorParameters<typeof KeptProcess>[0]['prepare'];

function keep(name: string, prepare: Prepare, { signals }: Ending): KeptProcess {
  const logger: Logger = { ...silentLogger, error: (message, fields) => console.error(message, fields) };
  return new KeptProcess({
    name,
    prepare,
    logger,
    hasRoom: () => true,
    ending: { signals, graceMs: 5_000 },
    onProcess: () => undefined,
    onGiveUp: () => undefined,
  });
}

async function makeTemplate(server: string): Promise<string> {
  const name = `template_${randomUUID().replaceAll('-', '')}`;
  await onServer(server, (client) => client.query(`CREATE DATABASE ${name}`));
  await migrate(databaseUrl(server, name));
  return name;
}

const template = (): string => required('TEST_POSTGRES_TEMPLATE');

function databaseUrl(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

async function onServer(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function required(key: string): string {
  const value = process.env[key];
  if (!value) throw new Error(`${key} is not set: run tests through jest, whose global set-up starts the services.`);
  return value;
}
