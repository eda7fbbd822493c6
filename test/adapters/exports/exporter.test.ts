import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createExporter } from '../../../adapters/exports/exporter.ts';
import { EXPORT_FORMATS, type ExportFile, type Exporter } from '../../../domain/exports/export.ts';
import { aManuscript } from '../../fixtures/manuscripts/a-manuscript.ts';

describe('an exporter', () => {
  let storageDir: string;
  let exporter: Exporter;
  let files: ExportFile[];
  const manuscript = aManuscript();
  const { signal } = new AbortController();

  beforeAll(async () => {
    storageDir = await mkdtemp(join(tmpdir(), 'exports-'));
    exporter = createExporter({ storageDir, timeoutMs: 60_000, memoryMb: 2_048 });
    files = await Promise.all(
      EXPORT_FORMATS.map((format) => exporter.exportManuscript({ manuscript, format, signal })),
    );
  });
  afterAll(() => rm(storageDir, { recursive: true, force: true }));

  it('stores each format under a name that begins with the hash of its bytes', async () => {
    for (const file of files) {
      const bytes = await readFile(exporter.locateExport(file.path));
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      expect(file).toEqual({
        format: file.format,
        path: `books/${manuscript.courseId}/${manuscript.bookId}/${sha256.slice(0, 16)}-foundations-of-reading-method-meaning-e1.${file.format}`,
        bytes: bytes.length,
        sha256,
      });
      expect(await exporter.verifyExport(file.path)).toEqual({ bytes: bytes.length, sha256 });
    }
  });

  it('lists all formats in the manifest when they are made at once, and leaves nothing else', async () => {
    const folder = join(storageDir, 'books', manuscript.courseId, manuscript.bookId);
    const manifest: unknown = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));

    expect(manifest).toEqual({ version: 1, files: expect.arrayContaining(files) });
    expect(await readdir(folder)).toHaveLength(files.length + 1);
  });

  it('makes the same bytes of the same manuscript', async () => {
    const again = await Promise.all(
      EXPORT_FORMATS.map((format) => exporter.exportManuscript({ manuscript: aManuscript(), format, signal })),
    );

    expect(again).toEqual(files);
  });

  it('replaces a format whose content changed', async () => {
    const bookId = '33333333-3333-4333-8333-333333333333';
    const first = await exporter.exportManuscript({ manuscript: aManuscript({ bookId }), format: 'html', signal });
    const second = await exporter.exportManuscript({
      manuscript: aManuscript({ bookId, subtitle: 'Changed' }),
      format: 'html',
      signal,
    });

    expect(second.sha256).not.toBe(first.sha256);
    expect(await exporter.verifyExport(first.path)).toBeNull();
    expect(await exporter.verifyExport(second.path)).toMatchObject({ sha256: second.sha256 });
  });

  it('says that a stored file is gone', async () => {
    const lost = aManuscript({ bookId: '44444444-4444-4444-8444-444444444444' });
    const file = await exporter.exportManuscript({ manuscript: lost, format: 'html', signal });
    await unlink(exporter.locateExport(file.path));

    expect(await exporter.verifyExport(file.path)).toBeNull();
  });

  it('removes every file of a book, twice without complaint, and touches no other', async () => {
    const key = { courseId: manuscript.courseId, bookId: '55555555-5555-4555-8555-555555555555' };
    const file = await exporter.exportManuscript({ manuscript: aManuscript(key), format: 'epub', signal });

    await exporter.removeExports(key);
    await exporter.removeExports(key);

    expect(await exporter.verifyExport(file.path)).toBeNull();
    expect(await exporter.verifyExport(files[0]?.path ?? '')).not.toBeNull();
  });

  it('refuses a path out of its folder', () => {
    expect(() => exporter.locateExport('../../etc/passwd')).toThrow(/leads out of the storage folder/);
  });
});
