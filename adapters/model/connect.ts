/** The models of a process, from its environment: who writes, and who judges. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { LibraryError } from '../../domain/failure.ts';
import type { CallLedger } from '../../domain/model/call-ledger.ts';
import type { SlotStore } from '../../domain/model/call-slots.ts';
import type { LanguageModel } from '../../domain/model/language-model.ts';
import { PriceTableSchema, type PriceTable } from '../../domain/model/prices.ts';
import type { Env } from '../env.ts';
import type { Logger } from '../logging/logger.ts';
import { createCallSlots } from './call-slots.ts';
import type { ModelAddress } from './model-server.ts';
import { createOpenAiModel } from './openai-model.ts';

export type ModelEnv = Pick<
  Env,
  | 'OPENAI_API_KEY'
  | 'OPENAI_BASE_URL'
  | 'OPENAI_MODEL'
  | 'OPENAI_JUDGE_MODELS'
  | 'OPENAI_STRUCTURED_OUTPUT'
  | 'OPENAI_TIMEOUT_MS'
  | 'OPENAI_STALL_TIMEOUT_MS'
  | 'OPENAI_MAX_OUTPUT_TOKENS'
  | 'MODEL_MAX_ASKS'
  | 'PRICES_FILE'
  | 'AUTHORING_SLOTS'
  | 'MODEL_CONCURRENCY'
>;

/**
 * Connects the writer and the judges. Judges are the models that the environment names, all on the writer's server; the
 * writer itself when it names none, and always with the rehearsal model.
 * @throws LibraryError ModelUnreachable and its kin, see `probeModel`; InputInvalid when no model or no readable price
 *   table is named
 */
export async function connectModels(options: {
  env: ModelEnv;
  ledger: CallLedger;
  slotStore: SlotStore;
  logger: Logger;
  /** Where the model is when the environment does not say: the embedded rehearsal model. */
  address?: ModelAddress;
}): Promise<{ writer: LanguageModel; judges: LanguageModel[] }> {
  const { env, ledger, logger } = options;
  const address = options.address ?? modelAddress(env);
  const prices = readPrices(env.PRICES_FILE);
  const slots = createCallSlots({
    store: options.slotStore,
    server: address.baseUrl,
    atOnce: env.AUTHORING_SLOTS,
    most: env.MODEL_CONCURRENCY,
  });
  const connect = (model: string): Promise<LanguageModel> =>
    createOpenAiModel({
      ...address,
      model,
      structuredOutput: env.OPENAI_STRUCTURED_OUTPUT,
      timeoutMs: env.OPENAI_TIMEOUT_MS,
      stallTimeoutMs: env.OPENAI_STALL_TIMEOUT_MS,
      maxOutputTokens: env.OPENAI_MAX_OUTPUT_TOKENS,
      maxAsks: env.MODEL_MAX_ASKS,
      prices,
      ledger,
      slots,
      logger,
    });

  const writer = await connect(env.OPENAI_MODEL);
  const names = (env.OPENAI_JUDGE_MODELS ?? '').split(',').flatMap((name) => name.trim() || []);
  if (writer.isRehearsal || names.length === 0) return { writer, judges: [writer] };
  const judges = await Promise.all(
    [...new Set(names)].map((name) => (name === writer.name ? Promise.resolve(writer) : connect(name))),
  );
  return { writer, judges };
}

const OPENAI_URL = 'https://api.openai.com/v1';
/** Servers of one's own often want no key; the client wants a text. */
const NO_KEY = 'none';

/** @throws LibraryError InputInvalid when the environment names neither a key nor a server */
function modelAddress(env: Pick<Env, 'OPENAI_API_KEY' | 'OPENAI_BASE_URL'>): ModelAddress {
  if (!env.OPENAI_API_KEY && !env.OPENAI_BASE_URL) {
    throw new LibraryError('InputInvalid', 'No model is named: set OPENAI_API_KEY, OPENAI_BASE_URL or both.');
  }
  return { baseUrl: env.OPENAI_BASE_URL ?? OPENAI_URL, apiKey: env.OPENAI_API_KEY ?? NO_KEY };
}

/** @throws LibraryError InputInvalid, naming the file and what is wrong with it */
export function readPrices(file: string): PriceTable {
  const path = resolve(file);
  try {
    return PriceTableSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    throw new LibraryError('InputInvalid', `The price table ${path} (PRICES_FILE) cannot be read: ${String(cause)}`, {
      cause,
    });
  }
}
