/** Options of the rehearsal server: command line first, then environment. */
import { parseArgs } from 'node:util';
import { z } from 'zod';

const OptionsSchema = z.object({
  /** 0 = a free one. */
  port: z.coerce.number().int().min(0).max(65_535).default(0),
  latencyMs: z.coerce.number().int().nonnegative().default(0),
  /** See faults/faults.ts. */
  faults: z.string().default(''),
});
export type RehearsalOptions = z.infer<typeof OptionsSchema>;

/** @throws Error with every problem in words */
export function readOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): RehearsalOptions {
  const { values } = parseArgs({
    args: [...args],
    options: { port: { type: 'string' }, 'latency-ms': { type: 'string' }, faults: { type: 'string' } },
  });
  const parsed = OptionsSchema.safeParse({
    port: values.port ?? (environment['REHEARSAL_PORT'] || undefined),
    latencyMs: values['latency-ms'] ?? (environment['REHEARSAL_LATENCY_MS'] || undefined),
    faults: values.faults ?? environment['REHEARSAL_FAULTS'],
  });
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error));
  return parsed.data;
}
