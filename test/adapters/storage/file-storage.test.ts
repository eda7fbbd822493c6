import { statfsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { writeSynced } from '../../../adapters/storage/disk.ts';
import { createFileStorage } from '../../../adapters/storage/file-storage.ts';
import { translateStorageErrors } from '../../../adapters/storage/storage-errors.ts';
import { mountTinyDisk, unmountTinyDisk } from './tiny-disk.ts';

const ManifestSchema = z.object({ files: z.array(z.object({ format: z.string() })) });
const key = { courseId: 'course', bookId: 'book' };

describe('file storage', () => {
  let root: string;
  beforeEach(async () => (root = await mkdtemp(join(tmpdir(), 'storage-'))));
  afterEach(() => rm(root, { recursive: true, force: true }));

  it('loses no entry of the manifest when many processes commit at once', async () => {
    const commits = (['pdf', 'epub', 'html'] as const).map(async (format, at) => {
      const storage = createFileStorage({ root, staleMs: 60_000 });
      const file = await storage.reserve(key, format);
      await writeFile(file, format.repeat(at + 1));
      const sha256 = String(at).repeat(64);
      return storage.commit(key, { file, format, name: 'book', bytes: format.length * (at + 1), sha256 });
    });
    await Promise.all(commits);

    const manifest = ManifestSchema.parse(
      JSON.parse(await readFile(join(root, 'books/course/book/manifest.json'), 'utf8')),
    );
    expect(manifest.files.map(({ format }) => format).sort()).toEqual(['epub', 'html', 'pdf']);
  });

  it('sweeps what a killed process left half-written, and only that', async () => {
    const storage = createFileStorage({ root, staleMs: 60_000 });
    const abandoned = await storage.reserve(key, 'pdf');
    await writeFile(abandoned, 'half');
    await utimes(abandoned, new Date(0), new Date(0));
    const living = await storage.reserve(key, 'pdf');
    await writeFile(living, 'half');

    await storage.reserve(key, 'epub');

    expect(await readdir(join(root, 'books/course/book'))).toEqual([living.split('/').at(-1)]);
  });

  it('sweeps at once what an earlier try of the same export left', async () => {
    const storage = createFileStorage({ root, staleMs: 60_000 });
    await writeFile(await storage.reserve(key, 'html'), 'half');
    await storage.reserve(key, 'html');

    expect(await readdir(join(root, 'books/course/book'))).toEqual([]);
  });
});

const tiny = mountTinyDisk();
const itFills = tiny === null ? it.skip : it;
const reason = tiny === null ? ' (skipped: mounting a tmpfs needs root)' : '';

describe('a full disk', () => {
  afterAll(() => unmountTinyDisk(tiny));

  itFills(`is named, and no half of a file stays${reason}`, async () => {
    const root = tiny ?? '';
    const storage = createFileStorage({ root, staleMs: 60_000 });
    const file = await storage.reserve(key, 'pdf');

    const writing = translateStorageErrors(root, () => writeSynced(file, Buffer.alloc(1_000_000)));
    await expect(writing).rejects.toMatchObject({ code: 'StorageFull', kind: 'transient' });
    await storage.discard(file);

    expect(await readdir(join(root, 'books/course/book'))).toEqual([]);
  });

  itFills(`that has no room for the manifest takes the export back${reason}`, async () => {
    const root = tiny ?? '';
    const storage = createFileStorage({ root, staleMs: 60_000 });
    const file = await storage.reserve(key, 'pdf');
    await writeFile(file, Buffer.alloc(roomIn(root)));

    const commit = storage.commit(key, { file, format: 'pdf', name: 'b', bytes: 1, sha256: 'a'.repeat(64) });
    await expect(commit).rejects.toMatchObject({ code: 'StorageFull' });

    expect(await readdir(join(root, 'books/course/book'))).toEqual([]);
  });
});

const roomIn = (folder: string): number => {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
};
