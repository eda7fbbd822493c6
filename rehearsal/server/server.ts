/**
 * The rehearsal model: a small server that speaks the provider's API, and an extractive writer behind it.
 *
 * Its text is taken from what the request carries, apart from a few phrases of its own (`phrases/`), and the same request
 * gives the same reply. It knows nothing of who asks or why, and is never told which answer is wanted.
 */
import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { z } from 'zod';
import { answer, refusedForm, withoutForm } from './answer.ts';
import { REHEARSAL_MODEL, tokensOf } from './completions.ts';
import { embed, toBase64 } from './embedding.ts';
import { Exchange, sendError, type Work } from './exchange.ts';
import { FaultPlan } from '../faults/fault-plan.ts';
import { fingerprint } from '../text/pick.ts';
import { MaterialUnreadable } from '../text/material.ts';
import type { RehearsalOptions } from './options.ts';
import { RequestStats, type RehearsalStats } from './stats.ts';
import { EmbeddingsSchema, parse, readChat, readResponses, RequestUnreadable, type Asked } from './wire.ts';

export interface RehearsalServer {
  /** Base URL for a client, with `/v1`. */
  url: string;
  port: number;
  close(): Promise<void>;
  stats(): RehearsalStats;
}

const BODY_LIMIT = 64 * 1024 * 1024;
const DEFAULT_DIMENSIONS = 384;

/** Starts on 127.0.0.1. @throws FaultsUnreadable, or the system's error when the port is taken */
export async function startRehearsal(options: Partial<RehearsalOptions> = {}): Promise<RehearsalServer> {
  const plan = new FaultPlan(options.faults ?? '');
  const stats = new RequestStats();
  const exchange = new Exchange(plan, stats, options.latencyMs ?? 0);
  const app = fastify({ bodyLimit: BODY_LIMIT, forceCloseConnections: true, logger: false });
  // The body's own text is hashed: it is the request's identity.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  app.addHook('onSend', async (_request, reply) => {
    void reply.header('x-scroll-rehearsal', '1');
  });
  addModelRoutes(app, exchange, plan);
  addOwnRoutes(app, plan, stats);

  const address = await app.listen({ host: '127.0.0.1', port: options.port ?? 0 });
  return {
    url: `${address}/v1`,
    port: Number(new URL(address).port),
    stats: () => stats.read(),
    close: async () => {
      exchange.close();
      await app.close();
    },
  };
}

function addModelRoutes(app: FastifyInstance, exchange: Exchange, plan: FaultPlan): void {
  const textRoute = (path: string, read: (body: unknown) => Asked): void => {
    app.post(path, (request, reply) =>
      withBody(request, reply, async (body, identity) => {
        const sent = read(body);
        const refused = refusedForm(sent, plan.form);
        if (refused !== null) return refuseForm(reply, sent, refused);
        const asked = plan.form === 'text' && sent.form !== 'text' ? withoutForm(sent) : sent;
        const work: Work = {
          schema: asked.task.schemaName ?? 'none',
          ...identity,
          isStream: asked.isStream,
          produce: (change) => answer(asked, identity.fingerprint, change),
        };
        await exchange.serve(work, { request: request.raw, response: reply.raw });
      }),
    );
  };
  textRoute('/v1/chat/completions', readChat);
  textRoute('/v1/responses', readResponses);

  app.post('/v1/embeddings', (request, reply) =>
    withBody(request, reply, async (body, identity) => {
      const asked = parse(EmbeddingsSchema, body);
      const produce = () => ({ whole: JSON.stringify(embeddings(asked)), events: null, plantings: [] });
      const work: Work = { schema: 'embeddings', ...identity, isStream: false, produce };
      await exchange.serve(work, { request: request.raw, response: reply.raw });
    }),
  );

  app.get('/v1/models', () => ({ object: 'list', data: [MODEL] }));
  app.get('/v1/models/:id', () => MODEL);
}

/** Routes that no provider has: for tests, benchmarks and the operator. */
function addOwnRoutes(app: FastifyInstance, plan: FaultPlan, stats: RequestStats): void {
  const health = () => ({ status: 'ok', model: REHEARSAL_MODEL });
  const read = () => stats.read();
  for (const prefix of ['', '/v1']) {
    app.get(`${prefix}/health`, health);
    app.get(`${prefix}/rehearsal/stats`, read);
    app.post(`${prefix}/rehearsal/faults`, async (request, reply) => {
      try {
        plan.set(specOf(bodyText(request)));
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        return reply.code(400).send({ error: { message, type: 'invalid_request_error', param: null, code: null } });
      }
      return { faults: plan.spec };
    });
  }
}

const MODEL = { id: REHEARSAL_MODEL, object: 'model', created: 1_767_225_600, owned_by: 'rehearsal' };

const bodyText = (request: FastifyRequest): string => (typeof request.body === 'string' ? request.body : '');

/** Reads the body, takes the connection over, and answers what cannot be read with 400. */
async function withBody(
  request: FastifyRequest,
  reply: FastifyReply,
  serve: (body: unknown, identity: Pick<Work, 'fingerprint' | 'key'>) => Promise<void>,
): Promise<void> {
  reply.hijack();
  const text = bodyText(request);
  const key = request.headers['idempotency-key'];
  try {
    const body: unknown = JSON.parse(text);
    await serve(body, { fingerprint: fingerprint(text), key: typeof key === 'string' ? key : null });
  } catch (error) {
    const isTheirs =
      error instanceof RequestUnreadable || error instanceof MaterialUnreadable || error instanceof SyntaxError;
    const message = error instanceof Error ? error.message : String(error);
    if (reply.raw.headersSent) reply.raw.destroy();
    else if (isTheirs) sendError(reply.raw, 400, { message, type: 'invalid_request_error' });
    else sendError(reply.raw, 500, { message: `The rehearsal model itself failed: ${message}`, type: 'server_error' });
  }
}

function refuseForm(reply: FastifyReply, asked: Asked, status: 400 | 500): void {
  const message = `Invalid parameter: 'response_format' of type '${asked.form}' is not supported with this model.`;
  const error =
    status === 400
      ? { message, type: 'invalid_request_error', param: 'response_format' }
      : { message: 'The server had an error.', type: 'server_error' };
  sendError(reply.raw, status, error);
}

/** The spec as it is, or as the one string of a JSON document: `"429=0.1"` or `{"faults": "429=0.1"}`. */
function specOf(body: string): string {
  const text = body.trim();
  if (!/^["{]/.test(text)) return text;
  const parsed = z.union([z.string(), z.object({ faults: z.string() })]).parse(JSON.parse(text));
  return typeof parsed === 'string' ? parsed : parsed.faults;
}

function embeddings({ model, input, dimensions, encoding_format }: z.infer<typeof EmbeddingsSchema>) {
  const texts = [input].flat();
  const tokens = tokensOf(texts.reduce((sum, text) => sum + text.length, 0));
  return {
    object: 'list',
    model: model || REHEARSAL_MODEL,
    data: texts.map((text, index) => {
      const vector = embed(text, dimensions ?? DEFAULT_DIMENSIONS);
      return { object: 'embedding', index, embedding: encoding_format === 'base64' ? toBase64(vector) : vector };
    }),
    usage: { prompt_tokens: tokens, total_tokens: tokens },
  };
}
