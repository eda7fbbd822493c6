/** An answer in the provider's shapes: whole or as events, of either endpoint. The same answer gives the same bytes. */
import { fingerprint } from '../text/pick.ts';
import type { Asked } from './wire.ts';

export interface Answer {
  content: string;
  finishReason: 'stop' | 'length';
  /** Hash of the request: the answer's id. */
  id: string;
}

/** A fixed moment: an answer must not differ by when it was given. */
const CREATED = 1_767_225_600;
/** Characters of one event: large enough to be quick, small enough that a long answer streams. */
const PIECE_CHARS = 600;
const CHARS_PER_TOKEN = 4;

export const tokensOf = (chars: number): number => Math.ceil(chars / CHARS_PER_TOKEN);

export const REHEARSAL_MODEL = 'scroll-rehearsal';

/** The answer as one JSON document. */
export function wholeBody(asked: Asked, answer: Answer): string {
  return JSON.stringify(asked.endpoint === 'chat' ? chatCompletion(asked, answer) : response(asked, answer));
}

/** The answer as server-sent events, in order; the last ends the stream. */
export function events(asked: Asked, answer: Answer): string[] {
  return asked.endpoint === 'chat' ? chatEvents(asked, answer) : responseEvents(asked, answer);
}

const event = (data: unknown, type?: string): string =>
  `${type ? `event: ${type}\n` : ''}data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`;

function usageOf(
  asked: Asked,
  answer: Answer,
): { prompt_tokens: number; completion_tokens: number; total_tokens: number } {
  const prompt = tokensOf(asked.promptChars);
  const completion = tokensOf(answer.content.length);
  return { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion };
}

const chatHead = (asked: Asked, answer: Answer, object: string) => ({
  id: `chatcmpl-${answer.id.slice(0, 24)}`,
  object,
  created: CREATED,
  model: asked.model || REHEARSAL_MODEL,
  system_fingerprint: REHEARSAL_MODEL,
});

const chatCompletion = (asked: Asked, answer: Answer) => ({
  ...chatHead(asked, answer, 'chat.completion'),
  choices: [
    {
      index: 0,
      message: { role: 'assistant', content: answer.content, refusal: null },
      logprobs: null,
      finish_reason: answer.finishReason,
    },
  ],
  usage: usageOf(asked, answer),
});

function chatEvents(asked: Asked, answer: Answer): string[] {
  // Written once: it is most of every event.
  const head = JSON.stringify(chatHead(asked, answer, 'chat.completion.chunk')).slice(0, -1);
  const chunk = (delta: unknown, reason: string | null = null): string =>
    event(`${head},"choices":[${JSON.stringify({ index: 0, delta, logprobs: null, finish_reason: reason })}]}`);
  return [
    chunk({ role: 'assistant', content: '' }),
    ...pieces(answer.content).map((content) => chunk({ content })),
    chunk({}, answer.finishReason),
    ...(asked.wantsUsage ? [event(`${head},"choices":[],"usage":${JSON.stringify(usageOf(asked, answer))}}`)] : []),
    event('[DONE]'),
  ];
}

function response(asked: Asked, answer: Answer, status?: string) {
  const usage = usageOf(asked, answer);
  const isWhole = answer.finishReason === 'stop';
  return {
    id: `resp_${answer.id.slice(0, 24)}`,
    object: 'response',
    created_at: CREATED,
    status: status ?? (isWhole ? 'completed' : 'incomplete'),
    incomplete_details: isWhole ? null : { reason: 'max_output_tokens' },
    error: null,
    model: asked.model || REHEARSAL_MODEL,
    output: status === 'in_progress' ? [] : [messageItem(answer)],
    usage: {
      input_tokens: usage.prompt_tokens,
      output_tokens: usage.completion_tokens,
      total_tokens: usage.total_tokens,
    },
  };
}

const messageItem = (answer: Answer) => ({
  id: `msg_${fingerprint(answer.id).slice(0, 24)}`,
  type: 'message',
  role: 'assistant',
  status: 'completed',
  content: [{ type: 'output_text', text: answer.content, annotations: [] }],
});

function responseEvents(asked: Asked, answer: Answer): string[] {
  const item = messageItem(answer).id;
  const end = answer.finishReason === 'stop' ? 'response.completed' : 'response.incomplete';
  const typed = [
    { type: 'response.created', response: response(asked, answer, 'in_progress') },
    ...pieces(answer.content).map((delta) => ({
      type: 'response.output_text.delta',
      item_id: item,
      output_index: 0,
      content_index: 0,
      delta,
    })),
    { type: 'response.output_text.done', item_id: item, output_index: 0, content_index: 0, text: answer.content },
    { type: end, response: response(asked, answer) },
  ];
  return typed.map((data, index) => event({ ...data, sequence_number: index }, data.type));
}

function pieces(content: string): string[] {
  const found: string[] = [];
  for (let start = 0; start < content.length;) {
    let end = start + PIECE_CHARS;
    // Never between the halves of a surrogate pair.
    if (/[\uD800-\uDBFF]/.test(content[end - 1] ?? '')) end += 1;
    found.push(content.slice(start, end));
    start = end;
  }
  return found;
}
