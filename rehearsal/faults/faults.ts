/**
 * Faults that the rehearsal model can be told to show, and the grammar they are told in.
 *
 *   SPEC   = RULE { ("," | ";" | space) RULE }
 *   RULE   = NAME ["@" SCHEMA] ["=" VALUE] { ":" OPTION }
 *   OPTION = "retry-after=" SECONDS | "first=" N | "after=" N | "every=" N
 *
 * NAME and VALUE:
 *   latency=2000          milliseconds before each answer; latency=500-3000 draws from the range
 *   429=0.1               rate limit, with Retry-After when `retry-after` is given
 *   429-storm=20s         every request is refused with 429 for this long, from the first one that meets it
 *   500=0.05              server error
 *   401, quota            rejected key; exhausted quota (429 insufficient_quota)
 *   cut=0.05              the connection is cut in the middle of the answer
 *   one-at-a-time=2s      a request cuts the one in hand; its own first token comes after this time (0 when left out)
 *   in-turn=2s            requests are answered one after the other, as they came; each first token takes this time
 *   hang=0.01             the request is taken and never answered
 *   endless=0.01          an answer that never ends
 *   truncated=0.1         half an answer, finish_reason "length"
 *   broken-json=0.1       an answer that is no JSON, finish_reason "stop"
 *   fenced=0.1            sound JSON inside a Markdown fence with a sentence before it
 *   gibberish=1           fits the schema, in words of no language
 *   defect=NAME:0.1       plants a defect in a sound draft; the names stand in defects.ts
 *   forms=FORM            which response_format is taken: `json_object` (json_schema refused with 400), `json_object-500`
 *                         (the same with 500), `none-400` and `none-500` (both refused), `text` (both silently ignored)
 *
 * A number is a probability, 1 when left out. `@SCHEMA` limits a rule to one kind of request (`@embeddings` too).
 * `first=5` limits it to the first five requests that it sees, `after=5` spares the first five, `every=3` meets each third.
 * Draws depend on the request and on how often it came, nothing else: a run can be repeated, and a retry can succeed.
 */
import { z } from 'zod';
import { DEFECTS, type DefectName } from './defects.ts';

export const FAULT_NAMES = [
  'latency',
  '401',
  'quota',
  '429-storm',
  '429',
  '500',
  'one-at-a-time',
  'in-turn',
  'hang',
  'endless',
  'cut',
  'truncated',
  'broken-json',
  'fenced',
  'gibberish',
  'defect',
  'forms',
] as const;
export const FORMS = ['json_object', 'json_object-500', 'text', 'none-400', 'none-500'] as const;
export type Form = (typeof FORMS)[number];

export interface FaultRule {
  text: string;
  name: (typeof FAULT_NAMES)[number];
  schema: string | null;
  probability: number;
  defect: DefectName | null;
  form: Form | null;
  /** Of latency: the range in milliseconds. Of a storm: its length, twice; of a server's manner: the first token, twice. */
  fromMs: number;
  toMs: number;
  retryAfterSeconds: number | null;
  first: number;
  after: number;
  every: number;
}

/** Thrown for a spec that does not read; the message names the rule. */
export class FaultsUnreadable extends Error {
  override readonly name = 'FaultsUnreadable';
}

/** @throws FaultsUnreadable */
export const parseFaults = (spec: string): FaultRule[] =>
  spec
    .split(/[,;\s]+/)
    .filter((text) => text !== '')
    .map(parseRule);

const Share = z.coerce.number().min(0).max(1);
const Whole = z.coerce.number().int().nonnegative();
const OPTIONS = ['retry-after', 'first', 'after', 'every'];
const MANNERS = ['one-at-a-time', 'in-turn'];
const TIMED = ['latency', '429-storm', ...MANNERS];
const WITHOUT_SHARE = [...TIMED, 'forms'];

function parseRule(text: string): FaultRule {
  const read = /^([a-z0-9-]+)(?:@([a-z_]+))?(?:=([^:]+))?((?::[^:]+)*)$/.exec(text);
  const name = FAULT_NAMES.find((known) => known === read?.[1]);
  if (!read || !name) throw new FaultsUnreadable(`“${text}” is no fault; known are ${FAULT_NAMES.join(', ')}.`);
  const value = read[3];
  const options = (read[4] ?? '').split(':').filter((option) => option !== '');
  const shares = options.filter((option) => !option.includes('='));
  const named = new Map(
    options.map((option): [string, string] => [option.split('=')[0] ?? '', option.split('=')[1] ?? '']),
  );
  const strange = [...named.keys()].filter((key) => !OPTIONS.includes(key) && !shares.includes(key));
  if (strange.length > 0 || shares.length > (name === 'defect' ? 1 : 0)) {
    throw new FaultsUnreadable(`“${text}”: unknown option ${[...strange, ...shares].join(', ')}.`);
  }
  const number = (schema: z.ZodType<number>, given: string | undefined, fallback: number): number => {
    const parsed = schema.safeParse(given ?? fallback);
    if (given !== undefined && !parsed.success) throw new FaultsUnreadable(`“${text}”: ${given} is out of range.`);
    return given === undefined ? fallback : (parsed.data ?? fallback);
  };
  const share = name === 'defect' ? shares[0] : WITHOUT_SHARE.includes(name) ? undefined : value;
  const time = MANNERS.includes(name) ? (value ?? '0') : value;
  const [fromMs, toMs] = TIMED.includes(name) ? durations(text, time) : [0, 0];
  return {
    text,
    name,
    schema: read[2] ?? null,
    probability: number(Share, share, 1),
    defect: name === 'defect' ? oneOf(text, DEFECTS, value) : null,
    form: name === 'forms' ? oneOf(text, FORMS, value) : null,
    fromMs,
    toMs,
    retryAfterSeconds: named.has('retry-after')
      ? number(z.coerce.number().nonnegative(), named.get('retry-after'), 0)
      : null,
    first: number(Whole, named.get('first'), Infinity),
    after: number(Whole, named.get('after'), 0),
    every: number(Whole.min(1), named.get('every'), 1),
  };
}

/** `2000`, `2000ms`, `20s` or a range `500-3000`, in milliseconds. */
function durations(text: string, value: string | undefined): [number, number] {
  const [from, to = from] = (value ?? '').split('-').map((part) => {
    const read = /^(\d+(?:\.\d+)?)(ms|s)?$/.exec(part);
    if (!read) throw new FaultsUnreadable(`“${text}”: ${value ?? 'nothing'} is no time such as 2000 or 20s.`);
    return Number(read[1]) * (read[2] === 's' ? 1000 : 1);
  });
  return [from ?? 0, to ?? 0];
}

function oneOf<Name extends string>(text: string, names: readonly Name[], value: string | undefined): Name {
  const found = names.find((name) => name === value);
  if (found === undefined) throw new FaultsUnreadable(`“${text}”: expected one of ${names.join(', ')}.`);
  return found;
}
