/** Where services are: named by the operator, or found out as they start. */
import type { Env } from '../adapters/env.ts';
import { StackFailed } from './process/errors.ts';
import { DEFAULT_MODEL_URL, requireModel, requirePostgres, requireTemporal } from './named-services.ts';
import type { ServiceAddresses } from './stack.ts';
import type { ServiceName } from './process/embedded-service.ts';

export interface KnownAddresses {
  postgres?: { databaseUrl: string };
  temporal?: ServiceAddresses['temporal'];
  model?: ServiceAddresses['model'];
}

export const isNamed = (env: Env, name: ServiceName): boolean =>
  ({
    postgres: env.DATABASE_URL !== undefined,
    temporal: env.TEMPORAL_ADDRESS !== undefined,
    model: env.OPENAI_API_KEY !== undefined || env.OPENAI_BASE_URL !== undefined,
  })[name];

/**
 * Addresses of the needed services that the environment names, each asked whether it is there.
 * @throws ServiceUnreachable
 */
export async function namedAddresses(env: Env, needs: readonly ServiceName[]): Promise<KnownAddresses> {
  const wanted = needs.filter((name) => isNamed(env, name));
  const found = await Promise.all(wanted.map((name) => ASK[name](env)));
  return Object.assign({}, ...found) as KnownAddresses;
}

const ASK: Record<ServiceName, (env: Env) => Promise<KnownAddresses>> = {
  postgres: async ({ DATABASE_URL: databaseUrl = '' }) => {
    await requirePostgres(databaseUrl);
    return { postgres: { databaseUrl } };
  },
  temporal: async (env) => {
    const { TEMPORAL_ADDRESS: address = '', TEMPORAL_NAMESPACE: namespace, TEMPORAL_UI_URL: webUi = null } = env;
    await requireTemporal(env, address);
    return { temporal: { address, namespace, webUi } };
  },
  model: async ({ OPENAI_BASE_URL: baseUrl = DEFAULT_MODEL_URL, OPENAI_API_KEY: apiKey = '' }) => {
    await requireModel(baseUrl, apiKey);
    return { model: { baseUrl, apiKey, isEmbedded: false } };
  },
};

/** The addresses of what a command needs. One that it did not ask for has none: reading it throws. */
export function pickAddresses(known: KnownAddresses, needs: readonly ServiceName[]): ServiceAddresses {
  function read<T>(name: ServiceName, value: T | undefined): T {
    if (value !== undefined && needs.includes(name)) return value;
    throw new StackFailed(`The address of ${name} was read by a command that does not need it.`);
  }
  return {
    get databaseUrl() {
      return read('postgres', known.postgres?.databaseUrl);
    },
    get temporal() {
      return read('temporal', known.temporal);
    },
    get model() {
      return read('model', known.model);
    },
  };
}
