/** What the server has seen and done, for tests that count what was paid. */
import { LRUCache } from 'lru-cache';

/** A defect that was planted, and where: for measuring the gates. */
export interface Planting {
  defect: string;
  schema: string;
  course: string;
  chapter: number | null;
  section: number | null;
}

export interface RehearsalStats {
  requests: number;
  /** Answers that were computed: what a provider would bill. */
  answered: number;
  /** Connections that ended before their answer did. */
  aborted: number;
  /** Answers given again for a known Idempotency-Key: not billed. */
  replayed: number;
  bySchema: Record<string, { requests: number; answered: number }>;
  byStatus: Record<string, number>;
  distinctKeys: number;
  /** Answers computed more than once for one Idempotency-Key. */
  doubleBilled: number;
  /** Answers computed more than once for one body, whatever its key. */
  sameBodyBilledAgain: number;
  concurrent: number;
  maxConcurrent: number;
  planted: Record<string, number>;
  /** The latest, at most 1,000. */
  plantings: Planting[];
}

const REMEMBERED = 200_000;
const KEPT_PLANTINGS = 1_000;

export class RequestStats {
  private readonly counts: RehearsalStats = {
    requests: 0,
    answered: 0,
    aborted: 0,
    replayed: 0,
    bySchema: {},
    byStatus: {},
    distinctKeys: 0,
    doubleBilled: 0,
    sameBodyBilledAgain: 0,
    concurrent: 0,
    maxConcurrent: 0,
    planted: {},
    plantings: [],
  };
  private readonly billedKeys = new LRUCache<string, boolean>({ max: REMEMBERED });
  private readonly billedBodies = new LRUCache<string, true>({ max: REMEMBERED });

  requested(schema: string, key: string | null): void {
    const { counts } = this;
    counts.requests += 1;
    counts.concurrent += 1;
    counts.maxConcurrent = Math.max(counts.maxConcurrent, counts.concurrent);
    this.ofSchema(schema).requests += 1;
    if (key !== null && this.billedKeys.get(key) === undefined) {
      counts.distinctKeys += 1;
      this.billedKeys.set(key, false);
    }
  }

  billed(schema: string, fingerprint: string, key: string | null): void {
    this.counts.answered += 1;
    this.ofSchema(schema).answered += 1;
    if (this.billedBodies.get(fingerprint)) this.counts.sameBodyBilledAgain += 1;
    this.billedBodies.set(fingerprint, true);
    if (key === null) return;
    if (this.billedKeys.get(key)) this.counts.doubleBilled += 1;
    this.billedKeys.set(key, true);
  }

  replayed(): void {
    this.counts.replayed += 1;
  }

  /** @param status of the answer; null when the connection ended before it was whole */
  ended(status: number | null): void {
    this.counts.concurrent -= 1;
    if (status === null) this.counts.aborted += 1;
    else this.counts.byStatus[status] = (this.counts.byStatus[status] ?? 0) + 1;
  }

  planted(planting: Planting): void {
    this.counts.planted[planting.defect] = (this.counts.planted[planting.defect] ?? 0) + 1;
    this.counts.plantings.push(planting);
    if (this.counts.plantings.length > KEPT_PLANTINGS) this.counts.plantings.shift();
  }

  read(): RehearsalStats {
    return structuredClone(this.counts);
  }

  private ofSchema(schema: string): { requests: number; answered: number } {
    return (this.counts.bySchema[schema] ??= { requests: 0, answered: 0 });
  }
}
