import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { silentLogger } from '../../../adapters/logging/logger.ts';
import { StackFailed } from '../../../stack/process/errors.ts';
import { findTemporal } from '../../../stack/temporal/temporal-binary.ts';
import { downloadTemporal } from '../../../stack/temporal/temporal-download.ts';
import { isRecentEnough, TEMPORAL_VERSION } from '../../../stack/temporal/temporal-version.ts';
import { PROJECT } from '../owners.ts';

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'temporal binary '));
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function aProgram(path: string, versionText: string): string {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, `#!/bin/sh\necho '${versionText}'\n`, { mode: 0o755 });
  return path;
}

const search = (settings: { named?: string; searchPath?: string; cacheDir?: string; downloadFrom?: string }) =>
  findTemporal({
    named: settings.named,
    searchPath: settings.searchPath ?? '',
    cacheDir: settings.cacheDir ?? join(folder, 'no cache'),
    downloadFrom: settings.downloadFrom ?? 'http://127.0.0.1:1',
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

describe('the official download', () => {
  it('comes before the build, is kept in the cache, and asks for this platform', async () => {
    const { url, asked } = await aServer(anArchive(`temporal version ${TEMPORAL_VERSION} (Server 1.31.2)`));
    const cacheDir = join(folder, 'fresh cache');

    const found = await search({ cacheDir, downloadFrom: url });

    expect(found).toBe(join(cacheDir, `temporal-${TEMPORAL_VERSION}`, 'temporal'));
    expect((await run(found, ['--version'])).stdout).toContain(TEMPORAL_VERSION);
    expect(asked).toEqual([
      expect.stringMatching(/^\/cli\/archive\/v[\d.]+\?platform=(linux|darwin)&arch=(amd64|arm64)$/),
    ]);
    expect(await search({ cacheDir })).toBe(found);
    expect(asked).toHaveLength(1);
  });

  it.each([
    ['another version', 200, () => anArchive('temporal version 1.7.0'), /Expected version/],
    ['no archive', 200, () => Buffer.from('<html>Log in to the network</html>'), /cut off: incorrect header/],
    [
      'half an archive',
      200,
      () => anArchive(`temporal version ${TEMPORAL_VERSION}`).subarray(0, 60),
      /cut off|tar ended/,
    ],
    ['a refusal', 403, () => Buffer.from(''), /answered 403/],
  ])('is refused when it is %s, and leaves nothing', async (_what, status, body, message) => {
    const { url } = await aServer(body(), status);
    const cache = mkdtempSync(join(folder, 'refused '));

    await expect(downloadTemporal(join(cache, 'temporal'), () => undefined, { from: url })).rejects.toThrow(message);
    expect(readdirSync(cache)).toEqual([]);
  });

  it('is given up soon where nothing answers', async () => {
    const { url } = await aServer(null);
    const target = join(mkdtempSync(join(folder, 'silent ')), 'temporal');
    const startedAt = Date.now();

    await expect(downloadTemporal(target, () => undefined, { from: url })).rejects.toThrow(/did not answer within 5 s/);
    expect(Date.now() - startedAt).toBeLessThan(20_000);
  });
});

/** An archive as the official place makes them, with a program that prints this. */
function anArchive(versionText: string): Buffer {
  const inside = mkdtempSync(join(folder, 'archive '));
  aProgram(join(inside, 'temporal'), versionText);
  return execFileSync('tar', ['-czf', '-', '-C', inside, 'temporal']);
}

/** Answers every request with `body`; null: never. */
async function aServer(body: Buffer | null, status = 200): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (body) response.writeHead(status).end(body);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

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
  const program = `import { buildTemporal } from './stack/temporal/temporal-build.ts';
    await buildTemporal(${target}, () => undefined).catch((error) => console.log(error.message));`;
  const args = ['--import', 'tsx', '--input-type=module', '-e', program];
  const { stdout } = await run(process.execPath, args, { cwd: PROJECT, env: { PATH: join(folder, 'empty') } });

  expect(stdout).toMatch(/Go does not run here/);
});
