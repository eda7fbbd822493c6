/** The files of the books, as far as the command line reads them: where they are, and whether they are whole. */
import type { Env } from '../../adapters/env.ts';
import { createFileStorage } from '../../adapters/storage/file-storage.ts';
import { storageRoot } from '../../adapters/storage/storage-root.ts';
import type { ExportFiles } from '../../domain/exports/export.ts';

export const openStorage = ({ STORAGE_URL, dataDir }: Pick<Env, 'STORAGE_URL' | 'dataDir'>): ExportFiles =>
  createFileStorage(storageRoot(STORAGE_URL, dataDir));
