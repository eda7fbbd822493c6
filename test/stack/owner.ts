/**
 * A process that owns a stack until it is asked to stop. DATA_DIR and the rest come by the environment.
 * Says on stdout, in one line of JSON, what runs; OWNER_NEEDS and OWNER_WORKER choose it.
 */
import { readEnv } from '../../adapters/env.ts';
import { silentLogger } from '../../adapters/logging/logger.ts';
import { migrate } from '../../adapters/postgres/migrate.ts';
import { onInterrupt } from '../../stack/process/interrupt.ts';
import { openStack } from '../../stack/open-stack.ts';
import { SERVICE_NAMES } from '../../stack/process/embedded-service.ts';
import { SEARCH_ATTRIBUTE_TYPES } from '../../workflows/contracts.ts';

const needs = process.env.OWNER_NEEDS?.split(',') ?? [];
const stack = await openStack({
  env: readEnv(),
  logger: silentLogger,
  searchAttributes: SEARCH_ATTRIBUTE_TYPES,
  needs: needs.length === 0 ? SERVICE_NAMES : SERVICE_NAMES.filter((name) => needs.includes(name)),
});
if (process.env.OWNER_WORKER === 'all') {
  await migrate(stack.addresses.databaseUrl);
  await stack.startWorker('all');
}
const beat = setInterval(() => undefined, 60_000);
onInterrupt({
  first: () => {
    void stack.stop().then(() => clearInterval(beat));
  },
  again: () => void stack.stop(),
});
process.stdout.write(`${JSON.stringify({ isOwner: stack.isOwner, status: await stack.status() })}\n`);
