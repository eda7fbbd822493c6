/** Which form of structured output each schema is asked in: set, or found at the first call and then kept. */
import { STRUCTURED_OUTPUTS, type StructuredOutput } from '../../domain/model/ask.ts';
import type { Logger } from '../logging/logger.ts';
import { isApiError } from './model-failure.ts';
import { orAbort } from './waiting.ts';

export interface Forms {
  /** Those who ask at once share one search; a search that failed is begun anew by the next. */
  formFor(schemaName: string, signal: AbortSignal): Promise<StructuredOutput>;
  /** True when the server refused the schema itself and a weaker form is there to try; remembered for that schema. */
  weaken(schemaName: string, form: StructuredOutput, error: unknown): boolean;
  /**
   * Why a request that was refused had no chance, whatever it asked: the server refuses the form that the operator set, in
   * the smallest question too, and takes another. Null when that is not so, and when the server does not say.
   */
  objection(signal: AbortSignal): Promise<string | null>;
}

export function createForms(options: {
  setting: 'auto' | StructuredOutput;
  find: () => Promise<StructuredOutput>;
  findInstead: (refused: StructuredOutput) => Promise<StructuredOutput | null>;
  logger: Logger;
}): Forms {
  const { setting, find, findInstead, logger } = options;
  const weaker = new Map<string, StructuredOutput>();
  let found: Promise<StructuredOutput> | null = setting === 'auto' ? null : Promise.resolve(setting);
  let instead: Promise<StructuredOutput | null> | null = null;
  return {
    async formFor(schemaName, signal) {
      found ??= find().catch((error: unknown) => {
        found = null;
        throw error;
      });
      const form = await orAbort(found, signal);
      return weaker.get(schemaName) ?? form;
    },
    async objection(signal) {
      if (setting === 'auto' || setting === 'text') return null;
      instead ??= findInstead(setting).catch((error: unknown) => {
        logger.warn('Which form the server takes could not be found out', { error });
        instead = null;
        return null;
      });
      const taken = await orAbort(instead, signal);
      return (
        taken &&
        `The server refuses OPENAI_STRUCTURED_OUTPUT=${setting}, in a short question of two words too, and takes ${taken}: set that, or auto.`
      );
    },
    weaken(schemaName, form, error) {
      const next = STRUCTURED_OUTPUTS[STRUCTURED_OUTPUTS.indexOf(form) + 1];
      if (setting !== 'auto' || !next || !isSchemaRefusal(error)) return false;
      logger.warn('The model refuses this schema; asking in a weaker form', { schema: schemaName, form: next });
      weaker.set(schemaName, next);
      return true;
    },
  };
}

/** A server that takes small schemas may refuse a large one, or a keyword that the small one did not use. */
const isSchemaRefusal = (error: unknown): boolean =>
  isApiError(error) &&
  (error.status === 400 || error.status === 422) &&
  /response_format|json_schema|schema|grammar/i.test(`${error.param ?? ''} ${error.message}`);
