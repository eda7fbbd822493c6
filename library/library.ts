/**
 * The library as a program uses it: its database, its Temporal and its files, opened together.
 *
 * Every function of this folder takes it. None of them prints, reads a command line or starts a service: the command line
 * and a web application call the same ones.
 */
import { fileURLToPath } from 'node:url';
import type { Client } from '@temporalio/client';
import type { Env } from '../adapters/env.ts';
import { createPrisma, type LibraryPrisma } from '../adapters/postgres/client.ts';
import { createRunStore } from '../adapters/postgres/runs/run-store.ts';
import { createStandardStore, type StandardStore } from '../adapters/standards.ts';
import { createFileStorage } from '../adapters/storage/file-storage.ts';
import { requireStorage, storageRoot } from '../adapters/storage/storage-root.ts';
import { connectTemporal } from '../adapters/temporal/client.ts';
import type { ExportFiles } from '../domain/exports/export.ts';
import type { RunStore } from '../domain/ports/runs.ts';

export interface Library {
  readonly env: Env;
  readonly database: LibraryPrisma;
  readonly runs: RunStore;
  readonly standards: StandardStore;
  /** The files of the books: where they are, and whether they are whole. */
  readonly files: ExportFiles;
  /** Connects at the first call. */
  temporal: () => Promise<Client>;
  /** Closes the connections; safe to repeat. */
  close: () => Promise<void>;
}

export interface LibraryPlace {
  env: Env;
  /** A database of the present schema. */
  databaseUrl: string;
  /** Asked at the first connection only: a command that needs no Temporal has none. */
  temporalAddress: () => string;
  /** Connections to PostgreSQL. */
  poolSize: number;
}

const STANDARDS = fileURLToPath(new URL('../standards', import.meta.url));

/** The content standards that come with the library. */
export const standards = createStandardStore(STANDARDS);

/** Connects to nothing yet: the first question does. */
export function openLibrary({ env, databaseUrl, temporalAddress, poolSize }: LibraryPlace): Library {
  const database = createPrisma(databaseUrl, { poolSize });
  let connected: ReturnType<typeof connectTemporal> | null = null;
  let closing: Promise<void> | null = null;
  const close = async (): Promise<void> => {
    await database.$disconnect();
    // A connection that was never made, or is broken, needs no closing.
    await connected?.then((temporal) => temporal.close()).catch(() => undefined);
  };
  return {
    env,
    database,
    runs: createRunStore(database),
    standards,
    files: openFiles(env),
    temporal: async () => (await (connected ??= connectTemporal(env, temporalAddress()))).client,
    close: () => (closing ??= close()),
  };
}

/**
 * Finds what would stop the first book, before anything is started or paid for.
 * @throws LibraryError StandardNotFound, StandardInvalid, InputInvalid
 */
export async function requireSettings(env: Env): Promise<void> {
  if (env.STANDARD !== undefined) await standards.load(env.STANDARD);
  // Where Temporal is named, the books are stored by workers that may run on other machines.
  if (env.TEMPORAL_ADDRESS === undefined) await requireStorage(env.STORAGE_URL, env.dataDir);
}

/** @throws LibraryError InputInvalid for a store that this version cannot read */
export const openFiles = ({ STORAGE_URL, dataDir }: Pick<Env, 'STORAGE_URL' | 'dataDir'>): ExportFiles =>
  createFileStorage(storageRoot(STORAGE_URL, dataDir));
