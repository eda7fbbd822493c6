/**
 * The only reader of the environment: one schema, parsed once at start, all problems printed together.
 *
 * `.env.example` lists exactly these keys. Secrets have no defaults. An empty value counts as absent.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { z } from 'zod';

const count = (fallback: number) =>
  z.coerce
    .number('expected a whole number')
    .int('expected a whole number')
    .positive('expected at least 1')
    .default(fallback);
const flag = z.stringbool('expected true or false').default(false);
const address = z.url({ protocol: /^https?$/, error: 'expected an address such as http://127.0.0.1:8080/v1' });

const EnvSchema = z.object({
  /** Folder of everything that we write: database, Temporal's file, books, state, caches. */
  DATA_DIR: z.string().default('data'),
  /** Where built binaries are kept; inside DATA_DIR unless set. */
  CACHE_DIR: z.string().optional(),
  LOG_DIR: z.string().optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),

  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'expected postgresql://user:password@host:5432/name' })
    .optional(),

  TEMPORAL_ADDRESS: z
    .string()
    .regex(/^[^\s:]+:\d+$/, 'expected host:port')
    .optional(),
  TEMPORAL_NAMESPACE: z.string().default('default'),
  TEMPORAL_API_KEY: z.string().optional(),
  TEMPORAL_TLS: flag,
  TEMPORAL_TLS_CERT_PATH: z.string().optional(),
  TEMPORAL_TLS_KEY_PATH: z.string().optional(),
  TEMPORAL_TLS_CA_PATH: z.string().optional(),
  /** A `temporal` binary to use instead of looking for one. */
  TEMPORAL_CLI_PATH: z.string().optional(),
  TEMPORAL_UI_URL: address.optional(),

  OPENAI_API_KEY: z.string().optional(),
  OPENAI_BASE_URL: address.optional(),
  OPENAI_MODEL: z.string().default('gpt-4.1-mini'),
  OPENAI_STRUCTURED_OUTPUT: z.enum(['auto', 'json_schema', 'json_object', 'text']).default('auto'),
  /** How long a request may take in all, and how long it may bring no byte. */
  OPENAI_TIMEOUT_MS: count(300_000),
  OPENAI_STALL_TIMEOUT_MS: count(60_000),
  OPENAI_MAX_OUTPUT_TOKENS: count(16_000),
  /** Judges, comma separated; the writer's own model when empty. */
  OPENAI_JUDGE_MODELS: z.string().optional(),
  /** The most calls that the whole fleet makes at once to one server; how many of these it bears is found out. */
  MODEL_CONCURRENCY: count(1_000),
  /** Paid asks for one part before its course fails. */
  MODEL_MAX_ASKS: count(3),
  /** Whether replies and parts stay in the database when what was made of them is stored; else the same text is kept four times. */
  KEEP_DRAFTS: flag,
  /** JSON file of prices, dated; see docs/operations.md. */
  PRICES_FILE: z.string().default('prices.json'),

  STORAGE_URL: z
    .string()
    .regex(
      /^file:\/\/\/\S/,
      'expected a folder, file:///absolute/path: buckets (s3://) are not supported, a mounted one works',
    )
    .optional(),
  EXPORT_TIMEOUT_MS: count(180_000),
  EXPORT_MEMORY_MB: count(2_048),

  /** Content standard; by default `scroll`, and `scroll-rehearsal` when the model is the rehearsal model. */
  STANDARD: z.string().optional(),
  LIBRARY_NAME: z.string().default('ScrollLibrary'),
  AUTO_REGENERATE: flag,
  /** Whether a course that appears while no run takes it is written by a run of its own, and with what. */
  AUTO_GENERATE: z.stringbool('expected true or false').default(true),
  NEW_COURSES_CONCURRENCY: count(10),
  NEW_COURSES_BUDGET_USD: z.coerce.number('expected US dollars').positive('expected more than 0').optional(),
  /** How long a new or changed course must be left alone before its book is begun. */
  COURSE_SETTLE_MS: z.coerce
    .number('expected a whole number')
    .int('expected a whole number')
    .nonnegative('expected 0 or more')
    .default(1_500),

  WORKER_ROLE: z.enum(['all', 'orchestration', 'authoring', 'publishing']).default('all'),
  /** Processes that only ask the model, beside the worker that does everything; by the machine's cores when not set. */
  AUTHORING_PROCESSES: z.coerce.number().int().min(0).max(64).optional(),
  /** Model calls at once in one worker, and in all of them that one command starts; exports at once in one worker. */
  AUTHORING_SLOTS: count(40),
  PUBLISHING_SLOTS: count(2),
  /** How long a stopping worker lets running steps finish. */
  SHUTDOWN_GRACE_MS: count(20_000),

  REHEARSAL_PORT: z.coerce
    .number('expected a port')
    .int('expected a port')
    .min(0, 'expected a port')
    .max(65_535, 'expected a port')
    .default(0),
  REHEARSAL_LATENCY_MS: z.coerce
    .number('expected a whole number')
    .int('expected a whole number')
    .nonnegative('expected 0 or more')
    .default(0),
  /** Faults of the rehearsal model; `rehearsal/faults/faults.ts` has the grammar. */
  REHEARSAL_FAULTS: z.string().optional(),
});

