/** What a rule found in a text, and which part must be written again to mend it. */
import { z } from 'zod';

export const FindingSchema = z.strictObject({
  /** Name of the rule, such as `min-words` or `scripture-exists`; judged items carry the item's id. */
  rule: z.string(),
  /** `veto`: must be mended before publication. `weak`: counts against the score. `note`: for a person's eye. */
  severity: z.enum(['veto', 'weak', 'note']),
  chapter: z.int().nullable(),
  /** The part that must be written again to mend it; null when it is the whole chapter or book. */
  part: z.string().nullable(),
  /** What was found and what was expected, for a person and for the next ask. */
  detail: z.string(),
});
export type Finding = z.infer<typeof FindingSchema>;
