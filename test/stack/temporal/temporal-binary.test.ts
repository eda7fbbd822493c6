import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { silentLogger } from '../../../adapters/logging/logger.ts';
import { StackFailed } from '../../../stack/process/errors.ts';
import { findTemporal, isRecentEnough } from '../../../stack/temporal/temporal-binary.ts';
import { TEMPORAL_VERSION } from '../../../stack/temporal/temporal-build.ts';
import { PROJECT } from '../owners.ts';

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'temporal binary '));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function aProgram(path: string, versionText: string): string {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, `#!/bin/sh\necho '${versionText}'\n`, { mode: 0o755 });
  return path;
}

const search = (settings: { named?: string; searchPath?: string; cacheDir?: string }) =>
  findTemporal({
    named: settings.named,
    searchPath: settings.searchPath ?? '',
    cacheDir: settings.cacheDir ?? join(folder, 'no cache'),
    logger: silentLogger,
    onProgress: () => undefined,
  });

describe('findTemporal', () => {
  it('takes the binary that is named', async () => {
    const named = aProgram(join(folder, 'named', 'my-temporal'), 'temporal version 0.0.0-DEV');

    expect(await search({ named })).toBe(named);
  });

  it('refuses a named binary that does not run', async () => {
    const named = join(folder, 'not there');

    await expect(search({ named })).rejects.toThrow(StackFailed);
    await expect(search({ named })).rejects.toThrow(/TEMPORAL_CLI_PATH names .*not there/);
  });

  it('takes the first one on PATH when it is recent enough', async () => {
    const onPath = aProgram(join(folder, 'bin', 'temporal'), 'temporal version 1.9.0 (Server 1.32.0)');

    expect(await search({ searchPath: `${join(folder, 'empty')}:${join(folder, 'bin')}` })).toBe(onPath);
  });

  it('passes by an older one on PATH for the one in the cache', async () => {
    aProgram(join(folder, 'old', 'temporal'), 'temporal version 1.7.2 (Server 1.30.0)');
    const cacheDir = join(folder, 'cache');
    const cached = aProgram(join(cacheDir, `temporal-${TEMPORAL_VERSION}`, 'temporal'), '');

    expect(await search({ searchPath: join(folder, 'old'), cacheDir })).toBe(cached);
  });
});

it.each([
  ['temporal version 1.8.2 (Server 1.31.2, UI 2.50.1)', true],
  ['temporal version 1.10.0', true],
  ['temporal version 2.0.0', true],
  ['temporal version 1.7.9', false],
  ['temporal version 0.0.0-DEV', false],
  ['tctl 1.18', false],
])('reads "%s": recent enough is %s', (text, isRecent) => {
  expect(isRecentEnough(text)).toBe(isRecent);
});

it('says so when there is no Go to build with', async () => {
  const target = JSON.stringify(join(folder, 'built'));
  const program = `import { buildTemporal } from './stack/temporal-build.ts';
    await buildTemporal(${target}, () => undefined).catch((error) => console.log(error.message));`;
  const args = ['--import', 'tsx', '--input-type=module', '-e', program];
  const { stdout } = await run(process.execPath, args, { cwd: PROJECT, env: { PATH: join(folder, 'empty') } });

  expect(stdout).toMatch(/Go does not run here/);
});
