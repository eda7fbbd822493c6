/** The SDK's own way to a `temporal` binary: it downloads one for its test server, which we then keep. */
import { chmodSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { StackFailed } from '../process/errors.ts';
import type { ReportProgress } from '../process/step.ts';
import { TEMPORAL_VERSION } from './temporal-build.ts';

const LIMIT_MS = 300_000;

/** Leaves a whole binary at `target` or none. */
export async function downloadTemporal(target: string, onProgress: ReportProgress): Promise<void> {
  onProgress('downloading from temporal.download');
  const folder = dirname(target);
  const before = new Set(readdirSync(folder));
  const { TestWorkflowEnvironment } = await import('@temporalio/testing');
  const started = TestWorkflowEnvironment.createLocal({
    server: {
      executable: { type: 'cached-download', version: `v${TEMPORAL_VERSION}`, downloadDir: folder, ttl: '3650d' },
    },
  });
  const environment = await within(LIMIT_MS, started);
  await environment.teardown();
  const made = readdirSync(folder).filter((name) => !before.has(name));
  const [binary] = made.filter((name) => name.startsWith('temporal') && !name.endsWith('.downloading'));
  if (!binary) throw new StackFailed(`The SDK left no binary in ${folder}`);
  chmodSync(join(folder, binary), 0o755);
  renameSync(join(folder, binary), target);
  for (const name of made) if (name !== binary) rmSync(join(folder, name), { recursive: true, force: true });
}

async function within<T>(limitMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new StackFailed(`no answer within ${limitMs / 1000} s`)), limitMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
