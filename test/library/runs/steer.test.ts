import { describe, expect, it } from '@jest/globals';
import { Client, Connection, ServiceError, WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { exitCodeOf, messageOf } from '../../../client/session/command-error.ts';
import { steerRun } from '../../../library/runs/steer.ts';
import { isClosed } from '../../../library/runs/workflows.ts';
import { testTemporalAddress } from '../../services.ts';

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

describe('a word to a run', () => {
  const refusal = (code: number) => Object.assign(new Error(`${code} no`), { code, details: 'no', metadata: {} });
  /** A client whose updates end this way; it keeps the signals that were sent. */
  function aClient(update: () => Promise<unknown>) {
    const signals: unknown[] = [];
    const handle = { executeUpdate: update, signal: async (...sent: unknown[]) => void signals.push(sent.at(-1)) };
    const connection = { withDeadline: (_until: number, work: () => unknown) => work() };
    const client = { connection, workflow: { getHandle: () => handle } } as unknown as Client;
    return { client, signals };
  }

  it.each([
    ['the task of a worker that died failed', 9],
    ['nobody answers in time', 4],
  ])('waits for the next worker when %s', async (_what, code) => {
    const { client, signals } = aClient(() =>
      Promise.reject(new ServiceError('Workflow Update failed', { cause: refusal(code) })),
    );

    expect(await steerRun(client, 'library/all', { kind: 'pause' }, { isServed: true })).toBe('queued');
    expect(signals).toEqual([{ reason: 'paused by the operator' }]);
  });

  it('is not said twice when it was refused', async () => {
    const { client, signals } = aClient(() => Promise.reject(new Error('Concurrency is a whole number.')));

    const steering = steerRun(client, 'library/all', { kind: 'concurrency', books: 0 }, { isServed: true });
    await expect(steering).rejects.toThrow('whole number');
    expect(signals).toEqual([]);
  });

  it('is refused in the words of the run, as wrong usage', async () => {
    const cause = ApplicationFailure.nonRetryable('Expected a price for a-model.', 'InputInvalid');
    const { client, signals } = aClient(() => Promise.reject(new WorkflowUpdateFailedError('failed', cause)));

    const steering = steerRun(client, 'library/all', { kind: 'budget', usd: 5 }, { isServed: true });
    await expect(steering).rejects.toMatchObject({ code: 'InputInvalid', message: 'Expected a price for a-model.' });
    expect(signals).toEqual([]);
  });

  it.each([5, null])('of a budget of %p waits as a signal where no worker serves', async (usd) => {
    const { client, signals } = aClient(() => Promise.reject(new Error('Nobody asks.')));

    expect(await steerRun(client, 'library/all', { kind: 'budget', usd }, { isServed: false })).toBe('queued');
    expect(signals).toEqual([usd]);
  });

  it('ends with the exit code of a service that is away, and what to do, when Temporal is', () => {
    const error = new ServiceError('Failed to signal workflow', { cause: refusal(14) });
    expect(exitCodeOf(error)).toBe(3);
    expect(messageOf(error)).toContain('npm run stack -- status');
  });
});
