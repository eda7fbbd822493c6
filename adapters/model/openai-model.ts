/**
 * The language model over any OpenAI-compatible server: asks until a draft is sound, pays for each ask once.
 *
 * Temporal owns the retries: whatever a later attempt may mend is thrown with the time to wait. Three things are waited for
 * here: a slot at the server, up to a minute; a block of less than five seconds; and the database, when a paid reply must
 * be kept.
 */
import { firstAsk, nextAsk, type Ask, type StructuredOutput } from '../../domain/model/ask.ts';
import type { CallLedger } from '../../domain/model/call-ledger.ts';
import type { CallOptions, CallPlace, LanguageModel, ModelTask } from '../../domain/model/language-model.ts';
import { hasPrice, type PriceTable } from '../../domain/model/prices.ts';
import { readReply } from '../../domain/model/reply.ts';
import { LibraryError } from '../../domain/failure.ts';
import { ruleNames, WHERE_DETAILS_ARE, type Fault } from '../../domain/finding.ts';
import type { Logger } from '../logging/logger.ts';
import type { CallSlots } from './call-slots.ts';
import { createForms } from './forms.ts';
import { createModelServer } from './model-server.ts';
import { createPaidCalls } from './paid-call.ts';
import { probeModel } from './probe.ts';
import { startPulse } from './pulse.ts';
import { findInstead, findStructuredOutput } from './structured-output.ts';

export interface OpenAiModelOptions {
  baseUrl: string;
  apiKey: string;
  model: string;
  structuredOutput: 'auto' | StructuredOutput;
  /** How long a request may take in all, and how long it may bring no byte. */
  timeoutMs: number;
  stallTimeoutMs: number;
  /** The most that any reply may be, whatever a task wants. */
  maxOutputTokens: number;
  maxAsks: number;
  prices: PriceTable;
  ledger: CallLedger;
  slots: CallSlots;
  logger: Logger;
}

/** The name by which the rehearsal model is known in rows and prices, whatever name it is asked for. */
const REHEARSAL_MODEL = 'scroll-rehearsal';

/**
 * Asks the server who it is (a rehearsal model says so) and no more: which form of structured output it takes is found at
 * the first call.
 * @throws LibraryError ModelUnreachable, ModelStalled or ModelServerError when it does not say
 */
export async function createOpenAiModel(options: OpenAiModelOptions): Promise<LanguageModel> {
  const { isRehearsal, hasModel } = await probeModel(options, { logger: options.logger });
  const name = isRehearsal ? REHEARSAL_MODEL : options.model;
  if (hasModel === false && !isRehearsal) {
    options.logger.warn('The server does not list this model', { model: name, baseUrl: options.baseUrl });
  }
  return createModel({ ...options, model: name }, isRehearsal);
}

function createModel(options: OpenAiModelOptions, isRehearsal: boolean): LanguageModel {
  const { model, maxAsks, maxOutputTokens: cap, timeoutMs, stallTimeoutMs, logger } = options;
  const server = createModelServer(options);
  const limits = { timeoutMs, stallTimeoutMs };
  // Shared by all callers: no single one of them may call it off.
  const shared = { ...limits, signal: new AbortController().signal };
  const forms = createForms({
    setting: options.structuredOutput,
    find: () => findStructuredOutput(server, shared, logger),
    findInstead: (refused) => findInstead(server, refused, shared),
    logger,
  });
  const calls = createPaidCalls({ ...options, ...limits, server, forms, isRehearsal });

  return {
    name: model,
    isRehearsal,
    isPriced: isRehearsal || hasPrice(options.prices, model),
    async complete<Draft>(
      place: CallPlace,
      task: ModelTask<Draft>,
      { signal, onProgress }: CallOptions,
    ): Promise<Draft> {
      const pulse = startPulse(onProgress);
      try {
        for (let ask = firstAsk(task, cap); ;) {
          const read = await readReply(await calls.answer(place, ask, { signal, pulse }), task);
          if (read.state === 'sound') return read.draft;
          if (read.state === 'refused') throw refused(place);
          if (ask.number >= maxAsks) {
            if (read.isEmpty) throw refused(place);
            if (task.onUnsound && read.draft !== undefined) {
              task.onUnsound(read.faults);
              return read.draft;
            }
            await calls.noteFaults(place, ask, read.faults);
            throw invalid(place, ask, read.faults);
          }
          ask = nextAsk(ask, task, { ...read, cap });
        }
      } finally {
        pulse.stop();
      }
    },
  };
}

const refused = (place: CallPlace): LibraryError =>
  new LibraryError('ModelRefused', `The model refuses to write ${nameOf(place)}.`);

/** Rules only: this message travels through histories and logs. */
const invalid = (place: CallPlace, ask: Ask, faults: Fault[]): LibraryError =>
  new LibraryError(
    'ModelOutputInvalid',
    `No sound ${ask.schemaName} for ${nameOf(place)} after ${ask.number} ${ask.number === 1 ? 'ask' : 'asks'}: ${ruleNames(faults)}. ${WHERE_DETAILS_ARE}`,
  );

function nameOf({ purpose, chapter, part }: CallPlace): string {
  const where = chapter === 0 ? 'the book' : `chapter ${chapter}`;
  return [where, part, `(${purpose})`].filter((word) => word !== '').join(' ');
}
