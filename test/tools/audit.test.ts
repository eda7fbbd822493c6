import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const AUDIT = join(import.meta.dirname, '..', '..', 'tools', 'audit.mjs');
let registry: Server;
let cache: string;

const advisory = (severity: string) => ({
  id: 1,
  url: 'https://example.org/1',
  title: 'A weakness',
  severity,
  vulnerable_versions: '*',
});

/** A registry whose audit endpoint answers like this, and that has nothing else. */
async function answering(status: number, body: unknown): Promise<string> {
  registry = createServer((request, response) => {
    const isAudit = request.url?.endsWith('/advisories/bulk') === true;
    request.resume();
    response.writeHead(isAudit ? status : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(isAudit ? body : {}));
  });
  await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve));
  const { port } = registry.address() as AddressInfo;
  return `http://127.0.0.1:${port}/`;
}

/** npm keeps advisories in its cache: each question gets a cache of its own. */
const audit = (url: string) =>
  new Promise<{ code: number | null; said: string }>((resolve) => {
    const env = { ...process.env, npm_config_registry: url, npm_config_cache: cache };
    const child = execFile(process.execPath, [AUDIT], { env }, (_, stdout, stderr) =>
      resolve({ code: child.exitCode, said: stdout + stderr }),
    );
  });

beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'npm-cache-'));
});

afterEach(() => {
  registry.closeAllConnections();
  registry.close();
  rmSync(cache, { recursive: true, force: true });
});

it.each([
  ['critical', 1],
  ['high', 1],
  ['moderate', 0],
])('judges a weakness of severity %s', async (severity, code) => {
  const found = await audit(await answering(200, { pino: [advisory(severity)] }));

  expect(found.code).toBe(code);
  expect(found.said).toContain(code === 1 ? `${severity}: pino` : '0 packages');
});

it('passes and says so where the registry answers no audits', async () => {
  const found = await audit(await answering(405, {}));

  expect(found.code).toBe(0);
  expect(found.said).toMatch(/^Audit skipped, because no registry answered: .*405/);
});
