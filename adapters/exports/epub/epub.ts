/** EPUB inside the export's own process: packs the files, the same bytes every time. */
import { strToU8, zipSync, type Zippable } from 'fflate';
import { epubFiles } from '../../../domain/render/epub/epub.ts';
import type { PrintedManuscript } from '../../../domain/manuscript/volumes.ts';

/** A zip entry has local time without a zone: a date built from local parts gives the same bytes in every zone. */
const ENTRY_DATE = new Date(2000, 0, 1);

export function renderEpub(manuscript: PrintedManuscript): Uint8Array {
  const entries: Zippable = {};
  for (const [path, content] of epubFiles(manuscript)) {
    const level = path === 'mimetype' ? 0 : 9;
    entries[path] = [strToU8(content), { level, mtime: ENTRY_DATE }];
  }
  return zipSync(entries);
}
