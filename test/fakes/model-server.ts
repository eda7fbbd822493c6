/**
 * A small real HTTP server in place of a provider: each request gets the next scripted answer, then the last one again.
 * It keeps every request and whether its client went away before the answer was whole.
 */
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';

const BodySchema = z.looseObject({
  model: z.string(),
  messages: z.array(z.object({ role: z.string(), content: z.string() })),
  max_tokens: z.number().optional(),
  max_completion_tokens: z.number().optional(),
  stream_options: z.unknown().optional(),
  response_format: z
    .looseObject({ type: z.string(), json_schema: z.looseObject({ name: z.string() }).optional() })
    .optional(),
});
export type ChatRequest = z.infer<typeof BodySchema>;

interface SeenRequest {
  headers: IncomingHttpHeaders;
  body: ChatRequest;
  /** Resolves once the connection is over: true when the client ended it before the answer was whole. */
  wasCut: Promise<boolean>;
}

export type Answer = (response: ServerResponse, request: ChatRequest) => void | Promise<void>;

export interface ModelServerFake {
  readonly baseUrl: string;
  /** Chat requests in the order of their arrival. */
  readonly requests: SeenRequest[];
  /** Answers to come; the last one stays. */
  script(...answers: Answer[]): void;
  /** Answer of `GET /models`. */
  scriptModels(answer: (response: ServerResponse) => void): void;
  /** Forgets requests and scripts. */
  reset(): void;
  close(): Promise<void>;
}

export async function startModelServer(): Promise<ModelServerFake> {
  const requests: SeenRequest[] = [];
  let answers: Answer[] = [];
  let models = listModels;

  const server = createServer((request, response) => {
    if (request.url === '/v1/models') return models(response);
    const chunks: Buffer[] = [];
    const wasCut = new Promise<boolean>((resolve) => {
      response.on('close', () => resolve(!response.writableFinished));
    });
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = BodySchema.parse(JSON.parse(Buffer.concat(chunks).toString()));
      requests.push({ headers: request.headers, body, wasCut });
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      if (!answer) return sendJson(response, 501, { error: { message: 'nothing scripted' } });
      void answer(response, body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    requests,
    script: (...given) => {
      answers = given;
    },
    scriptModels: (answer) => {
      models = answer;
    },
    reset: () => {
      requests.length = 0;
      answers = [];
      models = listModels;
    },
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

const listModels = (response: ServerResponse): void => sendJson(response, 200, { data: [{ id: 'a-model' }] });

interface Manner {
  finishReason?: string | null;
  usage?: { prompt_tokens: number; completion_tokens: number } | null;
  headers?: Record<string, string>;
  /** Pieces that the text is sent in. */
  pieces?: number;
}

/** A streamed reply, whole and closed as providers do it. */
export const says =
  (content: unknown, manner: Manner = {}): Answer =>
  (response) => {
    const { finishReason = 'stop', usage = { prompt_tokens: 100, completion_tokens: 50 }, pieces = 3 } = manner;
    const text = typeof content === 'string' ? content : JSON.stringify(content);
    beginStream(response, manner.headers);
    const size = Math.max(1, Math.ceil(text.length / pieces));
    for (let at = 0; at < text.length; at += size) sendPiece(response, { content: text.slice(at, at + size) });
    if (finishReason !== null) sendEvent(response, { choices: [{ index: 0, delta: {}, finish_reason: finishReason }] });
    if (usage) sendEvent(response, { choices: [], usage });
    response.end('data: [DONE]\n\n');
  };

/** An error as providers send it. */
export const refuses =
  (status: number, error: Record<string, unknown> | string, headers: Record<string, string> = {}): Answer =>
  (response) => {
    if (typeof error !== 'string') return sendJson(response, status, { error }, headers);
    response.writeHead(status, { 'content-type': 'text/html', ...headers }).end(error);
  };

/** The head of a stream and nothing more, ever. */
export const stalls =
  (text = ''): Answer =>
  (response) => {
    beginStream(response);
    if (text !== '') sendPiece(response, { content: text });
  };

/** The request is taken and never answered. */
export const hangs: Answer = () => undefined;

/** Part of an answer, then the connection is cut. */
export const cutsAfter =
  (text: string): Answer =>
  (response) => {
    beginStream(response);
    sendPiece(response, { content: text });
    setTimeout(() => response.destroy(), 20);
  };

/** Sends pieces until the client goes away. */
export const neverEnds =
  (piece: string | Record<string, string>, everyMs = 1): Answer =>
  (response) => {
    beginStream(response);
    const timer = setInterval(() => {
      sendPiece(response, typeof piece === 'string' ? { content: piece } : piece);
    }, everyMs);
    response.on('close', () => clearInterval(timer));
  };

/** Bytes as they are. */
export const sends =
  (type: string, body: string): Answer =>
  (response) => {
    response.writeHead(200, { 'content-type': type }).end(body);
  };

function beginStream(response: ServerResponse, headers: Record<string, string> = {}): void {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', ...headers });
  response.flushHeaders();
}

const sendPiece = (response: ServerResponse, delta: Record<string, string>): void =>
  sendEvent(response, {
    id: 'x',
    object: 'chat.completion.chunk',
    choices: [{ index: 0, delta, finish_reason: null }],
  });

function sendEvent(response: ServerResponse, event: unknown): void {
  response.write(`data: ${JSON.stringify(event)}\n\n`);
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}
