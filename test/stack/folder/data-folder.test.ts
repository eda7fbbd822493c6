import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EnvError } from '../../../adapters/env.ts';
import { openDataFolder } from '../../../stack/folder/data-folder.ts';

it('says in words that a data folder cannot be written, and what to set', () => {
  const folder = mkdtempSync(join(tmpdir(), 'no folder '));
  const path = join(folder, 'a file');
  writeFileSync(path, '');

  expect(() => openDataFolder(path)).toThrow(EnvError);
  expect(() => openDataFolder(path)).toThrow(/a file cannot be written: [\s\S]*DATA_DIR/);
  rmSync(folder, { recursive: true, force: true });
});
