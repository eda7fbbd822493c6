/** A whole library in a folder of its own: embedded services, a worker, and what a test asks of them. */
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import { z } from 'zod';
import { readEnv } from '../../adapters/env.ts';
import { silentLogger } from '../../adapters/logging/logger.ts';
import type { LibraryPrisma } from '../../adapters/postgres/client.ts';
import { openSession } from '../../client/session/session.ts';
import { bookWorkflowId } from '../../workflows/contracts.ts';
import { testTemporalCli } from '../services.ts';

export interface RunningLibrary {
  prisma: LibraryPrisma;
  client: Client;
  /** Inserts a course of a bare title as any program would; a run takes it in by itself. */
  addCourse(title: string): Promise<string>;
  /** Waits until the course's newest book has one of these states. */
  bookOf(
    courseId: string,
    ...states: string[]
  ): Promise<{ id: string; status: string; failureCode: string | null; failureMessage: string | null }>;
  /** Waits until the event of the course is accounted for: it is in a run. */
  joined(courseId: string): Promise<void>;
  /** Waits until its run has noted how the course ended, which comes after the book is published and indexed. */
  ended(courseId: string): Promise<void>;
  /** Waits until so many asks of the course were answered. */
  answered(courseId: string, count: number): Promise<void>;
  /** Asks of the course that were paid for more than once: there are none. */
  paidTwice(courseId: string): Promise<number>;
  /** Tells the rehearsal model what to do wrong from now on; empty for nothing. */
  setFaults(spec: string): Promise<void>;
  billedTwice(): Promise<number>;
  /** Sentences of the course's drafts that are in its book's history or in the log: there are none. */
  travelledSentences(courseId: string): Promise<string[]>;
  /** Files of the course's books. */
  filesOf(courseId: string): string[];
  /** Waits until `progress.json` says that its run has this status. */
  progressFile(status: string): Promise<{ completedCourses: number; totalCourses: number; fleet: unknown[] }>;
  pidOf(what: 'postgres' | 'temporal' | 'worker'): Promise<number>;
  close(): Promise<void>;
}

const PATIENCE_MS = 120_000;
const ProgressSchema = z.object({
  status: z.string(),
  completedCourses: z.int(),
  totalCourses: z.int(),
  fleet: z.array(z.unknown()),
});

