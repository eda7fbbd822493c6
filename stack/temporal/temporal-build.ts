/** Builds `temporal` from our own Go module: its versions and hashes stand in tools/temporal-cli. */
import { execFile, spawn } from 'node:child_process';
import { renameSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { childEnvironment } from '../../adapters/env.ts';
import { StackFailed, errorText } from '../process/errors.ts';
import type { ReportProgress } from '../process/step.ts';
import { TEMPORAL_VERSION } from './temporal-version.ts';

const run = promisify(execFile);
const MODULE = fileURLToPath(new URL('../../tools/temporal-cli/', import.meta.url));
const VERSION_VARIABLE = 'github.com/temporalio/cli/internal/temporalcli.Version';
const OLDEST_GO = [1, 26, 4];
/** What a development server on SQLite never uses and the modules can be built without: gRPC to Google's storage, its tracing. */
const LEFT_OUT = 'disable_grpc_modules,grpcnotrace';

/** About two minutes on two cores; leaves a whole binary at `target` or none. */
export async function buildTemporal(target: string, onProgress: ReportProgress, signal?: AbortSignal): Promise<void> {
  await requireGo();
  const unfinished = `${target}.building-${process.pid}`;
  try {
    await build(unfinished, onProgress, signal);
    renameSync(unfinished, target);
  } finally {
    rmSync(unfinished, { force: true });
  }
}

async function requireGo(): Promise<void> {
  const { version, toolchain } = await readGo();
  if (isAtLeast(version, OLDEST_GO)) return;
  // From 1.21 on Go fetches the toolchain that a module asks for, unless it is told not to.
  if (isAtLeast(version, [1, 21, 0]) && toolchain !== 'local') return;
  throw new StackFailed(`Go ${OLDEST_GO.join('.')} or newer is needed, this is ${version} (GOTOOLCHAIN=${toolchain})`);
}

async function readGo(): Promise<{ version: string; toolchain: string }> {
  try {
    // Outside the module: inside it an older Go would try to fetch the newer one to answer.
    const { stdout } = await run('go', ['env', 'GOVERSION', 'GOTOOLCHAIN'], { cwd: '/' });
    const [version = '', toolchain = ''] = stdout.split('\n');
    return { version: version.replace(/^go/, ''), toolchain };
  } catch (error) {
    throw new StackFailed(`Go does not run here (${errorText(error)})`, { cause: error });
  }
}

function isAtLeast(version: string, oldest: number[]): boolean {
  const parts = version.split('.').map((part) => Number.parseInt(part, 10));
  for (const [index, wanted] of oldest.entries()) {
    const part = parts[index] ?? 0;
    if (part !== wanted) return part > wanted;
  }
  return true;
}

async function build(output: string, onProgress: ReportProgress, signal?: AbortSignal): Promise<void> {
  const flags = ['-trimpath', '-buildvcs=false', '-mod=readonly', '-tags', LEFT_OUT, '-ldflags', linkerFlags];
  const child = spawn('go', ['build', '-v', ...flags, '-o', output, 'github.com/temporalio/cli/cmd/temporal'], {
    cwd: MODULE,
    // No part of it needs a C compiler.
    env: childEnvironment({ CGO_ENABLED: '0' }),
    stdio: ['ignore', 'ignore', 'pipe'],
    ...(signal ? { signal } : {}),
  });
  const counts = { downloaded: 0, compiled: 0 };
  const said: string[] = [];
  const lines = createInterface({ input: child.stderr });
  lines.on('line', (line) => {
    said.push(line);
    if (line.startsWith('go: downloading')) counts.downloaded += 1;
    else counts.compiled += 1;
    onProgress(`${counts.downloaded} modules fetched, ${counts.compiled} packages compiled`);
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new StackFailed(`go build ended with ${code}: ${said.slice(-5).join(' | ')}`);
}

const linkerFlags = `-s -w -X ${VERSION_VARIABLE}=${TEMPORAL_VERSION}`;
