/** One request from its arrival to its last byte: key looked up, fate drawn, time taken, answer given or withheld. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Change, Reply } from './answer.ts';
import type { Fate, FaultPlan, Refusal, Transport } from '../faults/fault-plan.ts';
import { LRUCache } from 'lru-cache';
import { Room } from './room.ts';
import type { RequestStats } from './stats.ts';

export interface Work {
  /** Kind of request: a schema's name, `none` or `embeddings`. */
  schema: string;
  /** Hash of the request's body. */
  fingerprint: string;
  /** The request's Idempotency-Key. */
  key: string | null;
  isStream: boolean;
  produce: (change: Change) => Reply;
}

export interface Line {
  request: IncomingMessage;
  response: ServerResponse;
}

const REMEMBERED_KEYS = 20_000;
const ENDLESS_EVERY_MS = 40;
const STREAM_STEPS = 8;
/** Share of the latency before the first byte; the rest passes while the answer streams. */
const FIRST_BYTE_SHARE = 0.3;

const HEADERS = { 'x-scroll-rehearsal': '1' };
const JSON_DOCUMENT = { ...HEADERS, 'content-type': 'application/json' };
const EVENT_STREAM = { ...HEADERS, 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' };

export class Exchange {
  /** Not the answer but what made it: the writer gives the same bytes again, and memory stays small. */
  private readonly kept = new LRUCache<string, { fingerprint: string; change: Change }>({ max: REMEMBERED_KEYS });
  private readonly live = new Set<AbortController>();
  private readonly room = new Room();

  constructor(
    private readonly plan: FaultPlan,
    private readonly stats: RequestStats,
    private readonly latencyMs: number,
  ) {}

  /** Answers one request; resolves when its connection is done with it, whoever ended it. */
  async serve(work: Work, { request, response }: Line): Promise<void> {
    const ending = new AbortController();
    this.live.add(ending);
    this.stats.requested(work.schema, work.key);
    response.once('close', () => {
      this.live.delete(ending);
      // Nothing waits any more once the answer is whole.
      if (!response.writableFinished) ending.abort();
      this.stats.ended(response.writableFinished ? response.statusCode : null);
    });
    if (request.socket.destroyed) return;
    try {
      await this.respond(work, response, ending.signal);
    } catch (error) {
      if (!ending.signal.aborted) throw error;
    }
  }

  /** Lets go of every request that waits. */
  close(): void {
    for (const ending of this.live) ending.abort();
  }

  private async respond(work: Work, response: ServerResponse, signal: AbortSignal): Promise<void> {
    if (this.replay(work, response)) return;
    const fate = this.plan.draw(work.fingerprint, work.schema, Date.now());
    if (fate.refusal) return refuse(response, fate.refusal);
    if (!fate.manner) return this.produce(work, response, { fate, signal });
    await this.room.enter(fate.manner.kind, response, signal);
    try {
      await wait(fate.manner.firstTokenMs, undefined, { signal });
      await this.produce(work, response, { fate, signal });
    } finally {
      this.room.leave(response);
    }
  }

  private async produce(
    work: Work,
    response: ServerResponse,
    { fate, signal }: { fate: Fate; signal: AbortSignal },
  ): Promise<void> {
    const latencyMs = this.latencyMs + fate.latencyMs;
    const firstMs = work.isStream ? latencyMs * FIRST_BYTE_SHARE : latencyMs;
    if (firstMs > 0) await wait(firstMs, undefined, { signal });
    if (fate.transport === 'hang') return untilAborted(signal);
    if (fate.transport === 'endless') return endlessly(work, response, signal);
    // Another request with the same key may have been answered meanwhile.
    if (this.replay(work, response)) return;

    const change = { gibberish: fate.gibberish, defects: fate.defects, disguise: fate.disguise };
    const reply = work.produce(change);
    for (const planting of reply.plantings) this.stats.planted(planting);
    this.stats.billed(work.schema, work.fingerprint, work.key);
    if (work.key !== null) this.kept.set(work.key, { fingerprint: work.fingerprint, change });
    await deliver(reply, response, { restMs: latencyMs - firstMs, transport: fate.transport, signal });
  }

  private replay(work: Work, response: ServerResponse): boolean {
    const known = work.key === null ? undefined : this.kept.get(work.key);
    if (known?.fingerprint !== work.fingerprint) return false;
    this.stats.replayed();
    const reply = work.produce(known.change);
    const type = reply.events ? EVENT_STREAM : JSON_DOCUMENT;
    sendWhole(response, { ...type, 'idempotent-replayed': 'true' }, reply.events?.join('') ?? reply.whole);
    return true;
  }
}

/** Sends an error in the provider's shape. */
export function sendError(
  response: ServerResponse,
  status: number,
  error: { message: string; type: string; code?: string; param?: string },
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { ...HEADERS, 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify({ error: { param: null, code: null, ...error } }));
}

function refuse(response: ServerResponse, { kind, retryAfterSeconds }: Refusal): void {
  const headers = retryAfterSeconds === null ? {} : { 'retry-after': String(retryAfterSeconds) };
  switch (kind) {
    case '401':
      return sendError(response, 401, {
        message: 'Incorrect API key provided.',
        type: 'invalid_request_error',
        code: 'invalid_api_key',
      });
    case 'quota':
      return sendError(response, 429, {
        message: 'You exceeded your current quota, please check your plan and billing details.',
        type: 'insufficient_quota',
        code: 'insufficient_quota',
      });
    case '429':
      return sendError(
        response,
        429,
        { message: 'Rate limit reached for requests.', type: 'requests', code: 'rate_limit_exceeded' },
        headers,
      );
    case '500':
      return sendError(response, 500, { message: 'The server had an error.', type: 'server_error' }, headers);
  }
}

interface Delivery {
  restMs: number;
  transport: Transport | null;
  signal: AbortSignal;
}

async function deliver(reply: Reply, response: ServerResponse, { restMs, transport, signal }: Delivery): Promise<void> {
  if (transport === 'cut') return cut(reply, response);
  if (!reply.events) return sendWhole(response, JSON_DOCUMENT, reply.whole);
  if (restMs <= 0) return sendWhole(response, EVENT_STREAM, reply.events.join(''));
  response.writeHead(200, EVENT_STREAM);
  const size = Math.ceil(reply.events.length / STREAM_STEPS);
  for (let start = 0; start < reply.events.length; start += size) {
    response.write(reply.events.slice(start, start + size).join(''));
    await wait(restMs / STREAM_STEPS, undefined, { signal });
  }
  response.end();
}

/** With its length, all in one write. */
function sendWhole(response: ServerResponse, headers: Record<string, string>, body: string): void {
  response.writeHead(200, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

/** Half of the bytes that were promised, then the connection goes. */
function cut(reply: Reply, response: ServerResponse): void {
  const body = reply.events?.join('') ?? reply.whole;
  const length = reply.events ? {} : { 'content-length': Buffer.byteLength(body) };
  response.writeHead(200, {
    ...(reply.events ? EVENT_STREAM : JSON_DOCUMENT),
    ...length,
  });
  response.write(body.slice(0, Math.floor(body.length / 2)), () => response.destroy());
}

/** Sends for as long as somebody listens: pieces of an answer, or the blanks that JSON allows before it begins. */
async function endlessly(work: Work, response: ServerResponse, signal: AbortSignal): Promise<void> {
  response.writeHead(200, work.isStream ? EVENT_STREAM : JSON_DOCUMENT);
  const piece = JSON.stringify({
    id: `chatcmpl-${work.fingerprint.slice(0, 24)}`,
    object: 'chat.completion.chunk',
    choices: [{ index: 0, delta: { content: 'and again ' }, finish_reason: null }],
  });
  while (!signal.aborted) {
    response.write(work.isStream ? `data: ${piece}\n\n` : '\n'.repeat(64));
    await wait(ENDLESS_EVERY_MS, undefined, { signal });
  }
}

async function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
