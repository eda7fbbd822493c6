/** What an export's process and its parent say to each other, once each way. */
import { z } from 'zod';
import { AudienceSchema } from '../../domain/exports/export.ts';
import { FAILURES, type FailureCode } from '../../domain/failure.ts';

export const ExportOrderSchema = z.strictObject({
  /** Address of the kind's module. */
  module: z.string(),
  variant: z.string(),
  /** Does not exist yet; the child writes it whole and waits until the disk has it. */
  file: z.string(),
  /** As it is stored: it is read here, where no loop waits. */
  manuscript: z.strictObject({ text: z.string(), row: z.string() }),
});
export type ExportOrder = z.infer<typeof ExportOrderSchema>;

const FailureCodeSchema = z.custom<FailureCode>((code) => typeof code === 'string' && Object.hasOwn(FAILURES, code));

export const ExportReplySchema = z.discriminatedUnion('outcome', [
  z.strictObject({
    outcome: z.literal('written'),
    bytes: z.number(),
    sha256: z.string(),
    audience: AudienceSchema,
    /** What the process took: processor time of all its threads, and the most memory that it held at once. */
    cpuMs: z.number(),
    peakMb: z.number(),
  }),
  z.strictObject({ outcome: z.literal('refused'), code: FailureCodeSchema, message: z.string() }),
  z.strictObject({ outcome: z.literal('full') }),
  z.strictObject({ outcome: z.literal('crashed'), message: z.string() }),
]);
export type ExportReply = z.infer<typeof ExportReplySchema>;
