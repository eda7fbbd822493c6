/** A PostgreSQL of the benchmark's own, in a folder that goes with it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLogger } from '../../adapters/logging/logger.ts';
import { migrate } from '../../adapters/postgres/migrate.ts';
import { postgresUrl, preparePostgres } from '../../stack/postgres/postgres.ts';
import { KeptProcess } from '../../stack/process/kept-process.ts';
import { freePort } from '../../stack/process/ports.ts';
import { SERVICE_ENDINGS } from '../../stack/process/embedded-service.ts';

export interface ScaleDatabase {
  url: string;
  close(): Promise<void>;
}

/** Empty, with every migration applied. It does not wait for the disk: what is measured is statements, not commits. */
export async function openScaleDatabase(): Promise<ScaleDatabase> {
  const dataDir = mkdtempSync(join(tmpdir(), 'bench-scale-'));
  const port = await freePort(undefined);
  const place = { dataDir, cacheDir: join(dataDir, 'cache'), logDir: dataDir, port, durability: 'off' as const };
  const server = new KeptProcess({
    name: 'PostgreSQL',
    prepare: () => preparePostgres(place),
    logger: silentLogger,
    hasRoom: () => true,
    ending: SERVICE_ENDINGS.postgres,
    onProcess: () => undefined,
    onGiveUp: () => undefined,
  });
  const close = async (): Promise<void> => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    await server.start();
    const url = postgresUrl(place);
    await migrate(url);
    return { url, close };
  } catch (error) {
    await close();
    throw error;
  }
}
