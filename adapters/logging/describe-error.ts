/** An error as the log keeps it: code, message, causes, and what to do. */
import { inspect } from 'node:util';
import { z } from 'zod';
import { redactText } from './redact.ts';
import { whatToDo } from './what-to-do.ts';

export const DescribedErrorSchema = z.object({
  /** The failure's code, the vendor's code, or the error's class. */
  code: z.string(),
  message: z.string(),
  causes: z.array(z.object({ code: z.string(), message: z.string() })),
  whatToDo: z.string().optional(),
  stack: z.string().optional(),
});
export type DescribedError = z.infer<typeof DescribedErrorSchema>;

const MAX_CAUSES = 8;

/** Describes anything that was thrown; `whatToDo` is that of the outermost code that has advice. */
export function describeError(error: unknown): DescribedError {
  const chain = causesOf(error);
  const [{ code, message } = { code: 'Unknown', message: '' }, ...causes] = chain;
  const advice = chain.map((link) => whatToDo(link.code)).find((found) => found !== null);
  const stack = error instanceof Error ? error.stack : undefined;
  return {
    code,
    message,
    causes,
    ...(advice ? { whatToDo: advice } : {}),
    // A code with advice says enough; only a surprise needs its place in the source.
    ...(stack && !advice ? { stack: redactText(stack) } : {}),
  };
}

function causesOf(error: unknown): { code: string; message: string }[] {
  const links: { code: string; message: string }[] = [];
  for (let link: unknown = error; link !== undefined && link !== null && links.length < MAX_CAUSES;) {
    links.push({ code: codeOf(link), message: redactText(messageOf(link)) });
    link = link instanceof Error ? link.cause : undefined;
  }
  return links;
}

/** A name with several addresses fails with an AggregateError, whose own message is empty. */
function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return error.errors.map(messageOf).join('; ');
  if (error instanceof Error) return error.message;
  return typeof error === 'string' ? error : inspect(error, { depth: 1, breakLength: Infinity });
}

/** Temporal's failures carry the code of ours as `type`, system errors as `code`. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'Unknown';
  return textAt(error, 'code') ?? textAt(error, 'type') ?? error.name;
}

function textAt(error: object, key: string): string | null {
  const value: unknown = Reflect.get(error, key);
  return typeof value === 'string' && value !== '' ? value : null;
}
