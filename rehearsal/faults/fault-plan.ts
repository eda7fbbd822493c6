/** Draws what happens to each request from the faults in force: by the request and how often it came, nothing else. */
import type { DefectName } from './defects.ts';
import { parseFaults, type FaultRule, type Form } from './faults.ts';
import { hashShare } from '../text/pick.ts';
import { LRUCache } from 'lru-cache';

export interface Refusal {
  kind: '401' | 'quota' | '429' | '500';
  retryAfterSeconds: number | null;
}
export type Disguise = 'truncated' | 'broken-json' | 'fenced';
export type Transport = 'hang' | 'endless' | 'cut';
/** How a server that has room for one request goes about several. */
export interface Manner {
  kind: 'one-at-a-time' | 'in-turn';
  firstTokenMs: number;
}

export interface Fate {
  latencyMs: number;
  refusal: Refusal | null;
  manner: Manner | null;
  transport: Transport | null;
  /** What becomes of a sound draft before it is sent. */
  gibberish: boolean;
  defects: DefectName[];
  disguise: Disguise | null;
}

interface Watched extends FaultRule {
  seen: number;
  startedAt: number | null;
}

const REMEMBERED_REQUESTS = 100_000;

export class FaultPlan {
  private rules: Watched[];
  private readonly times = new LRUCache<string, number>({ max: REMEMBERED_REQUESTS });

  /** @throws FaultsUnreadable */
  constructor(spec: string) {
    this.rules = watched(spec);
  }

  /** Replaces every rule; counts begin anew. */
  set(spec: string): void {
    this.rules = watched(spec);
    this.times.clear();
  }

  get spec(): string {
    return this.rules.map((rule) => rule.text).join(',');
  }

  /** Which forms of answer are taken; null = all. */
  get form(): Form | null {
    return this.rules.find((rule) => rule.form !== null)?.form ?? null;
  }

  /**
   * @param fingerprint of the request's body
   * @param schema kind of request: a schema's name, or `embeddings`
   */
  draw(fingerprint: string, schema: string, now: number): Fate {
    const time = (this.times.get(fingerprint) ?? 0) + 1;
    this.times.set(fingerprint, time);
    const met = this.rules.filter((rule) => meets(rule, schema, `${fingerprint} ${time}`, now));
    const has = (name: string): boolean => met.some((rule) => rule.name === name);
    return {
      latencyMs: met
        .filter((rule) => rule.name === 'latency')
        .reduce((sum, { fromMs, toMs }) => sum + fromMs + (toMs - fromMs) * hashShare(fingerprint, time), 0),
      refusal: refusalAmong(met),
      manner: mannerAmong(met),
      transport: (['hang', 'endless', 'cut'] as const).find(has) ?? null,
      gibberish: has('gibberish'),
      defects: met.flatMap((rule) => (rule.defect === null ? [] : [rule.defect])),
      disguise: (['truncated', 'broken-json', 'fenced'] as const).find(has) ?? null,
    };
  }
}

const watched = (spec: string): Watched[] => parseFaults(spec).map((rule) => ({ ...rule, seen: 0, startedAt: null }));

function meets(rule: Watched, schema: string, draw: string, now: number): boolean {
  if (rule.schema !== null && rule.schema !== schema) return false;
  if (rule.name === '429-storm') {
    rule.startedAt ??= now;
    return now - rule.startedAt < rule.toMs;
  }
  rule.seen += 1;
  const place = rule.seen - rule.after;
  if (place <= 0 || place > rule.first || place % rule.every !== 0) return false;
  return rule.probability >= 1 || hashShare(rule.text, draw) < rule.probability;
}

function mannerAmong(met: readonly FaultRule[]): Manner | null {
  for (const { name, fromMs } of met)
    if (name === 'one-at-a-time' || name === 'in-turn') return { kind: name, firstTokenMs: fromMs };
  return null;
}

function refusalAmong(met: readonly FaultRule[]): Refusal | null {
  for (const { name, retryAfterSeconds } of met) {
    if (name === '429-storm') return { kind: '429', retryAfterSeconds: retryAfterSeconds ?? 1 };
    if (name === '401' || name === 'quota' || name === '429' || name === '500')
      return { kind: name, retryAfterSeconds };
  }
  return null;
}
