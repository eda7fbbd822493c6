import { mkdtempSync, readdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StackFailed } from '../../../stack/process/errors.ts';
import { findPostgres } from '../../../stack/postgres/postgres-binaries.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'a cache '));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the binaries of the embedded PostgreSQL', () => {
  it('have their links in a folder that is named after the installation they lead into', () => {
    const { libraries, native } = findPostgres(folder);
    const again = findPostgres(folder);

    expect(libraries).toMatch(/postgres-[^/]+-[0-9a-f]{12}\/lib$/);
    expect(again.libraries).toBe(libraries);
    for (const name of readdirSync(libraries)) expect(readlinkSync(join(libraries, name))).toContain(native);
  });

  it('say which folder cannot be written, and what to set', () => {
    const cache = join(folder, 'a file');
    writeFileSync(cache, '');

    expect(() => findPostgres(cache)).toThrow(StackFailed);
    expect(() => findPostgres(cache)).toThrow(/a file.*Set CACHE_DIR/);
  });
});
