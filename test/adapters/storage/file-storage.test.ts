import { statfsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { writeSynced } from '../../../adapters/storage/disk.ts';
import { createFileStorage } from '../../../adapters/storage/file-storage.ts';
import { translateStorageErrors } from '../../../adapters/storage/storage-errors.ts';
import { STUDENT } from '../../../domain/exports/export.ts';
import { mountTinyDisk, unmountTinyDisk } from './tiny-disk.ts';

const ManifestSchema = z.object({
  files: z.array(z.object({ kind: z.string(), variant: z.string(), format: z.string() })),
});
const key = { courseId: 'course', bookId: 'book' };

describe('file storage', () => {
  let root: string;
  beforeEach(async () => (root = await mkdtemp(join(tmpdir(), 'storage-'))));
  afterEach(() => rm(root, { recursive: true, force: true }));

  it('loses no entry of the manifest when many processes commit at once', async () => {
    const commits = ['pdf', 'epub', 'html'].map(async (kind, at) => {
      const storage = createFileStorage(root);
      const file = await storage.reserve(key, { kind, variant: STUDENT, staleMs: 60_000 });
      await writeFile(file, kind.repeat(at + 1));
      const sha256 = String(at).repeat(64);
      const name = { kind, variant: STUDENT, extension: kind, name: 'book' };
      return storage.commit(key, { file, ...name, bytes: kind.length * (at + 1), sha256 });
    });
    await Promise.all(commits);

    const manifest = ManifestSchema.parse(
      JSON.parse(await readFile(join(root, 'books/course/book/manifest.json'), 'utf8')),
    );
    expect(manifest.files.map(({ kind }) => kind).sort()).toEqual(['epub', 'html', 'pdf']);
  });

  it('keeps apart the kinds that end in the same letters, and the files of one kind', async () => {
    const storage = createFileStorage(root);
    const store = async (kind: string, variant: string, extension: string, sha256: string) => {
      const file = await storage.reserve(key, { kind, variant, staleMs: 60_000 });
      await writeFile(file, `${kind} ${variant}`);
      return storage.commit(key, {
        file,
        kind,
        variant,
        extension,
        name: 'logic-e1',
        bytes: 1,
        sha256: sha256.repeat(64),
      });
    };
    await store('epub', 'student', 'epub', 'a');
    await store('kindle', 'student', 'epub', 'b');
    await store('pdf', 'instructor', 'pdf', 'c');
    await store('video', 'chapter-1', 'mp4', 'd');
    await store('video', 'chapter-2', 'mp4', 'e');
    await store('kindle', 'student', 'epub', 'f');

    const manifest = ManifestSchema.parse(
      JSON.parse(await readFile(join(root, 'books/course/book/manifest.json'), 'utf8')),
    );
    expect(manifest.files.map(({ kind, variant }) => `${kind} ${variant}`).sort()).toEqual([
      'epub student',
      'kindle student',
      'pdf instructor',
      'video chapter-1',
      'video chapter-2',
    ]);
    expect(await readdir(join(root, 'books/course/book'))).toEqual(
      expect.arrayContaining(['ffffffffffffffff-logic-e1.kindle.epub', 'cccccccccccccccc-logic-e1.pdf.instructor.pdf']),
    );
  });

  it('sweeps what a killed process left half-written, and only that', async () => {
    const storage = createFileStorage(root);
    const abandoned = await storage.reserve(key, { kind: 'pdf', variant: STUDENT, staleMs: 60_000 });
    await writeFile(abandoned, 'half');
    await utimes(abandoned, new Date(0), new Date(0));
    const living = await storage.reserve(key, { kind: 'pdf', variant: STUDENT, staleMs: 60_000 });
    await writeFile(living, 'half');

    await storage.reserve(key, { kind: 'epub', variant: STUDENT, staleMs: 60_000 });

    expect(await readdir(join(root, 'books/course/book'))).toEqual([living.split('/').at(-1)]);
  });

  it('sweeps at once what an earlier try of the same export left', async () => {
    const storage = createFileStorage(root);
    await writeFile(await storage.reserve(key, { kind: 'html', variant: STUDENT, staleMs: 60_000 }), 'half');
    await storage.reserve(key, { kind: 'html', variant: STUDENT, staleMs: 60_000 });

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
    const storage = createFileStorage(root);
    const file = await storage.reserve(key, { kind: 'pdf', variant: STUDENT, staleMs: 60_000 });

    const writing = translateStorageErrors(root, () => writeSynced(file, Buffer.alloc(1_000_000)));
    await expect(writing).rejects.toMatchObject({ code: 'StorageFull', kind: 'transient' });
    await storage.discard(file);

    expect(await readdir(join(root, 'books/course/book'))).toEqual([]);
  });

  itFills(`that has no room for the manifest takes the export back${reason}`, async () => {
    const root = tiny ?? '';
    const storage = createFileStorage(root);
    const file = await storage.reserve(key, { kind: 'pdf', variant: STUDENT, staleMs: 60_000 });
    await writeFile(file, Buffer.alloc(roomIn(root)));

    const aName = { kind: 'pdf', variant: STUDENT, extension: 'pdf', name: 'b' };
    const commit = storage.commit(key, { file, ...aName, bytes: 1, sha256: 'a'.repeat(64) });
    await expect(commit).rejects.toMatchObject({ code: 'StorageFull' });

    expect(await readdir(join(root, 'books/course/book'))).toEqual([]);
  });
});

const roomIn = (folder: string): number => {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
};
