/** The official way to a `temporal` binary: an archive from temporal.download. */
import { spawn } from 'node:child_process';
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { errorText, StackFailed } from '../process/errors.ts';
import type { ReportProgress } from '../process/step.ts';
import { isOurVersion, printedVersion, TEMPORAL_VERSION } from './temporal-version.ts';

const OFFICIAL = 'https://temporal.download';
/** Without internet the next route begins soon; a proxy that holds the line gets no more either. */
const ANSWER_WITHIN_MS = 5_000;
/** About 60 MB; on a slower line than 200 KB a second the build is as quick. */
const WHOLE_WITHIN_MS = 300_000;
const SILENT_FOR_MS = 20_000;

/** Leaves a whole binary of our version at `target` or none. @throws StackFailed */
export async function downloadTemporal(
  target: string,
  onProgress: ReportProgress,
  { signal, from = OFFICIAL }: { signal?: AbortSignal | undefined; from?: string | undefined } = {},
): Promise<void> {
  onProgress(`asking ${new URL(from).host}`);
  const folder = `${target}.downloading-${process.pid}`;
  mkdirSync(folder, { recursive: true });
  try {
    await unpack(await request(from, signal), folder, onProgress);
    const binary = join(folder, 'temporal');
    const printed = await printedVersion(binary);
    if (!isOurVersion(printed)) throw new StackFailed(`Expected version ${TEMPORAL_VERSION}, got "${printed}"`);
    renameSync(binary, target);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Archive {
  body: Readable;
  bytes: number;
}

async function request(from: string, signal: AbortSignal | undefined): Promise<Archive> {
  const arch = process.arch === 'x64' ? 'amd64' : process.arch;
  const url = `${from}/cli/archive/v${TEMPORAL_VERSION}?platform=${process.platform}&arch=${arch}`;
  const whole = AbortSignal.timeout(WHOLE_WITHIN_MS);
  const answer = new AbortController();
  const late = setTimeout(() => answer.abort(), ANSWER_WITHIN_MS);
  try {
    const reply = await fetch(url, { signal: AbortSignal.any([whole, answer.signal, ...(signal ? [signal] : [])]) });
    if (!reply.ok || !reply.body) throw new StackFailed(`${url} answered ${reply.status}`);
    return { body: Readable.fromWeb(reply.body), bytes: Number(reply.headers.get('content-length') ?? 0) };
  } catch (error) {
    signal?.throwIfAborted();
    if (answer.signal.aborted) throw new StackFailed(`${url} did not answer within ${ANSWER_WITHIN_MS / 1000} s`);
    throw error;
  } finally {
    clearTimeout(late);
  }
}

/** Through `tar`, which Linux and macOS have. */
async function unpack({ body, bytes }: Archive, folder: string, onProgress: ReportProgress): Promise<void> {
  let got = 0;
  const silence = setTimeout(() => body.destroy(new StackFailed('the line went silent')), SILENT_FOR_MS);
  body.on('data', (chunk: Uint8Array) => {
    silence.refresh();
    got += chunk.length;
    onProgress(`${megabytes(got)}${bytes > 0 ? ` of ${megabytes(bytes)}` : ''} MB downloaded`);
  });
  const tar = spawn('tar', ['-xf', '-', '-C', folder, 'temporal'], { stdio: ['pipe', 'ignore', 'pipe'] });
  const said: string[] = [];
  tar.stderr.on('data', (chunk) => said.push(String(chunk)));
  const ended = new Promise<number | null>((resolve, reject) => {
    tar.once('error', reject);
    tar.once('close', resolve);
  });
  const piped = pipeline(body, createGunzip(), tar.stdin).then(
    () => null,
    (error: unknown) => errorText(error),
  );
  const [cutOff, code] = await Promise.all([piped, ended]).finally(() => clearTimeout(silence));
  // Where all is well, tar may close its input at the mark of the archive's end, before the last bytes were sent.
  if (code === 0) return;
  throw new StackFailed(
    cutOff === null ? `tar ended with ${code}: ${said.join('').trim()}` : `The download was cut off: ${cutOff}`,
  );
}

const megabytes = (bytes: number): number => Math.round(bytes / 1_000_000);
