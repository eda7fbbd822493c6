/** What calls cost, by a dated table that the operator keeps. A model without a price costs null, never 0. */
import { z } from 'zod';

const PriceSchema = z.strictObject({
  inputUsdPerMTok: z.number().nonnegative(),
  outputUsdPerMTok: z.number().nonnegative(),
});

export const PriceTableSchema = z.strictObject({
  /** Day on which somebody last compared the table with the provider's page. */
  date: z.iso.date(),
  source: z.string(),
  models: z.record(z.string(), PriceSchema),
});
export type PriceTable = z.infer<typeof PriceTableSchema>;

/**
 * Cost in US dollars; null when the model has no known price.
 * A dated snapshot (`gpt-4.1-mini-2025-04-14`) has the price of its family unless the table names it.
 */
export function costUsd(
  prices: PriceTable,
  model: string,
  { inputTokens, outputTokens }: { inputTokens: number; outputTokens: number },
): number | null {
  const price = priceOf(prices, model);
  if (!price) return null;
  return (inputTokens * price.inputUsdPerMTok + outputTokens * price.outputUsdPerMTok) / 1_000_000;
}

/** Whether the cost of a call of this model is known. */
export const hasPrice = (prices: PriceTable, model: string): boolean => priceOf(prices, model) !== undefined;

function priceOf({ models }: PriceTable, model: string): z.infer<typeof PriceSchema> | undefined {
  const family = model.replace(/-\d{4}-\d{2}-\d{2}$/, '');
  const name = [model, family].find((known) => Object.hasOwn(models, known));
  return name === undefined ? undefined : models[name];
}
