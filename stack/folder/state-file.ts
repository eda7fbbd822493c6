/** What runs for a data folder: written by its owner at every change, read by the next owner and by everyone who attaches. */
import { copyFileSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import type { ServiceName } from '../process/embedded-service.ts';
import { errorCode } from '../process/errors.ts';
import { ProcessIdentitySchema } from '../process/process-identity.ts';

const EmbeddedSchema = z.object({
  /** Null once it was stopped; its ports are kept for the next start. */
  process: ProcessIdentitySchema.nullable(),
  ports: z.record(z.string(), z.int()),
});
export type EmbeddedState = z.infer<typeof EmbeddedSchema>;

const WorkerSchema = z.object({
  role: z.enum(['all', 'orchestration', 'authoring', 'publishing']),
  process: ProcessIdentitySchema,
  startedAt: z.iso.datetime(),
});
export type WorkerState = z.infer<typeof WorkerSchema>;

/** Addresses of services that answer; keys of named services are not kept. */
const AddressesSchema = z.strictObject({
  postgres: z.strictObject({ url: z.string() }).nullable(),
  temporal: z.strictObject({ address: z.string(), namespace: z.string(), webUi: z.string().nullable() }).nullable(),
  model: z.strictObject({ baseUrl: z.string() }).nullable(),
});

const StackStateSchema = z.strictObject({
  version: z.literal(1),
  owner: z.strictObject({ process: ProcessIdentitySchema, startedAt: z.iso.datetime() }).nullable(),
  /** Whether everything that the owner needs is up. */
  isReady: z.boolean(),
  embedded: z.strictObject({
    postgres: EmbeddedSchema.nullable(),
    temporal: EmbeddedSchema.nullable(),
    model: EmbeddedSchema.nullable(),
  }),
  addresses: AddressesSchema,
  workers: z.array(WorkerSchema),
});
export type StackState = z.infer<typeof StackStateSchema>;

export const EMPTY_STATE: StackState = {
  version: 1,
  owner: null,
  isReady: false,
  embedded: { postgres: null, temporal: null, model: null },
  addresses: { postgres: null, temporal: null, model: null },
  workers: [],
};

/** The state as it stands on disk, or in its copy; empty when there is none or when another version wrote both. */
export const readState = (path: string): StackState => readOne(path) ?? readOne(copyOf(path)) ?? EMPTY_STATE;

/** What a file that was cut off named still runs: it is known by the copy. */
const copyOf = (path: string): string => `${path}.copy`;

function readOne(path: string): StackState | null {
  try {
    return parseState(readFileSync(path, 'utf8'));
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

function parseState(text: string): StackState | null {
  try {
    return StackStateSchema.parse(JSON.parse(text));
  } catch {
    // Cut off, edited, or of another version.
    return null;
  }
}

/** The owner's copy; each change is on disk, whole, before the call returns. */
export class StateFile {
  constructor(
    private readonly path: string,
    private state: StackState,
  ) {}

  get current(): StackState {
    return this.state;
  }

  update(change: Partial<StackState>): void {
    this.state = { ...this.state, ...change };
    const next = `${this.path}.next`;
    // It holds the database's password.
    writeFileSync(next, `${JSON.stringify(this.state, null, 2)}\n`, { mode: 0o600 });
    copyFileSync(next, copyOf(this.path));
    renameSync(next, this.path);
  }

  updateEmbedded(name: ServiceName, embedded: EmbeddedState | null): void {
    this.update({ embedded: { ...this.state.embedded, [name]: embedded } });
  }
}
