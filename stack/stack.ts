/** Public interface of the embedded services: addresses, status, start, stop. */

export type WorkerRole = 'all' | 'orchestration' | 'authoring' | 'publishing';

export interface ServiceAddresses {
  databaseUrl: string;
  temporal: { address: string; namespace: string; webUi: string | null };
  /** The key is empty when another process owns the stack and named a model: keys are not passed on by file. */
  model: { baseUrl: string; apiKey: string; isEmbedded: boolean };
}

export interface StackStatus {
  services: {
    /** `url` is null while an embedded server was never started. */
    postgres: { url: string | null; embedded: boolean; up: boolean; pid: number | null };
    temporal: {
      address: string | null;
      webUi: string | null;
      namespace: string;
      embedded: boolean;
      up: boolean;
      pid: number | null;
    };
    model: { baseUrl: string | null; embedded: boolean; up: boolean; pid: number | null };
  };
  /** Worker processes that this data folder's stack started. */
  workers: { role: WorkerRole; pid: number; up: boolean; startedAt: string }[];
  /** The process that holds the data folder's lock, or null when nothing runs. */
  owner: { pid: number; startedAt: string } | null;
}

export interface Stack {
  /** True when this process started the stack and will stop it; false when it attached to one that runs. */
  readonly isOwner: boolean;
  /** Reading the address of a service that was not asked for throws. */
  readonly addresses: ServiceAddresses;
  status(): Promise<StackStatus>;
  /**
   * Starts a supervised worker process (restarted when it dies); only the owner may.
   * `authoringSlots`: how many model calls it makes at once; as the environment says when absent.
   */
  startWorker(role: WorkerRole, share?: { authoringSlots: number }): Promise<void>;
  /**
   * Stops what this process started, in order (workers drain, then Temporal, model, PostgreSQL). No-op when attached.
   * Called again while it stops, it hurries: workers get no more time.
   */
  stop(): Promise<void>;
}
