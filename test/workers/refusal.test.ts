import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'a worker '));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const runWorker = (settings: Record<string, string>, ...args: string[]) =>
  new Promise<{ exitCode: number | null; stderr: string }>((done) => {
    const child = execFile(
      process.execPath,
      ['--import', 'tsx', 'workers/main.ts', ...args],
      { cwd: resolve('.'), env: { PATH: process.env.PATH, DATA_DIR: folder, ...settings } },
      (_error, _stdout, stderr) => done({ exitCode: child.exitCode, stderr }),
    );
  });

const NOBODY = 'postgresql://nobody@127.0.0.1:9/none';

describe('a worker that cannot begin', () => {
  it.each([
    [{}, 'DATABASE_URL'],
    [{ DATABASE_URL: NOBODY }, 'TEMPORAL_ADDRESS'],
    [{ DATABASE_URL: NOBODY, TEMPORAL_ADDRESS: '127.0.0.1:9' }, 'OPENAI_BASE_URL'],
    [
      { DATABASE_URL: NOBODY, TEMPORAL_ADDRESS: '127.0.0.1:9', STORAGE_URL: 'file:///dev/null/books' },
      'No book can be stored in /dev/null/books',
    ],
    [{ WORKER_ROLE: 'king' }, 'WORKER_ROLE'],
  ])('says in words what is not named, and ends with 2: %j', async (settings, named) => {
    const { exitCode, stderr } = await runWorker(settings);

    expect(exitCode).toBe(2);
    expect(stderr).toContain(named);
    expect(stderr).not.toContain('    at ');
  });

  it('says where its role belongs when it is given as an argument', async () => {
    const { exitCode, stderr } = await runWorker({ DATABASE_URL: NOBODY }, 'authoring');

    expect(exitCode).toBe(2);
    expect(stderr).toContain('WORKER_ROLE=authoring npm run worker');
  });
});
