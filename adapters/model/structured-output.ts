/**
 * Finds once which form of structured output a server takes: json_schema, else json_object, else plain text.
 *
 * A small request with a small schema is sent in each form, from the strictest on, and the reply is read, not only its
 * status: some servers take the parameter and ignore it, and some answer 500 where they mean 400.
 * Weather (overload, no connection, a rejected key) decides nothing: it is thrown, and the next call finds out again.
 */
import { z } from 'zod';
import { firstAsk, STRUCTURED_OUTPUTS, type StructuredOutput } from '../../domain/model/ask.ts';
import { LibraryError } from '../../domain/failure.ts';
import { findJson } from '../../domain/model/json-text.ts';
import type { Logger } from '../logging/logger.ts';
import type { ChatReply } from './chat.ts';
import { describeFailure, isApiError, statusOf } from './model-failure.ts';
import type { ModelServer } from './model-server.ts';
import { waitFor } from './waiting.ts';

/** What the prompt does not ask for: only a server that reads the schema can answer with these keys. */
const GreetingSchema = z.strictObject({ greeting: z.string(), language: z.string() });
/** Room for thoughts before the few words. */
const PROBE_TOKENS = 2_000;
const PROBE = firstAsk(
  {
    schemaName: 'greeting',
    schema: GreetingSchema,
    system: 'You greet people. Be brief.',
    prompt: 'Greet the reader in one or two words.',
    maxOutputTokens: PROBE_TOKENS,
  },
  PROBE_TOKENS,
);
/** A single 500 or a single odd reply is not yet the server's way. */
const TRIES = 3;
const PAUSE_MS = 300;
/** Statuses by which servers say that they do not take a parameter. */
const REFUSALS = new Set([400, 404, 415, 422, 500, 501]);

export interface ProbeLimits {
  signal: AbortSignal;
  stallTimeoutMs: number;
  timeoutMs: number;
}

/**
 * @throws whatever decides nothing about the form: the errors of `ModelServer.send`; LibraryError ModelAccessDenied when
 *   the server refuses the short question in every form, so that no course can be written
 */
export async function findStructuredOutput(
  server: ModelServer,
  limits: ProbeLimits,
  logger: Logger,
): Promise<StructuredOutput> {
  for (const form of STRUCTURED_OUTPUTS) {
    const refusal = await tryForm(server, form, limits);
    if (refusal === null) {
      logger.info('The model takes structured output in this form', {
        form,
        model: server.model,
        baseUrl: server.baseUrl,
      });
      return form;
    }
    if (form === 'text') throw nothingTaken(refusal, server);
    logger.debug('The model does not take this form', { form, model: server.model, because: refusal.message });
  }
  throw new Error(`Expected "text" as the last of the forms, got ${String(STRUCTURED_OUTPUTS.at(-1))}.`);
}

/**
 * The strictest form that a server takes in place of one that it refuses outright; null when it does not refuse that one, or
 * takes none. To answer in another form is no refusal: that may be the model's own weakness.
 * @throws as above
 */
export async function findInstead(
  server: ModelServer,
  refused: StructuredOutput,
  limits: ProbeLimits,
): Promise<StructuredOutput | null> {
  if (!isApiError(await tryForm(server, refused, limits))) return null;
  for (const form of STRUCTURED_OUTPUTS.slice(STRUCTURED_OUTPUTS.indexOf(refused) + 1)) {
    if ((await tryForm(server, form, limits)) === null) return form;
  }
  return null;
}

/** Null when the form is taken, else why not. */
async function tryForm(server: ModelServer, form: StructuredOutput, limits: ProbeLimits): Promise<Error | null> {
  let refusal = new Error('never tried');
  for (let count = 1; count <= TRIES; count += 1) {
    if (count > 1) await waitFor(PAUSE_MS, limits.signal);
    try {
      const watch = { ...limits, firstTokenTimeoutMs: limits.timeoutMs, onReceived: () => undefined };
      const reply = await server.send(PROBE, form, watch);
      if (isTaken(form, reply)) return null;
      refusal = new Error('the server takes the form and answers in another');
    } catch (error) {
      if (!isApiError(error) || !REFUSALS.has(statusOf(error) ?? 0)) throw error;
      refusal = error;
      if (statusOf(error) !== 500) return refusal;
    }
  }
  return refusal;
}

/** A server that answers 500 may be mended while its error is counted; one that refuses what was asked waits for a person. */
function nothingTaken(refusal: Error, server: ModelServer): Error {
  const failure = describeFailure(refusal, server);
  if (failure?.code !== 'ModelRequestRejected') return refusal;
  return new LibraryError(
    'ModelAccessDenied',
    `${failure.message} Expected the server to take a question of two words in some form, got this refusal; check OPENAI_MODEL and OPENAI_BASE_URL.`,
  );
}

function isTaken(form: StructuredOutput, { reply, finishReason }: ChatReply): boolean {
  if (form === 'text') return true;
  // A thinking model may spend all of its tokens before its first word: nothing speaks against the form.
  if (finishReason === 'length') return reply.trim() === '' || reply.trim().startsWith('{');
  const document = findJson(reply);
  return form === 'json_schema' ? GreetingSchema.safeParse(document).success : document !== undefined;
}
