/**
 * One model on one server: sends asks in the dialect that this server speaks.
 *
 * Servers that call themselves compatible differ in the name and size of the output limit, in whether they count tokens
 * of a stream and take a system message, in whether they stream at all, and in how they take a schema. The first four are
 * learnt from the server's own refusal, which costs nothing; the next from its first reply; the last is found by
 * structured-output.ts.
 */
import OpenAI from 'openai';
import { systemPrompt, type Ask, type StructuredOutput } from '../../domain/model/ask.ts';
import type { Logger } from '../logging/logger.ts';
import { sendChat, type ChatBody, type ChatReply, type ChatWatch } from './chat.ts';
import { fetchReadable } from './error-body.ts';
import { isApiError } from './model-failure.ts';

export interface ModelAddress {
  baseUrl: string;
  apiKey: string;
}

export interface ModelServer extends ModelAddress {
  readonly model: string;
  /** Sends one ask; the schema travels in `form`. Throws what `sendChat` throws. */
  send(
    ask: Ask,
    form: StructuredOutput,
    watch: Omit<ChatWatch, 'maxOutputTokens'>,
    headers?: Record<string, string>,
  ): Promise<ChatReply>;
}

interface Dialect {
  limit: 'max_tokens' | 'max_completion_tokens';
  isLimitSwapped: boolean;
  countsStreams: boolean;
  /** The longest reply that the server allows, once it has said so; a wish above it is refused. */
  mostTokens: number;
  /** Some models know no system message: what it says then stands before the question. */
  takesSystem: boolean;
  /** A server that does not stream is silent until its reply is whole: then only the total time ends a request. */
  streams: boolean;
}

/** The client never retries, never logs and takes nothing from the environment. */
export const createClient = ({ baseUrl, apiKey }: ModelAddress): OpenAI =>
  new OpenAI({
    baseURL: baseUrl,
    apiKey,
    organization: null,
    project: null,
    webhookSecret: null,
    maxRetries: 0,
    logLevel: 'off',
    fetch: fetchReadable,
  });

export function createModelServer(address: ModelAddress & { model: string; logger: Logger }): ModelServer {
  const client = createClient(address);
  const { model, logger } = address;
  let dialect: Dialect = {
    limit: /\b(openai|azure)\.com$/.test(new URL(address.baseUrl).hostname) ? 'max_completion_tokens' : 'max_tokens',
    isLimitSwapped: false,
    countsStreams: true,
    takesSystem: true,
    streams: true,
    mostTokens: Infinity,
  };
  return {
    baseUrl: address.baseUrl,
    apiKey: address.apiKey,
    model,
    async send(ask, form, watch, headers = {}) {
      for (;;) {
        const spoken = dialect;
        const maxOutputTokens = Math.min(ask.maxOutputTokens, spoken.mostTokens);
        const request = { body: chatBody({ ask: { ...ask, maxOutputTokens }, form, model, dialect: spoken }), headers };
        try {
          const silence = spoken.streams
            ? {}
            : { stallTimeoutMs: watch.timeoutMs, firstTokenTimeoutMs: watch.timeoutMs };
          const reply = await sendChat(client, request, { ...watch, ...silence, maxOutputTokens });
          if (dialect.streams && !reply.isStreamed) {
            logger.info('The model does not stream its replies', { model, baseUrl: address.baseUrl });
            dialect = { ...dialect, streams: false };
          }
          return reply;
        } catch (error) {
          const change = changeOfDialect(spoken, error, maxOutputTokens);
          if (!change) throw error;
          logger.info('The model takes its parameters in another way', { model, baseUrl: address.baseUrl, ...change });
          dialect = { ...dialect, ...change };
        }
      }
    },
  };
}

function chatBody(request: { ask: Ask; form: StructuredOutput; model: string; dialect: Dialect }): ChatBody {
  const { ask, form, model, dialect } = request;
  return {
    model,
    stream: true,
    messages: dialect.takesSystem
      ? [
          { role: 'system', content: systemPrompt(ask, form) },
          { role: 'user', content: ask.prompt },
        ]
      : [{ role: 'user', content: `${systemPrompt(ask, form)}\n\n${ask.prompt}` }],
    [dialect.limit]: ask.maxOutputTokens,
    ...(dialect.countsStreams && { stream_options: { include_usage: true } }),
    ...responseFormat(ask, form),
  };
}

function responseFormat(ask: Ask, form: StructuredOutput): Pick<ChatBody, 'response_format'> {
  switch (form) {
    case 'json_schema':
      return {
        response_format: {
          type: 'json_schema',
          json_schema: { name: ask.schemaName, strict: true, schema: ask.strict },
        },
      };
    case 'json_object':
      return { response_format: { type: 'json_object' } };
    case 'text':
      return {};
  }
}

/** What to change and try again when the server refused a parameter by name; null when it refused something else. */
function changeOfDialect(dialect: Dialect, error: unknown, maxOutputTokens: number): Partial<Dialect> | null {
  if (!isApiError(error) || (error.status !== 400 && error.status !== 422)) return null;
  const words = `${error.param ?? ''} ${error.message}`;
  if (dialect.countsStreams && /stream_options|include_usage/.test(words)) return { countsStreams: false };
  if (dialect.takesSystem && NO_SYSTEM.test(words)) return { takesSystem: false };
  const isLimit = new RegExp(`\\b${dialect.limit}\\b`).test(words);
  const isUnknown = /not supported|unsupported|unknown|unrecogni[sz]ed|unexpected|not permitted|extra/i.test(words);
  if (isLimit && isUnknown && !dialect.isLimitSwapped) {
    return { isLimitSwapped: true, limit: dialect.limit === 'max_tokens' ? 'max_completion_tokens' : 'max_tokens' };
  }
  const mostTokens = isLimit ? allowedTokens(words, maxOutputTokens) : null;
  return mostTokens === null ? null : { mostTokens };
}

const NO_SYSTEM =
  /system role not supported|does not support 'system'|developer instruction is not enabled|conversation roles must alternate/i;

/** Fewer tokens than this are no reply of ours: the number means something else. */
const FEWEST_TOKENS = 1_000;

/**
 * The longest reply that a server allows, from its refusal of a longer one (“supports at most 8192 completion tokens”).
 * Null when the request and the reply together are too long: that hangs on this one request.
 */
function allowedTokens(words: string, refused: number): number | null {
  if (/context|prompt|input/i.test(words.replace(/context[ _]window/gi, ''))) return null;
  const numbers = [...words.matchAll(/\d[\d,]*/g)].map(([digits]) => Number(digits.replaceAll(',', '')));
  const allowed = numbers.filter((number) => number >= FEWEST_TOKENS && number < refused);
  return allowed.length === 0 ? null : Math.max(...allowed);
}
