/**
 * What a failed request means: which failure of the library it is, and how the fleet reacts.
 *
 * Quotes at most the server's own short message, with keys masked: never the prompt, the reply or a stack of the client.
 */
import { APIConnectionError, APIConnectionTimeoutError, APIError } from 'openai';
import { LibraryError, type FailureCode } from '../../domain/failure.ts';
import type { CallEnd } from '../../domain/model/call-slots.ts';
import { redactText } from '../logging/redact.ts';
import { readRetryAfterMs, readRetryInfoMs } from './retry-after.ts';

export interface ModelFailure {
  code: FailureCode;
  message: string;
  retryAfterMs: number | undefined;
  /**
   * hold: the whole fleet waits; pause: the run waits for a person; count: the same error again and again is final, and
   * with countForAll, where it cannot lie in a course, pauses the run; none: try again later, as long as it takes.
   */
  reaction: 'hold' | 'pause' | 'count' | 'countForAll' | 'none';
  /** Set where it cannot quote what was sent: histories keep causes too. */
  cause: unknown;
}

/** A reply that cannot be read at all: not a stream of events, not a completion, or it ends without saying why. */
export class UnreadableReply extends Error {
  override readonly name = 'UnreadableReply';
}

/** The stream ended in the middle of its reply, and did not say why. */
export class BrokenOff extends UnreadableReply {}

/** No server of the provider's API answers here: a page of HTML, such as the sign-in of a proxy, or nothing. */
export class NoCompletionHere extends Error {
  override readonly name = 'NoCompletionHere';
}

/** What was seen of a request that failed. */
export interface FailedRequest {
  afterMs: number;
  /** Other calls that the fleet had in hand at this server. */
  others: number;
}

/** @returns undefined for an error that is none of a server's: a bug, which passes through as it is */
export function describeFailure(
  error: unknown,
  server: { baseUrl: string; apiKey: string },
  seen: FailedRequest = { afterMs: 0, others: 0 },
): ModelFailure | undefined {
  const failure = (
    code: FailureCode,
    reaction: ModelFailure['reaction'],
    message: string,
    retryAfterMs?: number,
    cause?: unknown,
  ): ModelFailure => ({ code, reaction, message: shortMessage(message, server.apiKey), retryAfterMs, cause });

  if (error instanceof LibraryError) {
    const reaction = error.code === 'ModelAccessDenied' ? 'pause' : 'none';
    const message =
      error.code === 'ModelStalled' ? `${withoutStop(error.message)}${whileOthers(seen)}.` : error.message;
    return failure(error.code, reaction, message, error.retryAfterMs, error.cause);
  }
  if (isCut(error) && !(error instanceof BrokenOff && seen.others === 0)) {
    const after = `after ${Math.round(seen.afterMs / 1000)} s`;
    const message = `The model at ${server.baseUrl} cut the answer ${after}${whileOthers(seen)} (${cutReason(error)}).`;
    return failure('ModelUnreachable', 'none', message, undefined, error);
  }
  if (error instanceof UnreadableReply) return failure('ModelServerError', 'count', error.message);
  if (error instanceof NoCompletionHere) return failure('ModelServerError', 'countForAll', error.message);
  if (isNamed(error, 'SyntaxError')) {
    return failure('ModelServerError', 'count', 'The model sent events that are not JSON.');
  }
  if (error instanceof APIConnectionError) {
    const reason =
      networkCode(error) ?? (error instanceof APIConnectionTimeoutError ? 'no answer in time' : 'no connection');
    return failure(
      'ModelUnreachable',
      'none',
      `The model at ${server.baseUrl} cannot be reached: ${reason}.`,
      undefined,
      error,
    );
  }
  if (!isApiError(error)) return undefined;

  const status = statusOf(error);
  const said = `The model's server answered ${status ?? 'with an error'}: ${serverMessage(error)}`;
  const retryAfterMs = readRetryAfterMs(error.headers, new Date()) ?? readRetryInfoMs(error.error);
  if (isContentRefusal(status, error)) return failure('ModelRefused', 'none', said);
  if (isAccessProblem(status, error)) {
    return failure('ModelAccessDenied', 'pause', isMissing(status) ? `${said} ${whereAsked(server.baseUrl)}` : said);
  }
  if (status === 429) return failure('ModelOverloaded', 'hold', said, retryAfterMs);
  if (isPassing(status)) return failure('ModelServerError', 'none', said, retryAfterMs);
  const isClientError = status !== undefined && status < 500 && error.headers?.get('x-should-retry') !== 'true';
  if (isClientError) return failure('ModelRequestRejected', 'none', said);
  return failure('ModelServerError', 'count', said, retryAfterMs);
}

/** How a call that failed ended, as far as it tells how many calls the server bears. */
export function endOf(error: unknown): CallEnd {
  if (isCut(error) || (error instanceof LibraryError && error.code === 'ModelStalled')) return 'lost';
  if (!isApiError(error)) return 'other';
  const status = statusOf(error);
  if (isAccessProblem(status, error)) return 'other';
  if (status === 429 || status === 503 || status === 529) return 'refused';
  return status === 408 || status === 504 || status === 524 ? 'lost' : 'other';
}

