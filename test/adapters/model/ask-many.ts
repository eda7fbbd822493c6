/**
 * Asks for so many sections at once, each again and again until it is answered, as steps of a workflow do. By itself a
 * process of its own: `node --import tsx ask-many.ts COUNT MODEL_URL DATABASE_URL`.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { silentLogger } from '../../../adapters/logging/logger.ts';
import { createCallSlots } from '../../../adapters/model/call-slots.ts';
import { createOpenAiModel } from '../../../adapters/model/openai-model.ts';
import { createCallLedger } from '../../../adapters/postgres/calls/call-ledger.ts';
import { createSlotStore } from '../../../adapters/postgres/calls/slot-store.ts';
import { createPrisma, type LibraryPrisma } from '../../../adapters/postgres/client.ts';
import { SectionDraftSchema } from '../../../domain/chapter/parts/section.ts';
import { LibraryError } from '../../../domain/failure.ts';
import { aPrompt, LECTURE, SECTION } from '../../rehearsal/a-request.ts';
import { aPlace } from './bench.ts';

export interface AskManyOptions {
  count: number;
  baseUrl: string;
  prisma: LibraryPrisma;
  stallTimeoutMs?: number;
}

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 2_000;

/** @returns what the tries that failed said */
export async function askMany({ count, baseUrl, prisma, stallTimeoutMs = 10_000 }: AskManyOptions): Promise<string[]> {
  const model = await createOpenAiModel({
    baseUrl,
    apiKey: 'none',
    model: 'a-model',
    structuredOutput: 'json_schema',
    timeoutMs: 60_000,
    stallTimeoutMs,
    maxOutputTokens: 4_000,
    maxAsks: 3,
    prices: { date: '2026-01-01', source: 'test', models: {} },
    ledger: createCallLedger(prisma),
    slots: createCallSlots({ store: createSlotStore(prisma), server: baseUrl, atOnce: 40, most: 1_000 }),
    logger: silentLogger,
  });
  const task = {
    schemaName: 'section_draft',
    schema: SectionDraftSchema,
    system: 'You write sections.',
    prompt: aPrompt({ section: SECTION, lectures: [LECTURE] }),
    maxOutputTokens: 1_000,
    check: () => [],
  };
  const messages: string[] = [];
  const untilAnswered = async (): Promise<void> => {
    const place = aPlace();
    const watch = { signal: new AbortController().signal, onProgress: () => undefined };
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
      try {
        await model.complete(place, task, watch);
        return;
      } catch (error) {
        if (!(error instanceof LibraryError) || error.kind !== 'transient') throw error;
        messages.push(error.message);
        await sleep(error.retryAfterMs ?? pauseMs);
      }
    }
  };
  await Promise.all(Array.from({ length: count }, untilAnswered));
  return messages;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [count = '1', baseUrl = '', databaseUrl = ''] = process.argv.slice(2);
  const prisma = createPrisma(databaseUrl, { poolSize: 4 });
  await askMany({ count: Number(count), baseUrl, prisma });
  await prisma.$disconnect();
}
