/** What one export takes: made as the library makes it, in a process of its own. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { createExporter } from '../../adapters/exports/exporter.ts';
import { createFileStorage } from '../../adapters/storage/file-storage.ts';
import type { ExportName } from '../../domain/exports/export.ts';
import { LibraryError } from '../../domain/failure.ts';
import { ManuscriptIdentitySchema, manuscriptText, type Manuscript } from '../../domain/manuscript/manuscript.ts';

export interface Measured {
  /** Of the export's process and its threads. */
  cpuSeconds: number;
  peakMb: number;
  megabytes: number;
  /** Of a PDF. */
  pages: number | null;
  /** Why there is no file; null when there is one. */
  failure: string | null;
}

const TakenSchema = z.object({ cpuMs: z.number(), peakMb: z.number() });
const TIMEOUT_MS = 900_000;
const MEMORY_MB = 2_048;

export async function measureExport(manuscript: Manuscript, name: ExportName): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-exports-'));
  const taken: unknown[] = [];
  const exporter = createExporter({
    storage: createFileStorage(folder),
    runApart: (work, input) => Promise.resolve(work(input)),
    timeoutMs: TIMEOUT_MS,
    memoryMb: MEMORY_MB,
    logger: { info: (_message, fields) => taken.push(fields) },
  });
  try {
    const file = await exporter.exportManuscript({
      manuscript: {
        text: manuscriptText(manuscript),
        row: 'the manuscript',
        identity: ManuscriptIdentitySchema.strip().parse(manuscript),
      },
      ...{ ...name, signal: new AbortController().signal },
    });
    const { cpuMs, peakMb } = TakenSchema.parse(taken[0]);
    const pages = name.kind === 'pdf' ? pdfPages(join(folder, file.path)) : null;
    return { cpuSeconds: cpuMs / 1000, peakMb, megabytes: file.bytes / 1e6, pages, failure: null };
  } catch (error) {
    if (!(error instanceof LibraryError)) throw error;
    return { cpuSeconds: NaN, peakMb: NaN, megabytes: 0, pages: null, failure: `${error.code}: ${error.message}` };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const pdfPages = (path: string): number =>
  [...readFileSync(path, 'latin1').matchAll(/\/Type\s*\/Page(?![A-Za-z])/gu)].length;
