/** The files of the books, as far as the command line reads them: where they are, and whether they are whole. */
import type { Env } from '../../adapters/env.ts';
import { createExporter } from '../../adapters/exports/exporter.ts';
import { storageRoot } from '../../adapters/storage/storage-root.ts';
import type { Exporter } from '../../domain/exports/export.ts';

export type BookStorage = Pick<Exporter, 'verifyExport' | 'locateExport'>;

type StorageEnv = Pick<Env, 'STORAGE_URL' | 'dataDir' | 'EXPORT_TIMEOUT_MS' | 'EXPORT_MEMORY_MB'>;

export const openStorage = ({ STORAGE_URL, dataDir, EXPORT_TIMEOUT_MS, EXPORT_MEMORY_MB }: StorageEnv): BookStorage =>
  createExporter({
    storageDir: storageRoot(STORAGE_URL, dataDir),
    timeoutMs: EXPORT_TIMEOUT_MS,
    memoryMb: EXPORT_MEMORY_MB,
  });
