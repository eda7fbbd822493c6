/** What a run would cost, from the catalogue, the standard, earlier calls and the price table. */
import { readFile } from 'node:fs/promises';
import type { Env } from '../../adapters/env.ts';
import { averageCalls, measureCourses } from '../../adapters/postgres/runs/estimate-courses.ts';
import { LibraryError } from '../../domain/failure.ts';
import { PriceTableSchema, type PriceTable } from '../../domain/model/prices.ts';
import { estimateRun, type Estimate } from '../../domain/run/estimate.ts';
import type { RunInput } from '../../domain/run/run.ts';
import { standardHash } from '../../domain/standard/resolve.ts';
import type { Library } from '../library.ts';

/** Books in work at once, when nothing is said. */
export const DEFAULT_CONCURRENCY = 10;

/** How the rehearsal model calls itself. */
const REHEARSAL_MODEL = 'scroll-rehearsal';

/** Prices the run that `input` would start, before a cent is spent: the same courses. */
export async function priceRun({ env, database, standards }: Library, input: RunInput): Promise<Estimate> {
  const isRehearsal = env.OPENAI_API_KEY === undefined && env.OPENAI_BASE_URL === undefined;
  const model = isRehearsal ? REHEARSAL_MODEL : env.OPENAI_MODEL;
  const standard = await standards.load(
    input.standard ?? env.STANDARD ?? (isRehearsal ? 'scroll-rehearsal' : 'scroll'),
  );
  return estimateRun({
    courses: await measureCourses(database, { input, identity: { standardHash: standardHash(standard), model } }),
    standard,
    model,
    judges: env.OPENAI_JUDGE_MODELS?.split(',').filter((name) => name.trim() !== '').length || 1,
    averages: await averageCalls(database, model),
    prices: await readPrices(env),
    concurrency: input.concurrency ?? DEFAULT_CONCURRENCY,
    callsAtOnce: env.AUTHORING_SLOTS,
  });
}

/** Null where there is no table: then there is no figure either. */
async function readPrices({ PRICES_FILE }: Env): Promise<PriceTable | null> {
  try {
    return PriceTableSchema.parse(JSON.parse(await readFile(PRICES_FILE, 'utf8')));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw new LibraryError(
      'InputInvalid',
      `Expected ${PRICES_FILE} to be a price table, got ${String(error)}. Mend it, or name another in PRICES_FILE.`,
      { cause: error },
    );
  }
}