export async function startLibrary(settings: Record<string, string> = {}): Promise<RunningLibrary> {
  const folder = mkdtempSync(join(tmpdir(), 'scroll library '));
  const changes = {
    ...settings,
    DATA_DIR: folder,
    TEMPORAL_CLI_PATH: testTemporalCli(),
    COURSE_SETTLE_MS: '200',
    AUTHORING_PROCESSES: '0',
  };
  Object.assign(process.env, changes);
  for (const key of ['DATABASE_URL', 'TEMPORAL_ADDRESS', 'OPENAI_API_KEY', 'OPENAI_BASE_URL']) delete process.env[key];
  const session = await openSession({
    env: readEnv(),
    logger: silentLogger,
    needs: ['postgres', 'temporal', 'model'],
    onStep: () => undefined,
  });
  const close = async (): Promise<void> => {
    await session.close();
    rmSync(folder, { recursive: true, force: true });
    for (const key of Object.keys(changes)) delete process.env[key];
  };
  try {
    await session.ensureWorker();
  } catch (error) {
    await close();
    throw error;
  }
  const { library, stack } = session;
  const prisma = library.database;
  const client = await library.temporal();
  const model = new URL(stack.addresses.model.baseUrl).origin;

  const until = async <Found>(what: string, look: () => Promise<Found | null>): Promise<Found> => {
    for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline;) {
      // A service that a test killed is away for a moment.
      const found = await look().catch(() => null);
      if (found !== null) return found;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    throw new Error(`It did not come true in ${PATIENCE_MS / 1000} s: ${what}`);
  };

  return {
    prisma,
    client,
    async addCourse(title) {
      const id = randomUUID();
      await prisma.$executeRaw`INSERT INTO courses (id, title, subject, level) VALUES (${id}::uuid, ${title}, 'Testing', 'beginner')`;
      return id;
    },
    bookOf: (courseId, ...states) =>
      until(`a book of ${courseId} that is ${states.join(' or ')}`, async () => {
        const [book] = await prisma.book.findMany({ where: { courseId }, orderBy: { edition: 'desc' }, take: 1 });
        return book && states.includes(book.status) ? book : null;
      }),
    async joined(courseId) {
      await until(`${courseId} to be in a run`, () =>
        prisma.courseEvent.findFirst({ where: { courseId, outcome: 'joined' } }),
      );
    },
    async ended(courseId) {
      await until(`${courseId} to have ended in its run`, () =>
        prisma.runCourse.findFirst({ where: { courseId, finishedAt: { not: null } } }),
      );
    },
    async answered(courseId, count) {
      await until(`${count} answers for ${courseId}`, async () =>
        (await prisma.modelCall.count({ where: { courseId, status: 'answered' } })) >= count ? true : null,
      );
    },
    async paidTwice(courseId) {
      const rows = await prisma.modelCall.groupBy({
        by: ['purpose', 'chapterNumber', 'part', 'revision', 'ask'],
        where: { courseId, status: 'answered' },
        _count: true,
      });
      return rows.filter(({ _count }) => _count > 1).length;
    },
    async setFaults(spec) {
      const reply = await fetch(`${model}/rehearsal/faults`, {
        method: 'POST',
        body: spec,
        headers: { 'content-type': 'text/plain' },
      });
      if (!reply.ok) throw new Error(await reply.text());
    },
    async billedTwice() {
      const stats: unknown = await (await fetch(`${model}/rehearsal/stats`)).json();
      if (typeof stats === 'object' && stats !== null && 'doubleBilled' in stats) return Number(stats.doubleBilled);
      throw new Error('The rehearsal model told no statistics.');
    },
    async travelledSentences(courseId) {
      const calls = await prisma.modelCall.findMany({ where: { courseId, purpose: { not: 'outline' } } });
      const parts = await prisma.part.findMany({ where: { book: { courseId } } });
      const drafts = [...calls.map(({ reply }) => reply ?? ''), ...parts.map(({ content }) => JSON.stringify(content))];
      const { events } = await client.workflow.getHandle(bookWorkflowId(courseId)).fetchHistory();
      const logs = await Promise.all(
        readdirSync(join(folder, 'logs')).map((name) => readFile(join(folder, 'logs', name), 'utf8')),
      );
      const travelled = [...stringsOf(events), ...logs].join('\n');
      return [...new Set(drafts.flatMap(sentencesOf))].filter((sentence) => travelled.includes(sentence));
    },
    filesOf(courseId) {
      const shelf = join(folder, 'exports', 'books', courseId);
      return existsSync(shelf)
        ? readdirSync(shelf, { recursive: true, withFileTypes: true })
            .filter((entry) => entry.isFile())
            .map((entry) => entry.name)
        : [];
    },
    progressFile: (status) =>
      until(`progress.json to say ${status}`, async () => {
        const text = await readFile(join(folder, 'enterprise-generation', 'progress.json'), 'utf8');
        const progress = ProgressSchema.parse(JSON.parse(text));
        return progress.status === status ? progress : null;
      }),
    pidOf: (what) =>
      until(`a process of ${what}`, async () => {
        const { services, workers } = await stack.status();
        return what === 'worker' ? (workers.find(({ up }) => up)?.pid ?? null) : services[what].pid;
      }),
    close,
  };
}

/** Every text in a history, payloads decoded. */
const stringsOf = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  if (value instanceof Uint8Array) return [Buffer.from(value).toString('utf8')];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsOf) : [];
};

/** Long enough to be nobody else's, and free of signs that JSON would write in another way. */
const sentencesOf = (reply: string): string[] => reply.match(/\p{Lu}[^."\\\n]{40,200}\./gu) ?? [];
