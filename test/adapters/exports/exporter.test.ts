import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createExporter } from '../../../adapters/exports/exporter.ts';
import { EXPORT_KINDS } from '../../../adapters/exports/registry.ts';
import { createFileStorage, type FileStorage } from '../../../adapters/storage/file-storage.ts';
import { DEFAULT_KINDS, STUDENT, type ExportFile, type Exporter } from '../../../domain/exports/export.ts';
import { runHere } from '../../fakes/run-here.ts';
import { aManuscript } from '../../fixtures/manuscripts/a-manuscript.ts';
import { aStored } from '../../fixtures/manuscripts/a-stored.ts';

describe('an exporter', () => {
  let storageDir: string;
  let exporter: Exporter;
  let storage: FileStorage;
  let files: ExportFile[];
  const manuscript = aManuscript();
  const { signal } = new AbortController();

  beforeAll(async () => {
    storageDir = await mkdtemp(join(tmpdir(), 'exports-'));
    storage = createFileStorage(storageDir);
    exporter = createExporter({ storage, runApart: runHere, timeoutMs: 60_000, memoryMb: 2_048 });
    files = await Promise.all(EXPORT_KINDS.map((kind) => exportOf(kind)));
  });
  afterAll(() => rm(storageDir, { recursive: true, force: true }));

  const exportOf = (kind: string, of = manuscript) =>
    exporter.exportManuscript({ manuscript: aStored(of), kind, variant: STUDENT, signal });

  it('knows every kind that is made of every book, and no other', async () => {
    const planned = (...kinds: string[]) => exporter.planExports({ manuscript: aStored(manuscript), kinds, signal });

    expect(EXPORT_KINDS).toEqual(expect.arrayContaining([...DEFAULT_KINDS]));
    expect(await planned('html', 'pdf')).toEqual([
      { kind: 'html', variant: 'student', queue: 'publishing' },
      { kind: 'pdf', variant: 'student', queue: 'publishing' },
    ]);
    await expect(planned('docx')).rejects.toThrow(/one of pdf, epub, html, got "docx"/);
  });

  it('stores each kind under a name that begins with the hash of its bytes', async () => {
    for (const file of files) {
      const bytes = await readFile(storage.locate(file.path));
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      expect(file).toEqual({
        kind: file.kind,
        variant: 'student',
        audience: 'student',
        mediaType: file.mediaType,
        path: `books/${manuscript.courseId}/${manuscript.bookId}/${sha256.slice(0, 16)}-foundations-of-reading-method-meaning-e1.${file.kind}`,
        bytes: bytes.length,
        sha256,
      });
      expect(await storage.verify(file.path)).toEqual({ bytes: bytes.length, sha256 });
    }
  });

  it('lists all files in the manifest when they are made at once, and leaves nothing else', async () => {
    const folder = join(storageDir, 'books', manuscript.courseId, manuscript.bookId);
    const manifest: unknown = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));

    const listed = files.map(({ audience: _audience, mediaType: _mediaType, ...file }) => ({
      ...file,
      format: file.kind,
    }));
    expect(manifest).toEqual({ version: 1, files: expect.arrayContaining(listed) });
    expect(await readdir(folder)).toHaveLength(files.length + 1);
  });

  it('makes the same bytes of the same manuscript', async () => {
    const again = await Promise.all(EXPORT_KINDS.map((kind) => exportOf(kind, aManuscript())));

    expect(again).toEqual(files);
  });

  it('replaces a file whose content changed', async () => {
    const bookId = '33333333-3333-4333-8333-333333333333';
    const first = await exportOf('html', aManuscript({ bookId }));
    const second = await exportOf('html', aManuscript({ bookId, subtitle: 'Changed' }));

    expect(second.sha256).not.toBe(first.sha256);
    expect(await storage.verify(first.path)).toBeNull();
    expect(await storage.verify(second.path)).toMatchObject({ sha256: second.sha256 });
  });

  it('says that a stored file is gone', async () => {
    const lost = aManuscript({ bookId: '44444444-4444-4444-8444-444444444444' });
    const file = await exportOf('html', lost);
    await unlink(storage.locate(file.path));

    expect(await storage.verify(file.path)).toBeNull();
  });

  it('removes every file of a book, twice without complaint, and touches no other', async () => {
    const key = { courseId: manuscript.courseId, bookId: '55555555-5555-4555-8555-555555555555' };
    const file = await exportOf('epub', aManuscript(key));

    await storage.remove(key);
    await storage.remove(key);

    expect(await storage.verify(file.path)).toBeNull();
    expect(await storage.verify(files[0]?.path ?? '')).not.toBeNull();
  });

  it('refuses a path out of its folder', () => {
    expect(() => storage.locate('../../etc/passwd')).toThrow(/leads out of the storage folder/);
  });
});
