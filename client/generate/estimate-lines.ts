/** The price of a run, as lines for a person. Pure. */
import { COURSE_STATES, type Estimate } from '../../domain/run/estimate.ts';
import { count, duration, money, plural, short } from '../terminal/format.ts';

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
