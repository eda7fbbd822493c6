import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { requireStorage, storageRoot } from '../../../adapters/storage/storage-root.ts';

describe('the root of the storage', () => {
  it('is a folder of the data folder unless one is named', () => {
    expect(storageRoot(undefined, '/srv/data')).toBe('/srv/data/exports');
  });

  it('is the folder that a file URL names, spaces included', () => {
    expect(storageRoot('file:///srv/my%20books', '/srv/data')).toBe('/srv/my books');
  });

  it('is made before it is needed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'a store '));

    await requireStorage(undefined, folder);

    expect(existsSync(join(folder, 'exports'))).toBe(true);
    rmSync(folder, { recursive: true, force: true });
  });

  it('is refused where no file can be stored', async () => {
    await expect(requireStorage('file:///dev/null/books', '/srv/data')).rejects.toThrow(
      /^No book can be stored in \/dev\/null\/books /,
    );
  });
});
