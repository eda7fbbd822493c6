import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createExporter } from '../../../adapters/exports/exporter.ts';
import { createFileStorage } from '../../../adapters/storage/file-storage.ts';
import type { Manuscript } from '../../../domain/manuscript/manuscript.ts';
import { runHere } from '../../fakes/run-here.ts';
import { aManuscript } from '../../fixtures/manuscripts/a-manuscript.ts';
import { aStored } from '../../fixtures/manuscripts/a-stored.ts';
import { prose } from '../../fixtures/manuscripts/prose.ts';

const child = (name: string): string => fileURLToPath(new URL(`children/${name}`, import.meta.url));
const filesIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true })).filter((f) => f.isFile()).map((f) => f.name);

describe('an export that goes wrong', () => {
  let storageDir: string;
  beforeEach(async () => (storageDir = await mkdtemp(join(tmpdir(), 'exports-'))));
  afterEach(() => rm(storageDir, { recursive: true, force: true }));

  const exportWith = (
    options: { childScript?: string; timeoutMs?: number; memoryMb?: number },
    manuscript: Manuscript = aManuscript(),
    signal: AbortSignal = new AbortController().signal,
  ) =>
    createExporter({
      storage: createFileStorage(storageDir),
      runApart: runHere,
      timeoutMs: 60_000,
      memoryMb: 1_500,
      ...options,
    }).exportManuscript({
      manuscript: aStored(manuscript),
      kind: 'pdf',
      variant: 'student',
      signal,
    });

  it('is named a crash when its process dies, and leaves no file', async () => {
    await expect(exportWith({ childScript: child('crash.mjs') })).rejects.toMatchObject({
      code: 'ExportCrashed',
      kind: 'transient',
      message: expect.stringMatching(/PDF \(student\) of “Foundations of Reading.*SIGSEGV/s),
    });
    expect(await filesIn(storageDir)).toEqual([]);
  });

  it('is killed at its time cap, and leaves no file', async () => {
    await expect(exportWith({ childScript: child('hang.mjs'), timeoutMs: 1_500 })).rejects.toMatchObject({
      code: 'ExportTimedOut',
      message: expect.stringContaining('1500 ms (EXPORT_TIMEOUT_MS)'),
    });
    expect(await filesIn(storageDir)).toEqual([]);
  });

  it('is killed at its memory cap, also when the memory is not JavaScript’s', async () => {
    await expect(exportWith({ childScript: child('hungry.mjs'), memoryMb: 300 })).rejects.toMatchObject({
      code: 'ExportTimedOut',
      message: expect.stringContaining('300 MB of memory (EXPORT_MEMORY_MB)'),
    });
    expect(await filesIn(storageDir)).toEqual([]);
  });

  it('says that the disk is full, and leaves no file', async () => {
    await expect(exportWith({ childScript: child('full.mjs') })).rejects.toMatchObject({ code: 'StorageFull' });
    expect(await filesIn(storageDir)).toEqual([]);
  });

  it('is a crash when its process answers something else', async () => {
    await expect(exportWith({ childScript: child('babble.mjs') })).rejects.toMatchObject({
      code: 'ExportCrashed',
      message: expect.stringContaining('wonderful'),
    });
  });

  it('ends with the caller’s reason when it is aborted, and leaves no file', async () => {
    const abort = new AbortController();
    const reason = new Error('the course was deleted');
    const running = exportWith({ childScript: child('hang.mjs') }, aManuscript(), abort.signal);
    setTimeout(() => abort.abort(reason), 800);

    await expect(running).rejects.toBe(reason);
    expect(await filesIn(storageDir)).toEqual([]);
  });

  it('names the text that no font can show', async () => {
    const [first, ...rest] = aManuscript().front;
    if (!first) throw new Error('The fixture has a preface.');
    const unshowable = {
      ...first,
      blocks: [{ type: 'prose' as const, content: prose('An unassigned letter: \u{378}.') }],
    };

    await expect(exportWith({}, aManuscript({ front: [unshowable, ...rest] }))).rejects.toMatchObject({
      code: 'ContentUnrenderable',
      message: expect.stringMatching(/U\+0378.*apt-get install fonts-noto/s),
    });
    expect(await filesIn(storageDir)).toEqual([]);
  });

  it('does not outlive the worker that asked for it', async () => {
    const script = child('orphan.ts');
    const parent = spawn('sh', ['-c', `"${process.execPath}" --import tsx "${script}" & echo $!; wait`], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const pid = await new Promise<number>((resolve) => {
      let said = '';
      parent.stdout.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        if (said.includes('blocked')) resolve(Number(/\d+/.exec(said)?.[0]));
      });
    });
    expect(isAlive(pid)).toBe(true);

    parent.kill('SIGKILL');

    while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(isAlive(pid)).toBe(false);
  });
});

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};
