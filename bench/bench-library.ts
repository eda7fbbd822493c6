/** A library of its own for a benchmark: fresh services, so many courses of a bare title, and the memory of each process. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readEnv, type Env } from '../adapters/env.ts';
import { silentLogger } from '../adapters/logging/logger.ts';
import { openSession, type Session } from '../client/session/session.ts';

export interface BenchLibrary {
  env: Env;
  session: Session;
  /** Resident memory in MB by process. */
  memory: () => Promise<Record<string, number>>;
  close: () => Promise<void>;
}

const SUBJECTS = ['Theology', 'Mathematics', 'History', 'Biology', 'Law'];

export async function openBenchLibrary({
  courses,
  settings,
}: {
  courses: number;
  settings: Record<string, string>;
}): Promise<BenchLibrary> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-library-'));
  // The binary of Temporal comes from the usual cache: building it is not what is measured.
  const cacheDir = readEnv({ ...process.env }).cacheDir;
  Object.assign(process.env, settings, { DATA_DIR: folder, CACHE_DIR: cacheDir });
  for (const key of ['DATABASE_URL', 'TEMPORAL_ADDRESS', 'OPENAI_API_KEY', 'OPENAI_BASE_URL']) process.env[key] = '';
  const env = readEnv();
  const session = await openSession({
    env,
    logger: silentLogger,
    needs: ['postgres', 'temporal', 'model'],
    onStep: ({ title, isDone, elapsedMs }) => isDone && console.log(`  ${title} (${(elapsedMs / 1000).toFixed(1)} s)`),
  });
  const { database } = session.library;
  await database.$transaction([
    database.$executeRaw`SET LOCAL scroll.bulk_import = 'on'`,
    database.course.createMany({
      data: Array.from({ length: courses }, (_, index) => ({
        code: `BENCH-${index + 1}`,
        title: `A first course in measured things, part ${index + 1}`,
        subject: SUBJECTS[index % SUBJECTS.length] ?? null,
        level: 'beginner',
        language: 'en',
        enrolmentCount: courses - index,
      })),
    }),
  ]);
  return {
    env,
    session,
    async memory() {
      const { services, workers } = await session.stack.status();
      return Object.fromEntries(
        [
          ...Object.entries(services).map(([name, { pid }]) => [name, pid] as const),
          ...workers.map(({ role, pid }) => [`worker (${role})`, pid] as const),
        ].flatMap(([name, pid]) => (pid === null ? [] : [[name, residentMb(pid)]])),
      );
    },
    async close() {
      await session.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Of the process and everything below it. */
function residentMb(pid: number): number {
  const rows = execFileSync('ps', ['-e', '-o', 'pid=,ppid=,rss='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const family = new Set([pid]);
  for (const [own = 0, parent = 0] of rows) if (family.has(parent)) family.add(own);
  const kilobytes = rows.reduce((sum, [own = 0, , rss = 0]) => sum + (family.has(own) ? rss : 0), 0);
  return Math.round(kilobytes / 1024);
}
