/** The provider's requests, read; only what the rehearsal model looks at. */
import { z } from 'zod';
import type { WritingTask } from '../writers/write-reply.ts';

const Part = z.looseObject({ text: z.string().optional() });
const Content = z
  .union([z.string(), z.array(Part)])
  .nullish()
  .transform((content) =>
    typeof content === 'string' ? content : (content ?? []).map((part) => part.text ?? '').join('\n'),
  );
const Message = z.object({ role: z.string().default('user'), content: Content });
const NamedSchema = z.object({ name: z.string(), schema: z.unknown() });

const ChatSchema = z.object({
  model: z.string().default(''),
  messages: z.array(Message).min(1),
  stream: z.boolean().nullish(),
  stream_options: z.object({ include_usage: z.boolean().optional() }).nullish(),
  response_format: z
    .union([
      z.object({ type: z.literal('json_schema'), json_schema: NamedSchema }),
      z.object({ type: z.enum(['json_object', 'text']) }),
    ])
    .nullish(),
  max_tokens: z.int().positive().nullish(),
  max_completion_tokens: z.int().positive().nullish(),
});

const ResponsesSchema = z.object({
  model: z.string().default(''),
  instructions: z.string().nullish(),
  input: z.union([z.string(), z.array(Message)]),
  stream: z.boolean().nullish(),
  text: z
    .object({
      format: z
        .union([
          z.object({ type: z.literal('json_schema'), name: z.string(), schema: z.unknown() }),
          z.object({ type: z.enum(['json_object', 'text']) }),
        ])
        .optional(),
    })
    .nullish(),
  max_output_tokens: z.int().positive().nullish(),
});

export const EmbeddingsSchema = z.object({
  model: z.string().default(''),
  input: z.union([z.string(), z.array(z.string()).min(1).max(2_048)]),
  dimensions: z.int().min(1).max(4_096).nullish(),
  encoding_format: z.enum(['float', 'base64']).nullish(),
});

export type ResponseForm = 'json_schema' | 'json_object' | 'text';

/** One question for text, whichever endpoint it came by. */
export interface Asked {
  endpoint: 'chat' | 'responses';
  model: string;
  form: ResponseForm;
  task: WritingTask;
  /** Of the whole prompt, for usage. */
  promptChars: number;
  isStream: boolean;
  wantsUsage: boolean;
  maxTokens: number | null;
}

/** Thrown for a body that is no request of the provider's API; answered with 400. */
export class RequestUnreadable extends Error {
  override readonly name = 'RequestUnreadable';
}

/** @throws RequestUnreadable */
export function readChat(body: unknown): Asked {
  const chat = parse(ChatSchema, body);
  const format = chat.response_format ?? { type: 'text' as const };
  return {
    endpoint: 'chat',
    model: chat.model,
    form: format.type,
    ...taskOf(chat.messages, format.type, format.type === 'json_schema' ? format.json_schema : null),
    isStream: chat.stream === true,
    wantsUsage: chat.stream_options?.include_usage === true,
    maxTokens: chat.max_completion_tokens ?? chat.max_tokens ?? null,
  };
}

/** @throws RequestUnreadable */
export function readResponses(body: unknown): Asked {
  const request = parse(ResponsesSchema, body);
  const format = request.text?.format ?? { type: 'text' as const };
  const input = typeof request.input === 'string' ? [{ role: 'user', content: request.input }] : request.input;
  const messages = [...(request.instructions ? [{ role: 'system', content: request.instructions }] : []), ...input];
  return {
    endpoint: 'responses',
    model: request.model,
    form: format.type,
    ...taskOf(messages, format.type, format.type === 'json_schema' ? format : null),
    isStream: request.stream === true,
    wantsUsage: true,
    maxTokens: request.max_output_tokens ?? null,
  };
}

/** @throws RequestUnreadable */
export function parse<Shape>(schema: z.ZodType<Shape>, body: unknown): Shape {
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw new RequestUnreadable(z.prettifyError(parsed.error));
  return parsed.data;
}

type Messages = readonly { role: string; content: string }[];

function taskOf(
  messages: Messages,
  form: ResponseForm,
  format: { name: string; schema?: unknown } | null,
): { task: WritingTask; promptChars: number } {
  const said = (roles: string[]): string =>
    messages
      .filter(({ role }) => roles.includes(role))
      .map(({ content }) => content)
      .join('\n\n');
  const system = said(['system', 'developer']);
  const inPrompt = schemaInPrompt(system);
  return {
    task: {
      system,
      user: said(['user']),
      schemaName: format?.name ?? inPrompt?.name ?? null,
      jsonSchema: format?.schema ?? inPrompt?.schema ?? null,
      wantsJson: form !== 'text',
    },
    promptChars: messages.reduce((sum, { content }) => sum + content.length, 0),
  };
}

/** The schema that a client without response formats writes at the end of the system message. */
function schemaInPrompt(system: string): { name: string; schema: unknown } | null {
  const read = /(?:^|\n)JSON schema (\S+):\s*\n([\s\S]+)$/.exec(system);
  if (!read?.[1] || !read[2]) return null;
  try {
    return { name: read[1], schema: JSON.parse(read[2]) as unknown };
  } catch (cause) {
    throw new RequestUnreadable(`The text after “JSON schema ${read[1]}:” is not JSON.`, { cause });
  }
}