export type Env = z.infer<typeof EnvSchema> & {
  /** Absolute folders. */
  dataDir: string;
  cacheDir: string;
  logDir: string;
  /** Flags that npm took for its own, by name: `--subjects=a` typed without `--` arrives here. */
  npmFlags: Record<string, string>;
};

export const ENV_KEYS = Object.keys(EnvSchema.shape);

/** Thrown by `readEnv`; its message lists every problem with its key. */
export class EnvError extends Error {
  override readonly name = 'EnvError';
}

/** An address may hold a password. */
const MAY_BE_SECRET = /(KEY|URL)$/;

/**
 * Reads the environment, after `.env` of the working folder where there is one (the environment wins).
 * @throws EnvError with all problems at once
 */
export function readEnv(source: NodeJS.ProcessEnv = process.env): Env {
  if (source === process.env && existsSync('.env'))
    for (const [key, value] of Object.entries(readEnvFile('.env'))) source[key] ??= value;
  const given = Object.fromEntries(ENV_KEYS.flatMap((key) => (source[key] ? [[key, source[key]]] : [])));
  const parsed = EnvSchema.safeParse(given);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => {
      const key = issue.path.join('.');
      return `  ${key}: ${issue.message}${MAY_BE_SECRET.test(key) ? '' : `, found "${given[key] ?? ''}"`}`;
    });
    throw new EnvError(`The environment is not usable:\n${problems.join('\n')}\nSee .env.example for every key.`);
  }
  const dataDir = resolve(parsed.data.DATA_DIR);
  return {
    ...parsed.data,
    dataDir,
    cacheDir: resolve(parsed.data.CACHE_DIR ?? join(dataDir, 'cache')),
    logDir: resolve(parsed.data.LOG_DIR ?? (parsed.data.DATA_DIR === 'data' ? 'logs' : join(dataDir, 'logs'))),
    npmFlags: readNpmFlags(source),
  };
}

/** Editors may put a mark at the head of the file, which is no part of the first key. */
function readEnvFile(path: string): NodeJS.Dict<string> {
  try {
    return parseEnv(new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path)));
  } catch (error) {
    throw new EnvError(`${resolve(path)} cannot be read as text in UTF-8: ${String(error)}`, { cause: error });
  }
}

/** What a child process of ours inherits: our environment with some keys changed; undefined takes a key away. */
export const childEnvironment = (changes: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({ ...process.env, ...changes });

const readNpmFlags = (source: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(
    Object.entries(source).flatMap(([key, value]) => {
      const name = /^npm_config_(.+)$/.exec(key)?.[1];
      return name && value !== undefined ? [[name.replaceAll('_', '-'), value]] : [];
    }),
  );
