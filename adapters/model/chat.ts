/**
 * One request to the chat endpoint, streamed, so that a stalled reply is seen before the total time is over.
 *
 * The openai client builds the request and reads the events; the bytes are watched here, because the client hides
 * the comments by which a busy server says that it is still there.
 */
import { APIError, type default as OpenAI } from 'openai';
import { Stream } from 'openai/core/streaming';
import { z } from 'zod';
import { LibraryError } from '../../domain/failure.ts';
import type { KeptReply } from '../../domain/model/call-ledger.ts';
import { findJson } from '../../domain/model/json-text.ts';
import { BrokenOff, isApiError, NoCompletionHere, UnreadableReply } from './model-failure.ts';
import { watchStream, type StreamLimits, type StreamWatch } from './stream-watch.ts';

export type ChatBody = OpenAI.ChatCompletionCreateParamsStreaming;

export interface ChatWatch extends StreamLimits {
  maxOutputTokens: number;
  /** The server has begun to answer; then with every piece: signs so far, thoughts included. */
  onReceived: (chars: number) => void;
}

export interface ChatReply extends KeptReply {
  /** As the server counted; null when it does not. */
  usage: { inputTokens: number; outputTokens: number } | null;
  /** The server says that it is the rehearsal model. */
  isRehearsal: boolean;
  /** False when the reply came whole: the server ignores `stream`, and is silent while it writes. */
  isStreamed: boolean;
}

export const REHEARSAL_HEADER = 'x-scroll-rehearsal';

/** A token of prose has four to five signs: a reply of this many a token does not end by itself. */
const MAX_CHARS_PER_TOKEN = 8;
/** A piece of the stream is a token and some 300 bytes of wrapping. */
const MAX_BYTES_PER_TOKEN = 2_000;
const SPARE_BYTES = 1_000_000;
/** How long a server that has said why it ended may take to send its count and close. */
const CLOSING_MS = 5_000;

const UsageSchema = z.object({ prompt_tokens: z.int(), completion_tokens: z.int() }).nullish().catch(null);
/** Text, or parts of which those with a text are the reply: thinking models of some providers send both kinds. */
const ContentSchema = z.union([
  z.string(),
  z.array(z.object({ text: z.string().nullish() })).transform((parts) => parts.map(({ text }) => text ?? '').join('')),
]);
const TextSchema = z.object({
  content: ContentSchema.nullish(),
  refusal: z.string().nullish(),
  reasoning_content: z.string().nullish(),
  reasoning: z.string().nullish(),
});
const choices = <Key extends 'delta' | 'message'>(key: Key) =>
  z
    .array(z.object({ finish_reason: z.string().nullish() }).and(z.record(z.literal(key), TextSchema.nullish())))
    .nullish();
const ChunkSchema = z.object({ choices: choices('delta'), usage: UsageSchema });
const CompletionSchema = z.object({ choices: choices('message'), usage: UsageSchema });
const FaultSchema = z.union([z.looseObject({}), z.string().transform((message) => ({ message }))]).nullish();
/** Where servers say what went wrong after they began with 200: beside the choices, in one of them, or in their place. */
const FaultySchema = z.looseObject({
  object: z.string().nullish().catch(null),
  error: FaultSchema.catch(null),
  choices: z
    .array(z.object({ error: FaultSchema.catch(null) }))
    .nullish()
    .catch(null),
});

const FailedGenerationSchema = z.object({ failed_generation: z.string() });

interface Draft {
  parts: string[];
  chars: number;
  isRefusal: boolean;
  finishReason: string | null;
  usage: ChatReply['usage'];
}

/**
 * @throws the caller's own reason when it aborts; LibraryError ModelStalled; UnreadableReply, NoCompletionHere; the client's errors
 */
export async function sendChat(
  client: OpenAI,
  request: { body: ChatBody; headers: Record<string, string> },
  watch: ChatWatch,
): Promise<ChatReply> {
  watch.signal.throwIfAborted();
  const stream = watchStream(watch);
  const draft: Draft = { parts: [], chars: 0, isRefusal: false, finishReason: null, usage: null };
  let isRehearsal = false;
  let isStreamed = true;
  try {
    const response = await client.chat.completions
      .create(request.body, {
        headers: request.headers,
        signal: stream.controller.signal,
        // Ours ends the request first; the client's own covers only the time to the first header.
        timeout: watch.timeoutMs + CLOSING_MS,
      })
      .asResponse();
    isRehearsal = response.headers.get(REHEARSAL_HEADER) === '1';
    isStreamed = !isJson(response);
    stream.touch();
    watch.onReceived(0);
    await readBody(client, response, { stream, watch, draft });
  } catch (error) {
    if (stream.cutBy === null && !keepFailedGeneration(error, draft)) throw error;
  } finally {
    stream.close();
  }
  return { ...endOf(draft, stream, watch), usage: draft.usage, isRehearsal, isStreamed };
}

