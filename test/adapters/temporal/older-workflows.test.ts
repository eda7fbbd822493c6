import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { createPrisma } from '../../../adapters/postgres/client.ts';
import { workflowVersionSince } from '../../../adapters/postgres/runs/workflow-version.ts';
import { endOlderWorkflows } from '../../../adapters/temporal/older-workflows.ts';
import { WORKFLOW_VERSION } from '../../../workflows/contracts.ts';
import { createTestDatabase, testTemporalAddress } from '../../services.ts';

let connection: Connection;
let client: Client;
beforeAll(async () => {
  connection = await Connection.connect({ address: testTemporalAddress() });
  client = new Client({ connection });
});
afterAll(async () => {
  await connection.close();
});

it('a migrated database knows since when it has the present version', async () => {
  const before = Date.now();
  const fresh = await createTestDatabase();
  const connected = createPrisma(fresh.url, { poolSize: 1 });

  const since = await workflowVersionSince(connected.pool, WORKFLOW_VERSION);

  expect(since.getTime()).toBeLessThanOrEqual(before);
  await expect(workflowVersionSince(connected.pool, WORKFLOW_VERSION + 1)).rejects.toThrow('add it in a migration');
  await connected.$disconnect();
  await fresh.drop();
});

it('workflows that began before the present version are ended, later ones stay', async () => {
  const type = `Book-${randomUUID()}`;
  const start = (workflowId: string) =>
    client.workflow.start(type, { workflowId, taskQueue: `nobody-${type}`, args: [] });
  const older = await start(`older-${type}`);
  const other = await client.workflow.start(`Other-${type}`, {
    workflowId: `other-${type}`,
    taskQueue: `nobody-${type}`,
    args: [],
  });
  await sleep(50);
  const since = new Date();
  await sleep(50);
  const later = await start(`later-${type}`);
  const stateOf = async (handle: typeof older) => (await handle.describe()).status.name;
  // The list of workflows is a little behind the workflows.
  while ((await client.workflow.count(`WorkflowType = '${type}'`)).count < 2) await sleep(100);

  const ended = await endOlderWorkflows({ client, types: [type], since });

  expect(ended).toEqual([older.workflowId]);
  expect([await stateOf(older), await stateOf(other), await stateOf(later)]).toEqual([
    'TERMINATED',
    'RUNNING',
    'RUNNING',
  ]);
  await Promise.all([other, later].map((handle) => handle.terminate()));
});
