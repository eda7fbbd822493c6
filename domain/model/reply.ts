/** What a reply is worth: a sound draft, faults for the next ask, or a refusal. */
import type { z } from 'zod';
import type { Fault } from '../finding.ts';
import type { KeptReply } from './call-ledger.ts';
import { storableText } from '../stored.ts';
import { findJson } from './json-text.ts';
import { putBackslashesBack } from './lost-backslashes.ts';
import type { ModelTask } from './language-model.ts';

export type ReadReply<Draft> =
  | { state: 'sound'; draft: Draft }
  /** `draft`: of the right shape, and unsound. */
  | { state: 'unsound'; faults: Fault[]; isCutOff: boolean; isEmpty: boolean; draft?: Draft }
  | { state: 'refused' };

/** The words of the provider and of servers that keep those of the model behind them, such as `MAX_TOKENS`. */
const REFUSALS = new Set([
  'refusal',
  'content_filter',
  'safety',
  'recitation',
  'prohibited_content',
  'blocklist',
  'spii',
]);
const CUT_OFF = new Set(['length', 'max_tokens', 'max_output_tokens', 'model_length', 'model_context_window_exceeded']);
const MAX_FAULTS = 25;
const MAX_FAULT_CHARS = 300;

/** Reads a reply: cut off, parsed, well-formed, sound, in this order; the first that fails speaks. */
export async function readReply<Draft>(
  { reply, finishReason }: KeptReply,
  task: Pick<ModelTask<Draft>, 'schema' | 'check' | 'prompt'>,
): Promise<ReadReply<Draft>> {
  // Some add a detail: `content_filter: RECITATION`.
  const [reason = ''] = (finishReason ?? '').toLowerCase().split(':');
  if (REFUSALS.has(reason)) return { state: 'refused' };
  // A document that happens to be whole may still lack its end: a cut reply is never accepted.
  if (CUT_OFF.has(reason)) {
    return {
      ...unsound([
        fault(
          'reply-cut-off',
          'The reply was cut off at its limit. Write the whole document again, and shorter, so that it ends.',
        ),
      ]),
      isCutOff: true,
    };
  }
  if (reply.trim() === '') return { ...unsound([fault('reply-empty', 'The reply was empty.')]), isEmpty: true };

  const document = findJson(reply);
  if (document === undefined) {
    return unsound([
      fault(
        'reply-json',
        'The reply was not one JSON document. Answer with the JSON document alone, whole and correctly escaped.',
      ),
    ]);
  }
  const parsed = task.schema.safeParse(document);
  if (!parsed.success) return unsound(parsed.error.issues.map((issue) => fault('reply-shape', describeIssue(issue))));

  const texts = textsOf(document);
  const faults = [
    ...controlCharacters(texts),
    ...lostCharacters(texts, task.prompt),
    ...(await task.check(parsed.data)),
  ];
  return faults.length > 0 ? { ...unsound(faults), draft: parsed.data } : { state: 'sound', draft: parsed.data };
}

const fault = (rule: string, detail: string): Fault => ({ rule, detail });

const unsound = (faults: Fault[]) => ({
  state: 'unsound' as const,
  isCutOff: false,
  isEmpty: false,
  faults: faults
    .slice(0, MAX_FAULTS)
    .map(({ rule, detail }) => ({ rule, detail: storableText(detail).slice(0, MAX_FAULT_CHARS) })),
});

const describeIssue = (issue: z.core.$ZodIssue): string =>
  `${issue.path.length > 0 ? issue.path.map(String).join('.') : 'The document'}: ${issue.message}`;

/** Every string of a document, at any depth, keys too. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...textsOf(inner)]);
}

/** What no text has a use for: of a backslash that was not escaped, or of nothing that could be read. */
const CONTROL = /(?![\n\r\t\u007f-\u009f])\p{Cc}/u;

/** Commands whose meaning is beyond doubt were put back when the document was read. */
const controlCharacters = (texts: readonly string[]): Fault[] =>
  texts.some((text) => CONTROL.test(text) || putBackslashesBack(text).isDoubtful)
    ? [
        fault(
          'control-character',
          'A text holds a control character. A backslash inside a JSON string must be written twice, as in "\\\\frac".',
        ),
      ]
    : [];

/** Half a surrogate pair, or bytes that a server on the way took for none: a letter is gone. Material may hold the sign itself. */
const lostCharacters = (texts: readonly string[], prompt: string): Fault[] =>
  texts.some((text) => text.includes(LOST)) && !prompt.includes(LOST)
    ? [fault('lost-character', `A text holds the sign ${LOST}, which stands for a lost character.`)]
    : [];

const LOST = '\uFFFD';