/** What came, with why it ended; a stream that we cut says so here, because an aborted one just stops. */
function endOf({ parts, chars, isRefusal, finishReason }: Draft, { cutBy }: StreamWatch, watch: ChatWatch): KeptReply {
  const reply = parts.join('');
  if (isRefusal) return { reply: '', finishReason: 'refusal' };
  // Whole and paid for: it is kept, though the caller went while the server took its leave.
  if (finishReason !== null) return { reply, finishReason };
  if (cutBy === 'caller') throw watch.signal.reason;
  if (cutBy === 'length' || (cutBy === 'time' && chars > 0)) return { reply, finishReason: 'length' };
  if (cutBy === 'time') throw stalled('no word of a reply within', watch.timeoutMs);
  if (cutBy === 'silence') throw stalled('nothing for', chars > 0 ? watch.stallTimeoutMs : watch.firstTokenTimeoutMs);
  // Some servers never say why they end: a whole document is whole all the same.
  if (findJson(reply) !== undefined) return { reply, finishReason: null };
  throw new BrokenOff('The reply broke off: the stream ended without a reason.');
}

const stalled = (what: string, ms: number): LibraryError =>
  new LibraryError('ModelStalled', `The model sent ${what} ${Math.round(ms / 1000)} s.`);

interface Reading {
  stream: StreamWatch;
  watch: ChatWatch;
  draft: Draft;
}

async function readBody(client: OpenAI, response: Response, reading: Reading): Promise<void> {
  const type = response.headers.get('content-type') ?? '';
  if (!response.body || type.includes('html')) {
    throw new NoCompletionHere(
      `The server answered with ${type || 'nothing'} instead of a completion: is OPENAI_BASE_URL right (most end in /v1)?`,
    );
  }
  const watched = new Response(response.body.pipeThrough(watchBytes(reading)), { headers: response.headers });
  if (isJson(response)) return readCompletion(JSON.parse(await watched.text()), watched, reading);

  const { stream, draft } = reading;
  for await (const event of Stream.fromSSEResponse<unknown>(watched, stream.controller, client)) {
    throwFault(event, watched);
    const chunk = ChunkSchema.safeParse(event);
    if (!chunk.success) throw new UnreadableReply('The model sent events that are not pieces of a completion.');
    const [choice] = chunk.data.choices ?? [];
    receive(choice?.delta, choice?.finish_reason, reading);
    keepUsage(chunk.data.usage, draft);
    if (draft.finishReason !== null) stream.touch(Math.min(CLOSING_MS, reading.watch.stallTimeoutMs));
    else if (draft.chars > 0) stream.touch(reading.watch.stallTimeoutMs);
  }
}

const isJson = ({ headers }: Response): boolean => (headers.get('content-type') ?? '').includes('json');

/** A server that ignores `stream` answers with the whole completion. */
function readCompletion(document: unknown, response: Response, reading: Reading): void {
  throwFault(document, response);
  const completion = CompletionSchema.safeParse(document);
  const [choice] = completion.data?.choices ?? [];
  if (!choice) throw new UnreadableReply('The server answered with JSON that is no completion.');
  receive(choice.message, choice.finish_reason, reading);
  keepUsage(completion.data?.usage, reading.draft);
}

/** @throws the client's error, as for a refusal that came at once */
function throwFault(event: unknown, { headers }: Response): void {
  const faulty = FaultySchema.safeParse(event).data;
  const fault = faulty?.error ?? faulty?.choices?.[0]?.error ?? (faulty?.object === 'error' ? faulty : null);
  if (fault) throw new APIError(undefined, fault, undefined, headers);
}

/** Some servers check the document themselves and answer 400 to what their own model wrote: a reply, and an unsound one. */
function keepFailedGeneration(error: unknown, draft: Draft): boolean {
  if (!isApiError(error) || error.code !== 'json_validate_failed') return false;
  const written = FailedGenerationSchema.safeParse(error.error).data?.failed_generation ?? '';
  draft.parts = [written];
  // With nothing to show, the model ran out of room before its document began.
  draft.finishReason = written === '' ? 'length' : 'stop';
  return true;
}

function receive(
  text: z.infer<typeof TextSchema> | null | undefined,
  finishReason: string | null | undefined,
  { stream, watch, draft }: Reading,
): void {
  if (text?.content) draft.parts.push(text.content);
  if (text?.refusal) draft.isRefusal = true;
  draft.chars += [text?.content, text?.refusal, text?.reasoning_content ?? text?.reasoning].reduce(
    (sum, piece) => sum + (piece?.length ?? 0),
    0,
  );
  if (finishReason === 'error') throw new UnreadableReply('The server broke its reply off with an error of its own.');
  if (finishReason) draft.finishReason = finishReason;
  watch.onReceived(draft.chars);
  if (draft.chars > watch.maxOutputTokens * MAX_CHARS_PER_TOKEN) stream.cut('length');
}

function keepUsage(usage: z.infer<typeof UsageSchema>, draft: Draft): void {
  if (usage) draft.usage = { inputTokens: usage.prompt_tokens, outputTokens: usage.completion_tokens };
}

function watchBytes({ stream, watch }: Reading): TransformStream<Uint8Array, Uint8Array> {
  let left = watch.maxOutputTokens * MAX_BYTES_PER_TOKEN + SPARE_BYTES;
  return new TransformStream({
    transform(bytes, out) {
      left -= bytes.byteLength;
      stream.touch();
      if (left < 0) stream.cut('length');
      out.enqueue(bytes);
    },
  });
}
