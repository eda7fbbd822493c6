/** `estimate`: what the run would cost, from the catalogue, the standard and the price table. */
import { readFile } from 'node:fs/promises';
import type { Env } from '../../adapters/env.ts';
import { averageCalls, measureCourses } from '../../adapters/postgres/runs/estimate-courses.ts';
import type { StandardStore } from '../../adapters/standards.ts';
import { LibraryError } from '../../domain/failure.ts';
import { PriceTableSchema, type PriceTable } from '../../domain/model/prices.ts';
import { COURSE_STATES, estimateRun, type Estimate } from '../../domain/run/estimate.ts';
import type { RunInput } from '../../domain/run/run.ts';
import { standardHash } from '../../domain/standard/resolve.ts';
import { count, duration, money, plural, short } from '../terminal/format.ts';
import { DEFAULT_CONCURRENCY } from './generate-arguments.ts';
import type { Library } from '../session/library.ts';

/** How the rehearsal model calls itself. */
const REHEARSAL_MODEL = 'scroll-rehearsal';

export async function priceRun(
  { env, prisma }: Pick<Library, 'env' | 'prisma'>,
  input: RunInput,
  standards: StandardStore,
): Promise<Estimate> {
  const isRehearsal = env.OPENAI_API_KEY === undefined && env.OPENAI_BASE_URL === undefined;
  const model = isRehearsal ? REHEARSAL_MODEL : env.OPENAI_MODEL;
  const standard = await standards.load(
    input.standard ?? env.STANDARD ?? (isRehearsal ? 'scroll-rehearsal' : 'scroll'),
  );
  return estimateRun({
    courses: await measureCourses(prisma, { input, identity: { standardHash: standardHash(standard), model } }),
    standard,
    model,
    judges: env.OPENAI_JUDGE_MODELS?.split(',').filter((name) => name.trim() !== '').length || 1,
    averages: await averageCalls(prisma, model),
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
    throw new LibraryError('InputInvalid', `${PRICES_FILE} is not a price table: ${String(error)}`, { cause: error });
  }
}

export function estimateLines(estimate: Estimate): string[] {
  const { courses, books, chapters, calls, tokens, minutes, costUsd, model, pricesOf, assumptions } = estimate;
  const states = COURSE_STATES.filter((state) => courses[state] > 0).map(
    (state) => `${count(courses[state])} ${state === 'upToDate' ? 'up to date' : state}`,
  );
  const price = costUsd === null ? `cost unknown: no price is known for ${model}` : range(costUsd);
  return [
    `Courses   ${count(courses.total)}${states.length > 0 ? `: ${states.join(', ')}` : ''}`,
    `To write  ${plural(books, 'book')}, about ${plural(chapters, 'chapter')}`,
    `Calls     about ${count(calls)} of ${model}`,
    `Tokens    about ${short(tokens.input)} in, ${short(tokens.output)} out`,
    `Time      about ${duration(minutes * 60_000)}`,
    `Money     ${price}${costUsd !== null && pricesOf ? ` (prices of ${pricesOf})` : ''}`,
    '',
    ...assumptions.map((assumption) => `  ${assumption}`),
  ];
}

const range = ({ low, high }: { low: number; high: number }): string =>
  low === high ? money(low) : `${money(low)} to ${money(high)}`;
