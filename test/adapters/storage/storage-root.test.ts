import { describe, expect, it } from '@jest/globals';
import { storageRoot } from '../../../adapters/storage/storage-root.ts';

describe('the root of the storage', () => {
  it('is a folder of the data folder unless one is named', () => {
    expect(storageRoot(undefined, '/srv/data')).toBe('/srv/data/exports');
  });

  it('is the folder that a file URL names, spaces included', () => {
    expect(storageRoot('file:///srv/my%20books', '/srv/data')).toBe('/srv/my books');
  });

  it('is refused for a bucket, with what to do instead', () => {
    expect(() => storageRoot('s3://bucket/books', '/srv/data')).toThrow(/s3:.*not supported yet.*file:\/\//s);
  });
});
