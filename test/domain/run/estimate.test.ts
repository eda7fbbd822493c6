import { readFileSync } from 'node:fs';
import { estimateRun, type CourseSize, type EstimateRequest } from '../../../domain/run/estimate.ts';
import { resolveStandard } from '../../../domain/standard/resolve.ts';

const standard = resolveStandard({ scroll: JSON.parse(readFileSync('standards/scroll.json', 'utf8')) }, 'scroll');
const prices = { date: '2025-08-07', source: 'test', models: { writer: { inputUsdPerMTok: 1, outputUsdPerMTok: 10 } } };

const aCourse = (given: Partial<CourseSize> = {}): CourseSize => ({
  id: crypto.randomUUID(),
  modules: 12,
  lectures: 48,
  notesWords: 0,
  state: 'missing',
  isToWrite: true,
  ...given,
});
const estimate = (courses: CourseSize[], given: Partial<EstimateRequest> = {}) =>
  estimateRun({
    courses,
    standard,
    model: 'writer',
    judges: 1,
    averages: {},
    prices,
    concurrency: 10,
    callsAtOnce: 40,
    ...given,
  });

describe('the estimate of a run', () => {
  it('counts a call for each section, and steps, study material and judge for each chapter', () => {
    const { books, chapters, calls } = estimate([aCourse()]);

    expect({ books, chapters, calls }).toEqual({ books: 1, chapters: 12, calls: 48 + 12 + 12 + 12 });
  });

  it('plans the least book of the standard for a bare title, with a call for the outline', () => {
    const { chapters, calls } = estimate([aCourse({ modules: 0, lectures: 0 })]);

    expect(chapters).toBe(10);
    expect(calls).toBe(1 + 30 + 10 + 10 + 10);
  });

  it('writes at least the words that the standard wants', () => {
    const { tokens } = estimate([aCourse()]);

    expect(tokens.output).toBeGreaterThan(12 * 3000);
    expect(tokens.output).toBeLessThan(12 * 30_000);
  });

  it('prices only the books that the run writes, and counts the others by state', () => {
    const result = estimate([
      aCourse({ state: 'upToDate', isToWrite: false }),
      aCourse({ state: 'outdated' }),
      aCourse({ state: 'held', isToWrite: false }),
      aCourse({ state: 'failed' }),
      aCourse(),
    ]);

    expect(result.courses).toEqual({ total: 5, toWrite: 3, upToDate: 1, outdated: 1, held: 1, failed: 1, missing: 1 });
    expect(result.calls).toBe(3 * estimate([aCourse()]).calls);
  });

  it('gives money as a range by the price table, and its date', () => {
    const { costUsd, tokens, pricesOf } = estimate([aCourse()]);
    const once = (tokens.input + 10 * tokens.output) / 1e6;

    expect(costUsd?.low).toBeCloseTo(once, 2);
    expect(costUsd?.high).toBeCloseTo(2 * once, 1);
    expect(pricesOf).toBe('2025-08-07');
  });

  it('gives no money for a model without a price, and says so', () => {
    const result = estimate([aCourse()], { model: 'unheard-of' });

    expect(result.costUsd).toBeNull();
    expect(result.assumptions.join(' ')).toContain('no price is known for unheard-of');
  });

  it('takes what earlier calls took once enough were measured', () => {
    const average = { inputTokens: 1000, outputTokens: 10, latencyMs: 100 };
    const few = estimate([aCourse()], { averages: { section: { ...average, calls: 9 } } });
    const enough = estimate([aCourse()], { averages: { section: { ...average, calls: 10 } } });

    expect(few.tokens).toEqual(estimate([aCourse()]).tokens);
    expect(enough.tokens.output).toBeLessThan(few.tokens.output);
    expect(enough.assumptions.join(' ')).toContain('section: average of the latest calls of writer');
  });

  it('is nothing for a run over nothing', () => {
    expect(estimate([])).toMatchObject({ books: 0, calls: 0, minutes: 0, costUsd: { low: 0, high: 0 } });
  });
});
