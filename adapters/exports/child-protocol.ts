/** What an export's process and its parent say to each other, once each way. */
import { z } from 'zod';
import { ManuscriptSchema } from '../../domain/manuscript/manuscript.ts';

export const ExportOrderSchema = z.strictObject({
  /** Address of the kind's module. */
  module: z.string(),
  variant: z.string(),
  /** Does not exist yet; the child writes it whole and waits until the disk has it. */
  file: z.string(),
  manuscript: ManuscriptSchema,
});
export type ExportOrder = z.infer<typeof ExportOrderSchema>;

export const ExportReplySchema = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('written'), bytes: z.number(), sha256: z.string() }),
  z.strictObject({ outcome: z.literal('unrenderable'), message: z.string() }),
  z.strictObject({ outcome: z.literal('full') }),
  z.strictObject({ outcome: z.literal('crashed'), message: z.string() }),
]);
export type ExportReply = z.infer<typeof ExportReplySchema>;
