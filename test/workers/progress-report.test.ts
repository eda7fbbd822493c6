import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunProgress } from '../../domain/run/run.ts';
import { createProgressReport } from '../../workers/progress-report.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'progress '));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

/** Runs by id, oldest first; a test ends them. */
function someRuns(...ids: string[]) {
  const status = new Map<string, RunProgress['status']>(ids.map((id) => [id, 'running']));
  return {
    end: (id: string) => status.set(id, 'completed'),
    findLiveRuns: () =>
      Promise.resolve(
        ids.filter((id) => status.get(id) === 'running').map((runId) => ({ runId, workflowId: 'library/all' })),
      ),
    loadProgress: (runId = ids.at(-1) ?? '') =>
      Promise.resolve({ runId, status: status.get(runId), startTime: '', updatedAt: '' } as RunProgress),
  };
}

const written = (): unknown => {
  const { runId, status } = JSON.parse(
    readFileSync(join(dataDir, 'enterprise-generation', 'progress.json'), 'utf8'),
  ) as RunProgress;
  return { runId, status };
};

describe('the progress files', () => {
  it('show the live run, and how it ended', async () => {
    const runs = someRuns('first');
    const report = createProgressReport({ runs, dataDir });

    await report();
    expect(written()).toEqual({ runId: 'first', status: 'running' });
    runs.end('first');
    await report();
    expect(written()).toEqual({ runId: 'first', status: 'completed' });
  });

  it('show how a run ended that ended while no process was there', async () => {
    const runs = someRuns('first');
    await createProgressReport({ runs, dataDir })();
    runs.end('first');

    await createProgressReport({ runs, dataDir })();

    expect(written()).toEqual({ runId: 'first', status: 'completed' });
  });

  it('show the end that could not be written when it came', async () => {
    const runs = someRuns('first');
    const report = createProgressReport({ runs, dataDir });
    await report();
    runs.end('first');
    const folder = join(dataDir, 'enterprise-generation');
    rmSync(folder, { recursive: true });
    writeFileSync(folder, 'in the way');
    await expect(report()).rejects.toThrow();

    rmSync(folder);
    mkdirSync(folder);
    await report();

    expect(written()).toEqual({ runId: 'first', status: 'completed' });
  });

  it('are left alone once the end was written', async () => {
    const runs = someRuns('first');
    const report = createProgressReport({ runs, dataDir });
    runs.end('first');
    await report();
    rmSync(join(dataDir, 'enterprise-generation'), { recursive: true });

    await report();

    expect(() => written()).toThrow();
  });
});
