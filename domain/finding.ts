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

/** What is wrong with a draft. The detail may quote the draft: it goes to the model and the database only. */
export const FaultSchema = FindingSchema.pick({ rule: true, detail: true });
export type Fault = z.infer<typeof FaultSchema>;

/** Ends a message that names rules only. */
export const WHERE_DETAILS_ARE = 'What was found: npm run books -- show <course>';

/** What may travel of faults, in messages and logs: the names of the rules, each once. */
export const ruleNames = (faults: Fault[]): string => [...new Set(faults.map(({ rule }) => rule))].join(', ');
