/** One ask of a task: what is sent, and how the next ask differs after an unsound reply. */
import type { Fault } from '../finding.ts';
import { promptHash } from './call-key.ts';
import type { ModelTask } from './language-model.ts';
import { fenceMaterial } from './material.ts';
import { fullJsonSchema, strictJsonSchema, type JsonSchema } from './wire-schema.ts';

/** How a server is told of the schema. */
export const STRUCTURED_OUTPUTS = ['json_schema', 'json_object', 'text'] as const;
export type StructuredOutput = (typeof STRUCTURED_OUTPUTS)[number];

export interface Ask {
  /** From 1. */
  number: number;
  schemaName: string;
  system: string;
  prompt: string;
  full: JsonSchema;
  strict: JsonSchema;
  maxOutputTokens: number;
  promptHash: string;
}

type AskedTask = Omit<ModelTask<unknown>, 'check'>;

/** The first ask of a task; `cap` is the most tokens that the operator allows a reply. */
export function firstAsk(task: AskedTask, cap: number): Ask {
  return withHash({
    number: 1,
    schemaName: task.schemaName,
    system: task.system,
    prompt: task.prompt,
    full: fullJsonSchema(task.schema),
    strict: strictJsonSchema(task.schema),
    maxOutputTokens: Math.min(task.maxOutputTokens, cap),
  });
}

/** The same question with what was wrong; a reply that was cut off gets twice the room, up to the cap. */
export function nextAsk(
  last: Ask,
  task: AskedTask,
  { faults, isCutOff, cap }: { faults: Fault[]; isCutOff: boolean; cap: number },
): Ask {
  return withHash({
    ...last,
    number: last.number + 1,
    prompt: `${task.prompt}\n\n${AGAIN}\n${fenceMaterial(
      'findings',
      faults.map(({ detail }) => detail),
    )}`,
    maxOutputTokens: Math.min(isCutOff ? last.maxOutputTokens * 2 : last.maxOutputTokens, cap),
  });
}

const AGAIN =
  'An earlier reply to this task could not be used. Write the whole document anew; these are the faults to avoid this time:';

/** The system prompt as it travels: the schema stands at its end where no response format carries it. */
export function systemPrompt(ask: Ask, form: StructuredOutput): string {
  if (form === 'json_schema') return ask.system;
  return [
    ask.system,
    'Answer with one JSON document only: no words before or after it, no code fence. It follows this schema.',
    `JSON schema ${ask.schemaName}:\n${JSON.stringify(ask.full)}`,
  ].join('\n\n');
}

const withHash = (ask: Omit<Ask, 'promptHash'>): Ask => ({
  ...ask,
  promptHash: promptHash({ schemaName: ask.schemaName, schema: ask.full, system: ask.system, prompt: ask.prompt }),
});
