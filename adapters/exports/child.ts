/**
 * The export's own process: takes one order, writes one file, says how it went, ends.
 *
 * It is separate because the typesetter is native code that cannot be interrupted and keeps what it took of memory.
 */
import { z } from 'zod';
import type { ExportDefinition, ExportVariant } from '../../domain/exports/definition.ts';
import { LibraryError } from '../../domain/failure.ts';
import { readManuscript, type Manuscript } from '../../domain/manuscript/manuscript.ts';
import { hashFile, syncPath, writeSynced } from '../storage/disk.ts';
import { isStorageFull } from '../storage/storage-errors.ts';
import { ExportOrderSchema, type ExportReply } from './child-protocol.ts';
import { startWatchdog } from './watchdog.ts';

startWatchdog();
process.once('message', (order) => {
  void carryOut(order).then(reply);
});

async function carryOut(order: unknown): Promise<ExportReply> {
  try {
    const { module, manuscript, variant, file } = ExportOrderSchema.parse(order);
    const { default: definition } = ModuleSchema.parse(await import(module));
    const read = readManuscript(manuscript);
    const { audience } = findVariant(definition, { manuscript: read, variant });
    const content = await definition.render({ manuscript: read, variant, file });
    await (content === null ? syncPath(file) : writeSynced(file, content));
    return { outcome: 'written', audience, ...(await hashFile(file)), ...usage() };
  } catch (error) {
    if (isStorageFull(error)) return { outcome: 'full' };
    if (error instanceof LibraryError) return { outcome: 'refused', code: error.code, message: error.message };
    return { outcome: 'crashed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

function usage(): { cpuMs: number; peakMb: number } {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  return { cpuMs: Math.round((userCPUTime + systemCPUTime) / 1000), peakMb: Math.round(maxRSS / 1024) };
}

function findVariant(
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

const ModuleSchema = z.object({
  default: z.custom<ExportDefinition>(
    (value) => typeof value === 'object' && value !== null && 'render' in value,
    'expected the definition of a kind of export as the default export',
  ),
});

function reply(message: ExportReply): void {
  // Leaving before the message is out would look like a crash.
  process.send?.(message, () => process.exit(0));
}
