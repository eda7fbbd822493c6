import { describe, expect, it } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import { isClosed } from '../../client/run-control.ts';
import { testTemporalAddress } from '../services.ts';

describe('whether the workflow of a run has closed', () => {
  it('is not said while Temporal is away', async () => {
    const connection = Connection.lazy({ address: '127.0.0.1:1' });
    const handle = new Client({ connection }).workflow.getHandle('library/all');

    await expect(isClosed(handle)).resolves.toBe(false);
    await connection.close();
  });

  it('is said of a workflow that the server does not know', async () => {
    const connection = await Connection.connect({ address: testTemporalAddress() });
    const handle = new Client({ connection }).workflow.getHandle('library/never-started');

    await expect(isClosed(handle)).resolves.toBe(true);
    await connection.close();
  });
});
