/** Exports: each made in a process of its own, stored whole or not at all. */
import { fileURLToPath } from 'node:url';
import { LibraryError } from '../../domain/failure.ts';
import type { Exporter, ExportName } from '../../domain/exports/export.ts';
import type { Manuscript } from '../../domain/manuscript/manuscript.ts';
import type { FileStorage } from '../storage/file-storage.ts';
import { storageFull } from '../storage/storage-errors.ts';
import { ExportReplySchema, type ExportOrder, type ExportReply } from './child-protocol.ts';
import type { ExportDefinition, ExportVariant } from '../../domain/exports/definition.ts';
import { fileName } from './file-name.ts';
import { EXPORTS } from './registry.ts';
import { runChild, type ChildEnd } from './run-child.ts';

export interface ExporterOptions {
  storage: FileStorage;
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
  timeoutMs,
  memoryMb,
  definitions = EXPORTS,
  logger,
  childScript = fileURLToPath(new URL('child.ts', import.meta.url)),
}: ExporterOptions): Exporter {
  const definitionOf = (kind: string): ExportDefinition => {
    const found = definitions.find((definition) => definition.kind === kind);
    if (found) return found;
    const known = definitions.map((definition) => definition.kind).join(', ');
    throw new LibraryError('InputInvalid', `Expected a kind of export to be one of ${known}, got "${kind}".`);
  };

  const carryOut = async (order: ExportOrder, work: Work, signal: AbortSignal) => {
    const caps = { timeoutMs: work.timeoutMs, memoryMb: work.memoryMb };
    const end = await runChild({ script: childScript, message: order, ...caps, signal });
    const reply = readReply(end, work);
    if (reply.outcome === 'written') return reply;
    if (reply.outcome === 'full') throw storageFull(storage.root);
    if (reply.outcome === 'unrenderable') throw new LibraryError('ContentUnrenderable', reply.message);
    throw crashed(work, reply.message);
  };

  return {
    planExports: (manuscript, kinds) =>
      kinds
        .map(definitionOf)
        .flatMap(({ kind, queue, variantsOf }) =>
          variantsOf(manuscript).map(({ variant }) => ({ kind, variant, queue })),
        ),

    async exportManuscript({ manuscript, kind, variant, signal }) {
      signal.throwIfAborted();
      const startedAt = performance.now();
      const definition = definitionOf(kind);
      const { audience } = variantIn(definition, { manuscript, variant });
      const { module, mediaType, extension } = definition;
      const work = { manuscript, kind, variant, timeoutMs, memoryMb, ...capsOf(definition) };
      const file = await storage.reserve(manuscript, { kind, variant, staleMs: 2 * work.timeoutMs + 60_000 });
      try {
        const { bytes, sha256 } = await carryOut({ module, variant, file, manuscript }, work, signal);
        const written = { file, kind, variant, extension, name: fileName(manuscript), bytes, sha256 };
        const stored = { ...(await storage.commit(manuscript, written)), audience, mediaType };
        const durationMs = Math.round(performance.now() - startedAt);
        logger?.info('Export stored', { bookId: manuscript.bookId, ...stored, durationMs });
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

function variantIn(
  { kind, variantsOf }: ExportDefinition,
  { manuscript, variant }: { manuscript: Manuscript; variant: string },
): ExportVariant {
  const variants = variantsOf(manuscript);
  const found = variants.find((one) => one.variant === variant);
  if (found) return found;
  const known = variants.map((one) => one.variant).join(', ') || 'none';
  throw new LibraryError(
    'InputInvalid',
    `Expected a variant of the ${kind} of book ${manuscript.bookId} (${known}), got "${variant}".`,
  );
}

interface Work extends ExportName {
  manuscript: Manuscript;
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

const named = ({ manuscript, kind, variant }: Work): string =>
  `The ${kind.toUpperCase()} (${variant}) of “${manuscript.title}” (book ${manuscript.bookId})`;

const crashed = (work: Work, detail: string): LibraryError =>
  new LibraryError('ExportCrashed', `${named(work)}: its process ended before the file was written: ${detail}`);

const overCap = (work: Work, cap: string): LibraryError =>
  new LibraryError('ExportTimedOut', `${named(work)} was stopped: it needs more than ${cap}.`);
