import { readEnv } from '../../adapters/env.ts';
import type { ServiceAddresses } from '../../stack/stack.ts';
import { prepareWorker } from '../../stack/worker-process.ts';

const addresses: ServiceAddresses = {
  databaseUrl: 'postgresql://postgres@127.0.0.1:1/postgres',
  temporal: { address: '127.0.0.1:2', namespace: 'default', webUi: 'http://127.0.0.1:3' },
  model: { baseUrl: 'http://127.0.0.1:4/v1', apiKey: 'key', isEmbedded: true },
};

it('gives a worker its role and its share of the model calls', () => {
  const env = readEnv({ AUTHORING_SLOTS: '40' });

  const launch = prepareWorker({ env, role: 'authoring', authoringSlots: 13, addresses, isTemporalEmbedded: true });

  expect(launch.env).toMatchObject({
    WORKER_ROLE: 'authoring',
    AUTHORING_SLOTS: '13',
    TEMPORAL_ADDRESS: '127.0.0.1:2',
  });
});
