/** What the rest of the house knows of the services: where they are, and whether they are ours to stop. */

export interface ServiceAddresses {
  databaseUrl: string;
  temporal: { address: string; namespace: string };
  model: { baseUrl: string; apiKey: string; isEmbedded: boolean };
}

export interface StackStatus {
  services: {
    postgres: { url: string; embedded: boolean; up: boolean; pid: number | null };
    temporal: {
      address: string;
      webUi: string | null;
      namespace: string;
      embedded: boolean;
      up: boolean;
      pid: number | null;
    };
    model: { baseUrl: string; embedded: boolean; up: boolean; pid: number | null };
  };
  /** Worker processes that this data folder's stack started. */
  workers: { role: string; pid: number; up: boolean; startedAt: string }[];
  /** The process that holds the data folder's lock, or null when nothing runs. */
  owner: { pid: number; startedAt: string } | null;
}

export interface Stack {
  /** True when this process started the stack and will stop it; false when it attached to one that runs. */
  readonly isOwner: boolean;
  readonly addresses: ServiceAddresses;
  status(): Promise<StackStatus>;
  /** Starts a supervised worker process (restarted when it dies); only the owner may. */
  startWorker(role: 'all' | 'orchestration' | 'authoring' | 'publishing'): Promise<void>;
  /** Stops what this process started, in order (workers drain, then Temporal, model, PostgreSQL). No-op when attached. */
  stop(): Promise<void>;
}
