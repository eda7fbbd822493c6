/** Exports: each made in a process of its own, stored whole or not at all. */
import { fileURLToPath } from 'node:url';
import { LibraryError } from '../../domain/failure.ts';
import type { ExportDefinition } from '../../domain/exports/definition.ts';
import type { Exporter, ExportName } from '../../domain/exports/export.ts';
import { exportWork, findKind } from '../../domain/exports/plan.ts';
import type { ManuscriptIdentity } from '../../domain/manuscript/manuscript.ts';
import type { RunApart } from '../../domain/ports/run-apart.ts';
import type { FileStorage } from '../storage/file-storage.ts';
import { storageFull } from '../storage/storage-errors.ts';
import { ExportReplySchema, type ExportOrder, type ExportReply } from './child-protocol.ts';
import { fileName } from './file-name.ts';
import { EXPORTS } from './registry.ts';
import { runChild, type ChildEnd } from './run-child.ts';

export interface ExporterOptions {
  storage: FileStorage;
  runApart: RunApart;
  /** Caps of the kinds that have none of their own. */
  timeoutMs: number;
  memoryMb: number;
  definitions?: readonly ExportDefinition[];
  logger?: { info(message: string, fields: Record<string, unknown>): void };
  /** Another program in the place of the renderer. */
  childScript?: string;
}

export function createExporter({
  storage,
  runApart,
  timeoutMs,
  memoryMb,
  definitions = EXPORTS,
  logger,
  childScript = fileURLToPath(new URL('child.ts', import.meta.url)),
}: ExporterOptions): Exporter {
  const { planKinds } = exportWork(definitions);

  const carryOut = async (order: ExportOrder, work: Work, signal: AbortSignal) => {
    const caps = { timeoutMs: work.timeoutMs, memoryMb: work.memoryMb };
    const end = await runChild({ script: childScript, message: order, ...caps, signal });
    const reply = readReply(end, work);
    if (reply.outcome === 'written') return reply;
    if (reply.outcome === 'full') throw storageFull(storage.root);
    if (reply.outcome === 'refused') throw new LibraryError(reply.code, reply.message);
    throw crashed(work, reply.message);
  };

  return {
    planExports: ({ manuscript: { text, row }, kinds, signal }) =>
      runApart(planKinds, { stored: { text, row }, kinds }, { signal }),

    async exportManuscript({ manuscript, kind, variant, signal }) {
      signal.throwIfAborted();
      const startedAt = performance.now();
      const definition = findKind(definitions, kind);
      const { module, mediaType, extension } = definition;
      const { text, row, identity } = manuscript;
      const work = { identity, kind, variant, timeoutMs, memoryMb, ...capsOf(definition) };
      const file = await storage.reserve(identity, { kind, variant, staleMs: 2 * work.timeoutMs + 60_000 });
      try {
        const order = { module, variant, file, manuscript: { text, row } };
        const { bytes, sha256, audience, cpuMs, peakMb } = await carryOut(order, work, signal);
        const written = { file, kind, variant, extension, name: fileName(identity), bytes, sha256 };
        const stored = { ...(await storage.commit(identity, written)), audience, mediaType };
        const durationMs = Math.round(performance.now() - startedAt);
        logger?.info('Export stored', { bookId: identity.bookId, ...stored, durationMs, cpuMs, peakMb });
        return stored;
      } finally {
        await storage.discard(file);
      }
    },
  };
}

const capsOf = ({ timeoutMs, memoryMb }: ExportDefinition) => ({
  ...(timeoutMs === undefined ? {} : { timeoutMs }),
  ...(memoryMb === undefined ? {} : { memoryMb }),
});

interface Work extends ExportName {
  identity: ManuscriptIdentity;
  timeoutMs: number;
  memoryMb: number;
}

function readReply(end: ChildEnd, work: Work): ExportReply {
  switch (end.end) {
    case 'replied': {
      const reply = ExportReplySchema.safeParse(end.message);
      if (reply.success) return reply.data;
      throw crashed(work, `it answered ${JSON.stringify(end.message)}`);
    }
    case 'died':
      throw crashed(work, end.detail);
    case 'timedOut':
      throw overCap(work, `${work.timeoutMs} ms (EXPORT_TIMEOUT_MS)`);
    case 'outOfMemory':
      throw overCap(work, `${work.memoryMb} MB of memory (EXPORT_MEMORY_MB)`);
  }
}

const named = ({ identity, kind, variant }: Work): string =>
  `The ${kind.toUpperCase()} (${variant}) of “${identity.title}” (book ${identity.bookId})`;

const crashed = (work: Work, detail: string): LibraryError =>
  new LibraryError('ExportCrashed', `${named(work)}: its process ended before the file was written: ${detail}`);

const overCap = (work: Work, cap: string): LibraryError =>
  new LibraryError('ExportTimedOut', `${named(work)} was stopped: it needs more than ${cap}.`);