/** The connection was there and went in the middle, unlike one that never came about. */
const isCut = (error: unknown): boolean =>
  error instanceof BrokenOff ||
  isCutConnection(error) ||
  (error instanceof APIConnectionError && CUT_CODES.has(networkCode(error) ?? ''));

const CUT_CODES = new Set([
  'UND_ERR_SOCKET',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
  'ECONNRESET',
  'EPIPE',
]);

const cutReason = (error: unknown): string =>
  error instanceof BrokenOff ? 'it ended without a reason' : (networkCode(error) ?? 'the connection was cut');

const whileOthers = ({ others }: FailedRequest): string =>
  others <= 0 ? '' : ` while ${others} ${others === 1 ? 'other was' : 'others were'} asked`;

const withoutStop = (sentence: string): string => sentence.replace(/\.$/, '');

/** An error that the server sent, with its types narrowed. */
export const isApiError = (error: unknown): error is APIError => error instanceof APIError;

/** HTTP status of an error, also of one that came inside a stream that began with 200. */
export function statusOf(error: APIError): number | undefined {
  if (error.status !== undefined) return Number(error.status);
  const code = Number(error.code);
  if (code >= 400 && code < 600) return code;
  const words = `${error.code} ${error.type}`;
  if (/rate_limit|too_many_requests|insufficient_quota/.test(words)) return 429;
  return /overloaded/.test(words) ? 529 : undefined;
}

/** Request time-out, conflict, bad gateway, unavailable, gateway time-out, and what content networks add to them. */
const isPassing = (status: number | undefined): boolean =>
  status !== undefined &&
  (status === 408 || status === 409 || (status >= 502 && status <= 504) || (status >= 520 && status < 530));

/**
 * A rejected key, an empty account, a model or an address that is not there: a person must act, for every course alike.
 * Compatible servers say so with a bare 404, or with 400 and a sentence.
 */
function isAccessProblem(status: number | undefined, error: APIError): boolean {
  if (status === 401 || status === 402 || status === 403 || isMissing(status)) return true;
  const codes = `${error.code} ${error.type}`;
  if (status === 429) return /insufficient_quota|billing|account_deactivated|exceeded_current_quota/i.test(codes);
  if (/model_not_found|invalid_model|invalid_api_key/.test(codes)) return true;
  return (status === 400 || status === 422) && ACCESS_WORDS.some((pattern) => pattern.test(serverMessage(error)));
}

const ACCESS_WORDS = [
  /\b(?:incorrect|invalid|expired) api[ _-]?key|\bapi[ _-]?key (?:is )?(?:not valid|invalid|expired)/i,
  /\b(?:credit balance is too low|insufficient (?:balance|credits?|quota|funds))/i,
  /\binvalid model\b|\bmodel(?: \S+)? (?:not exist|does not exist|not found|is not found|could not be found)\b/i,
];

/** A filter that took offence at what one course says: nothing is wrong with key or server, and the other courses go on. */
const isContentRefusal = (status: number | undefined, error: APIError): boolean =>
  (status === 400 || status === 403 || status === 422) &&
  (/content_filter|content_policy|data_inspection_failed/i.test(`${error.code} ${error.type}`) ||
    /content management policy|requires moderation and your input was flagged|inappropriate content/i.test(
      error.message,
    ));

/** What was asked does not lie in a course: each call goes to the same path with the same model. */
const isMissing = (status: number | undefined): boolean => status === 404 || status === 405;

const whereAsked = (baseUrl: string): string =>
  `(asked at ${baseUrl}: are OPENAI_BASE_URL, which mostly ends in /v1, and OPENAI_MODEL right?)`;

/** What fetch throws when the socket goes while the body is read. */
const isCutConnection = (error: unknown): boolean =>
  isNamed(error, 'TypeError') && /terminated|fetch failed/.test(error.message);

/** By name: fetch and JSON may be of another realm than this module. */
const isNamed = (error: unknown, name: string): error is Error =>
  typeof error === 'object' && error !== null && 'name' in error && error.name === name && 'message' in error;

function networkCode(error: unknown, depth = 0): string | undefined {
  if (typeof error !== 'object' || error === null || depth > 5) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  const inner = 'cause' in error ? networkCode(error.cause, depth + 1) : undefined;
  // A name with several addresses fails with one error an address.
  const first: unknown = 'errors' in error && Array.isArray(error.errors) ? error.errors[0] : undefined;
  return inner ?? networkCode(first, depth + 1);
}

/** The server's sentence without the status in front of it; a page of HTML is named, not quoted. */
function serverMessage(error: APIError): string {
  const text = error.message.replace(/^\d{3} /, '');
  return /^\s*</.test(text) ? 'a page of HTML' : text;
}

const MAX_MESSAGE_CHARS = 300;

function shortMessage(text: string, apiKey: string): string {
  const masked = redactText(apiKey.length > 3 ? text.replaceAll(apiKey, '[hidden]') : text).replace(/\s+/g, ' ');
  return masked.length > MAX_MESSAGE_CHARS ? `${masked.slice(0, MAX_MESSAGE_CHARS)}…` : masked;
}
