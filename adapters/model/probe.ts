/** Asks a model server who it is, which costs nothing: is it there, does it let us in, is it the rehearsal model? */
import { z } from 'zod';
import { LibraryError } from '../../domain/failure.ts';
import { REHEARSAL_HEADER } from './chat.ts';
import type { Logger } from '../logging/logger.ts';
import { describeFailure, isApiError, type ModelFailure } from './model-failure.ts';
import { createClient, type ModelAddress } from './model-server.ts';
import { waitFor } from './waiting.ts';

export interface ModelProbe {
  isRehearsal: boolean;
  /** False when the server refuses the key: it is there all the same. */
  isAccessGranted: boolean;
  /** Null when the server does not list its models. */
  hasModel: boolean | null;
}

/** Whether a book is marked as a rehearsal hangs on the answer, so bad weather is waited out rather than guessed at. */
const TRIES = 6;
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 2_000;
/** A server that is there and says that it is not ready, such as one that loads its model, is waited for much longer. */
const LOADING_MS = 15 * 60_000;
/** A server that works on one request at a time answers this question after the one in hand. An address where nobody is fails much sooner. */
const ANSWER_MS = 90_000;

/**
 * @throws LibraryError ModelUnreachable, ModelOverloaded or ModelServerError, with the address and what to do, when the
 *   server does not say after some seconds; after a quarter of an hour when it says that it is busy or not ready
 */
export async function probeModel(
  server: ModelAddress & { model: string },
  { signal = new AbortController().signal, logger }: { signal?: AbortSignal; logger?: Logger } = {},
): Promise<ModelProbe> {
  const startedAt = Date.now();
  for (let count = 1; ; count += 1) {
    try {
      return await askModels(server, signal);
    } catch (error) {
      signal.throwIfAborted();
      const failure = describeFailure(error, server);
      if (!failure) throw error;
      const isPatient = isBusy(failure) && Date.now() - startedAt < LOADING_MS;
      if (count === TRIES && isPatient) {
        logger?.warn('The model is not ready; waiting for it', { baseUrl: server.baseUrl, reason: failure.message });
      }
      if ((count >= TRIES || Date.now() - startedAt > ANSWER_MS) && !isPatient) {
        const advice = 'Is it running, and are OPENAI_BASE_URL and OPENAI_API_KEY right?';
        throw new LibraryError(failure.code, `${failure.message} ${advice}`, { cause: failure.cause });
      }
      await waitFor(Math.min(FIRST_PAUSE_MS * 2 ** (count - 1), LONGEST_PAUSE_MS), signal);
    }
  }
}

const isBusy = ({ code, reaction }: ModelFailure): boolean =>
  reaction === 'hold' || (code === 'ModelServerError' && reaction === 'none');

async function askModels(server: ModelAddress & { model: string }, signal: AbortSignal): Promise<ModelProbe> {
  try {
    const response = await createClient(server).models.list({ timeout: ANSWER_MS, signal }).asResponse();
    const ids = readIds(await response.text());
    return {
      isRehearsal: response.headers.get(REHEARSAL_HEADER) === '1',
      isAccessGranted: true,
      hasModel: ids && ids.includes(server.model),
    };
  } catch (error) {
    if (!isApiError(error) || error.status === undefined || error.status === 429 || error.status >= 500) throw error;
    return {
      isRehearsal: error.headers?.get(REHEARSAL_HEADER) === '1',
      isAccessGranted: error.status !== 401 && error.status !== 403,
      hasModel: null,
    };
  }
}

const ModelsSchema = z.object({ data: z.array(z.object({ id: z.string() })) });

/** Null for an answer that is no list of models: some servers have a page there. */
function readIds(text: string): string[] | null {
  if (!text.trimStart().startsWith('{')) return null;
  return ModelsSchema.safeParse(JSON.parse(text)).data?.data.map(({ id }) => id) ?? null;
}
