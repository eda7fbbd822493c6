/** What the tests of the model client share: a scripted server, the real ledger, and a model between them. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { LogFields, Logger } from '../../../adapters/logging/logger.ts';
import { createCallSlots } from '../../../adapters/model/call-slots.ts';
import { createOpenAiModel, type OpenAiModelOptions } from '../../../adapters/model/openai-model.ts';
import { createCallLedger } from '../../../adapters/postgres/calls/call-ledger.ts';
import { createSlotStore } from '../../../adapters/postgres/calls/slot-store.ts';
import { createPrisma, type LibraryPrisma } from '../../../adapters/postgres/client.ts';
import { LibraryError } from '../../../domain/failure.ts';
import type { CallPlace, CallOptions, LanguageModel, ModelTask } from '../../../domain/model/language-model.ts';
import { createTestDatabase } from '../../services.ts';
import { startModelServer, type ModelServerFake } from '../../fakes/model-server.ts';

export const API_KEY = 'sk-secret-0123456789abcdef';

const DraftSchema = z.strictObject({ title: z.string(), words: z.int() });
export type Draft = z.infer<typeof DraftSchema>;
export const SOUND: Draft = { title: 'Psalms', words: 12 };

export const aPlace = (change: Partial<CallPlace> = {}): CallPlace => ({
  courseId: randomUUID(),
  bookId: randomUUID(),
  runId: null,
  purpose: 'section',
  chapter: 1,
  part: 'section:1',
  revision: 0,
  ...change,
});

export const aTask = (change: Partial<ModelTask<Draft>> = {}): ModelTask<Draft> => ({
  schemaName: 'section_draft',
  schema: DraftSchema,
  system: 'You write sections.',
  prompt: 'Write about Psalms.',
  maxOutputTokens: 1_000,
  check: ({ words }) => (words < 10 ? [{ rule: 'words', detail: `${words} words; at least 10` }] : []),
  ...change,
});

type Progress = Parameters<CallOptions['onProgress']>[0];

export interface ModelBench {
  server: ModelServerFake;
  prisma: LibraryPrisma;
  /** Lines that were logged, as text. */
  lines: string[];
  model(change?: Partial<OpenAiModelOptions>): Promise<LanguageModel>;
  /** A run in the database; its id. */
  run(columns?: { budgetUsd?: number; pausedAt?: Date; pauseReason?: string }): Promise<string>;
  /** As new: no rows, no requests, no script. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

export async function openBench(): Promise<ModelBench> {
  const server = await startModelServer();
  const database = await createTestDatabase();
  const prisma = createPrisma(database.url, { poolSize: 6 });
  const lines: string[] = [];
  const note = (message: string, fields?: LogFields): void => {
    lines.push(`${message} ${JSON.stringify(fields ?? {})}`);
  };
  const logger: Logger = { debug: note, info: note, warn: note, error: note };
  return {
    server,
    prisma,
    lines,
    model: (change = {}) =>
      createOpenAiModel({
        slots: createCallSlots({ store: createSlotStore(prisma), server: server.baseUrl, atOnce: 50, most: 1_000 }),
        baseUrl: server.baseUrl,
        apiKey: API_KEY,
        model: 'a-model',
        structuredOutput: 'json_schema',
        timeoutMs: 20_000,
        stallTimeoutMs: 10_000,
        maxOutputTokens: 4_000,
        maxAsks: 3,
        prices: {
          date: '2026-01-01',
          source: 'test',
          models: { 'a-model': { inputUsdPerMTok: 1_000, outputUsdPerMTok: 2_000 } },
        },
        ledger: createCallLedger(prisma),
        logger,
        ...change,
      }),
    run: async (columns = {}) => {
      const run = await prisma.run.create({
        data: {
          workflowId: 'library/test',
          firstRunId: randomUUID(),
          input: {},
          concurrency: 1,
          ...columns,
          ...(columns.pausedAt && { status: 'paused' as const }),
        },
      });
      return run.id;
    },
    reset: async () => {
      server.reset();
      lines.length = 0;
      await prisma.modelCall.deleteMany();
      await prisma.modelLimit.deleteMany();
      await prisma.modelServer.deleteMany();
      await prisma.modelCaller.deleteMany();
      await prisma.run.deleteMany();
    },
    close: async () => {
      await server.close();
      await prisma.$disconnect();
      await database.drop();
    },
  };
}

export const complete = (
  model: LanguageModel,
  change: {
    place?: CallPlace;
    task?: ModelTask<Draft>;
    signal?: AbortSignal;
    onProgress?: (progress: Progress) => void;
  } = {},
): Promise<Draft> =>
  model.complete(change.place ?? aPlace(), change.task ?? aTask(), {
    signal: change.signal ?? new AbortController().signal,
    onProgress: change.onProgress ?? (() => undefined),
  });

/** The failure that the work ends in. */
export async function failureOf(work: Promise<unknown>): Promise<LibraryError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof LibraryError) return error;
    throw error;
  }
  throw new Error('The work did not fail.');
}

/** Matches a text that holds `part`. */
export const textWith = (part: string | RegExp): unknown =>
  typeof part === 'string' ? expect.stringContaining(part) : expect.stringMatching(part);
