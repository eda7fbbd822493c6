/** Exports: each made in a process of its own, stored whole or not at all. */
import { fileURLToPath } from 'node:url';
import { LibraryError } from '../../domain/failure.ts';
import type { ExportFormat, Exporter } from '../../domain/exports/export.ts';
import type { Manuscript } from '../../domain/manuscript/manuscript.ts';
import { createFileStorage } from '../storage/file-storage.ts';
import { storageFull } from '../storage/storage-errors.ts';
import { ExportReplySchema, type ExportOrder, type ExportReply } from './child-protocol.ts';
import { fileName } from './file-name.ts';
import { runChild, type ChildEnd } from './run-child.ts';

export interface ExporterOptions {
  /** Root of the storage; see `storageRoot`. */
  storageDir: string;
  timeoutMs: number;
  memoryMb: number;
  logger?: { info(message: string, fields: Record<string, unknown>): void };
  /** Another program in the place of the renderer. */
  childScript?: string;
}

export function createExporter({
  storageDir,
  timeoutMs,
  memoryMb,
  logger,
  childScript = fileURLToPath(new URL('child.ts', import.meta.url)),
}: ExporterOptions): Exporter {
  const storage = createFileStorage({ root: storageDir, staleMs: 2 * timeoutMs + 60_000 });

  const order = async (work: ExportOrder, signal: AbortSignal) => {
    const end = await runChild({ script: childScript, message: work, timeoutMs, memoryMb, signal });
    const reply = readReply(end, { ...work, timeoutMs, memoryMb });
    if (reply.outcome === 'written') return reply;
    if (reply.outcome === 'full') throw storageFull(storage.root);
    if (reply.outcome === 'unrenderable') throw new LibraryError('ContentUnrenderable', reply.message);
    throw crashed(work, reply.message);
  };

  return {
    async exportManuscript({ manuscript, format, signal }) {
      signal.throwIfAborted();
      const startedAt = performance.now();
      const file = await storage.reserve(manuscript, format);
      try {
        const { bytes, sha256 } = await order({ format, file, manuscript }, signal);
        const stored = await storage.commit(manuscript, { file, format, name: fileName(manuscript), bytes, sha256 });
        const durationMs = Math.round(performance.now() - startedAt);
        logger?.info('Export stored', { bookId: manuscript.bookId, ...stored, durationMs });
        return stored;
      } finally {
        await storage.discard(file);
      }
    },
    removeExports: (key) => storage.remove(key),
    verifyExport: (path) => storage.verify(path),
    locateExport: (path) => storage.locate(path),
  };
}

interface Ordered {
  manuscript: Manuscript;
  format: ExportFormat;
  timeoutMs: number;
  memoryMb: number;
}

function readReply(end: ChildEnd, ordered: Ordered): ExportReply {
  switch (end.end) {
    case 'said': {
      const reply = ExportReplySchema.safeParse(end.message);
      if (reply.success) return reply.data;
      throw crashed(ordered, `it answered ${JSON.stringify(end.message)}`);
    }
    case 'died':
      throw crashed(ordered, end.detail);
    case 'too slow':
      throw overCap(ordered, `${ordered.timeoutMs} ms (EXPORT_TIMEOUT_MS)`);
    case 'too big':
      throw overCap(ordered, `${ordered.memoryMb} MB of memory (EXPORT_MEMORY_MB)`);
  }
}

type Named = Pick<Ordered, 'manuscript' | 'format'>;

const named = ({ manuscript, format }: Named): string =>
  `The ${format.toUpperCase()} of “${manuscript.title}” (book ${manuscript.bookId})`;

const crashed = (ordered: Named, detail: string): LibraryError =>
  new LibraryError('ExportCrashed', `${named(ordered)}: its process ended before the file was written: ${detail}`);

const overCap = (ordered: Named, cap: string): LibraryError =>
  new LibraryError('ExportTimedOut', `${named(ordered)} was stopped: it needs more than ${cap}.`);
