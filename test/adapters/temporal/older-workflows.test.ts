import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { silentLogger } from '../../../adapters/logging/logger.ts';
import { createPrisma, type LibraryPrisma } from '../../../adapters/postgres/client.ts';
import { workflowVersionSince } from '../../../adapters/postgres/runs/workflow-version.ts';
import { endOlderWorkflows } from '../../../adapters/temporal/older-workflows.ts';
import { createTestDatabase, testTemporalAddress, type TestDatabase } from '../../services.ts';

let database: TestDatabase;
let prisma: LibraryPrisma;
let connection: Connection;
let client: Client;
beforeAll(async () => {
  database = await createTestDatabase();
  prisma = createPrisma(database.url, { poolSize: 2 });
  connection = await Connection.connect({ address: testTemporalAddress() });
  client = new Client({ connection });
});
afterAll(async () => {
  await connection.close();
  await prisma.$disconnect();
  await database.drop();
});

it('workflows that began before the present version was first seen are ended, later ones stay', async () => {
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
  const since = await workflowVersionSince(prisma.pool, 2);
  await sleep(50);
  const later = await start(`later-${type}`);
  const stateOf = async (handle: typeof older) => (await handle.describe()).status.name;
  // The list of workflows is a little behind the workflows.
  while ((await client.workflow.count(`WorkflowType = '${type}'`)).count < 2) await sleep(100);

  const ended = await endOlderWorkflows({ client, types: [type], since, logger: silentLogger });

  expect(ended).toBe(1);
  expect([await stateOf(older), await stateOf(other), await stateOf(later)]).toEqual([
    'TERMINATED',
    'RUNNING',
    'RUNNING',
  ]);
  expect(await workflowVersionSince(prisma.pool, 2)).toEqual(since);
  await Promise.all([other, later].map((handle) => handle.terminate()));
});
