/**
 * The export's own process: takes one order, writes one file, says how it went, ends.
 *
 * It is separate because the typesetter is native code that cannot be interrupted and keeps what it took of memory.
 */
import { createHash } from 'node:crypto';
import { LibraryError } from '../../domain/failure.ts';
import type { Manuscript } from '../../domain/manuscript/manuscript.ts';
import { writeSynced } from '../storage/disk.ts';
import { isStorageFull } from '../storage/storage-errors.ts';
import { ExportOrderSchema, type ExportOrder, type ExportReply } from './child-protocol.ts';
import { startWatchdog } from './watchdog.ts';

startWatchdog();
process.once('message', (order) => {
  void carryOut(order).then(reply);
});

async function carryOut(order: unknown): Promise<ExportReply> {
  try {
    const { manuscript, format, file } = ExportOrderSchema.parse(order);
    const content = await render(format, manuscript);
    await writeSynced(file, content);
    return { outcome: 'written', bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') };
  } catch (error) {
    if (isStorageFull(error)) return { outcome: 'full' };
    if (error instanceof LibraryError && error.code === 'ContentUnrenderable') {
      return { outcome: 'unrenderable', message: error.message };
    }
    return { outcome: 'crashed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

/** Each renderer is loaded only when asked for: the typesetter alone costs a hundred megabytes. */
async function render(format: ExportOrder['format'], manuscript: Manuscript): Promise<Uint8Array> {
  switch (format) {
    case 'pdf':
      return (await import('./pdf.ts')).renderPdf(manuscript);
    case 'epub':
      return (await import('./epub.ts')).renderEpub(manuscript);
    case 'html':
      return (await import('./html.ts')).renderHtml(manuscript);
  }
}

function reply(message: ExportReply): void {
  // Leaving before the message is out would look like a crash.
  process.send?.(message, () => process.exit(0));
}
