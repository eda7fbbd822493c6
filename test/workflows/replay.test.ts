import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { Worker } from '@temporalio/worker';

const FOLDER = fileURLToPath(new URL('../histories/', import.meta.url));
const names = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
const workflowsPath = fileURLToPath(new URL('../../workflows/bundle/index.ts', import.meta.url));
const readHistory = (name: string): unknown => JSON.parse(readFileSync(join(FOLDER, name), 'utf8'));

describe('recorded histories', () => {
  it('are there, with what the server writes to make a divergence visible', () => {
    expect(names.length).toBeGreaterThanOrEqual(3);
    for (const name of names) expect(JSON.stringify(readHistory(name))).toContain('sdkMetadata');
  });

  it('replay with the workflows as they are now', async () => {
    const histories = names.map((name) => ({ workflowId: name, history: readHistory(name) }));
    const failures: string[] = [];
    for await (const { workflowId, error } of Worker.runReplayHistories({ workflowsPath }, histories))
      if (error) failures.push(`${workflowId}: ${error.message}`);
    expect(failures).toEqual([]);
  }, 120_000);

  it('would not replay with a step of another name', async () => {
    const text = readFileSync(join(FOLDER, 'book-published.json'), 'utf8').replaceAll(
      'draftOutline',
      'draftSomethingElse',
    );
    await expect(Worker.runReplayHistory({ workflowsPath }, JSON.parse(text))).rejects.toThrow(
      /TMPRL1100|[Nn]ondeterminis/,
    );
  }, 120_000);
});

describe('the packages of Temporal', () => {
  it('share one protobufjs, without which no history can be read', () => {
    const require = createRequire(import.meta.url);
    const homes = ['@temporalio/proto', '@temporalio/common', '@temporalio/worker'].map((name) =>
      createRequire(require.resolve(name)).resolve('protobufjs'),
    );
    expect(new Set(homes.map((home) => dirname(home))).size).toBe(1);
  });
});
