import { jest } from '@jest/globals';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdirSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { silentLogger } from '../../adapters/logging/logger.ts';
import { readEnv } from '../../adapters/env.ts';
import { migrate } from '../../adapters/postgres/migrate.ts';
import { ServiceUnreachable } from '../../stack/process/errors.ts';
import { openStack } from '../../stack/open-stack.ts';
import { answers } from '../../stack/postgres/postgres.ts';
import { identify } from '../../stack/process/process-identity.ts';
import { EMPTY_STATE, readState } from '../../stack/folder/state-file.ts';
import { describeStack } from '../../stack/status.ts';
import { stopStack } from '../../stack/stop-stack.ts';
import { serves } from '../../stack/temporal/temporal.ts';
import { SEARCH_ATTRIBUTE_TYPES } from '../../workflows/contracts.ts';
import {
  aDataFolder,
  killed,
  leaveNothing,
  noneLeft,
  onTestEnd,
  openHere,
  processesOf,
  startOwner,
  until,
} from './owners.ts';

// Databases are made and killed here; a busy machine takes its time.
jest.setTimeout(180_000);

const isRoot = process.getuid?.() === 0;
const common = { logger: silentLogger, searchAttributes: SEARCH_ATTRIBUTE_TYPES };
const ONLY_POSTGRES = { OWNER_NEEDS: 'postgres' };

afterEach(leaveNothing);

describe('a data folder whose path has spaces', () => {
  it('gets every service, lends them to a second command, and is left without a process', async () => {
    const { env, variables } = aDataFolder();
    const owner = await startOwner(variables);
    const attached = await openHere({ ...common, env });
    const { services } = await attached.status();

    expect(owner.isOwner).toBe(true);
    expect(attached.isOwner).toBe(false);
    expect(services).toMatchObject({ postgres: { up: true }, temporal: { up: true }, model: { up: true } });
    expect(attached.addresses.model.isEmbedded).toBe(true);
    expect(await answers(attached.addresses.databaseUrl)).toBe(true);
    expect(statSync(join(env.dataDir, 'stack.json')).mode & 0o077).toBe(0);

    await attached.stop();
    expect(await stopStack(env)).toBe('stopped');
    await noneLeft(env.dataDir);
    expect((await describeStack(env)).owner).toBeNull();
  });

  it('keeps its ports from one start to the next', async () => {
    const { variables } = aDataFolder(ONLY_POSTGRES);
    const first = await startOwner(variables);
    await killed(first.child, 'SIGTERM');
    const second = await startOwner(variables);
    await killed(second.child, 'SIGTERM');

    expect(second.status.services.postgres.url).toBe(first.status.services.postgres.url);
  });
});

describe('a service that is killed', () => {
  it('comes back on its port with its data: PostgreSQL, Temporal and the model', async () => {
    const { env } = aDataFolder();
    const stack = await openHere({ ...common, env });
    const before = (await stack.status()).services;
    for (const { pid } of Object.values(before)) process.kill(pid ?? 0, 'SIGKILL');

    const after = await until(async () => {
      const { services } = await stack.status();
      return Object.values(services).every(({ up }) => up) && services;
    });
    await until(() => answers(stack.addresses.databaseUrl));
    await until(() => serves(stack.addresses.temporal.address, 'default'));

    expect(after.postgres.pid).not.toBe(before.postgres.pid);
    expect(after.temporal.pid).not.toBe(before.temporal.pid);
    expect([after.postgres.url, after.temporal.address, after.model.baseUrl]).toEqual([
      before.postgres.url,
      before.temporal.address,
      before.model.baseUrl,
    ]);
    await stack.stop();
    await noneLeft(env.dataDir);
  });
});

it('starts a killed worker again, and stops it with the rest', async () => {
  const { env } = aDataFolder();
  const stack = await openHere({ ...common, env });
  await migrate(stack.addresses.databaseUrl);
  await stack.startWorker('all');
  const [first] = (await stack.status()).workers;
  process.kill(first?.pid ?? 0, 'SIGKILL');

  const again = await until(async () => {
    const [worker] = (await stack.status()).workers;
    return worker !== undefined && worker.up && worker.pid !== first?.pid && worker;
  });
  expect(again.role).toBe('all');
  await stack.stop();
  await noneLeft(env.dataDir);
});

describe('an owner that is killed', () => {
  it('leaves a fleet that the next owner ends, and starts afresh on the same ports', async () => {
    const { env, variables } = aDataFolder({ OWNER_WORKER: 'all' });
    const first = await startOwner(variables);
    await killed(first.child);
    const second = await startOwner(variables);

    const { postgres, temporal, model } = first.status.services;
    expect(second.isOwner).toBe(true);
    expect(second.status.services).toMatchObject({
      postgres: { url: postgres.url, up: true },
      temporal: { address: temporal.address, up: true },
      model: { baseUrl: model.baseUrl, up: true },
    });
    expect(second.status.workers).toMatchObject([{ role: 'all', up: true }]);
    const pidsOf = ({ status }: typeof first) =>
      [...Object.values(status.services), ...status.workers].map(({ pid }) => pid);
    expect(pidsOf(second).filter((pid) => pidsOf(first).includes(pid))).toEqual([]);
    await killed(second.child, 'SIGTERM');
    await noneLeft(env.dataDir);
  });

  it('leaves services that `stop` ends', async () => {
    const { env, variables } = aDataFolder(ONLY_POSTGRES);
    const { child } = await startOwner(variables);
    await killed(child);

    expect(processesOf(env.dataDir)).not.toEqual([]);
    expect(await stopStack(env)).toBe('leftovers-ended');
    await noneLeft(env.dataDir);
    expect(await stopStack(env)).toBe('nothing-ran');
  });

  it('leaves services that `stop` ends also when the state file was cut off', async () => {
    const { env, variables } = aDataFolder(ONLY_POSTGRES);
    const { child } = await startOwner(variables);
    await killed(child, 'SIGKILL');
    truncateSync(join(env.dataDir, 'stack.json'), 40);

    expect(await stopStack(env)).toBe('leftovers-ended');
    await noneLeft(env.dataDir);
    expect(statSync(join(env.dataDir, 'stack.json.copy')).mode & 0o077).toBe(0);
  });

  it('leaves nothing behind a command that needs only the database', async () => {
    const { env, variables } = aDataFolder();
    const { child } = await startOwner(variables);
    await killed(child);
    const stack = await openHere({ ...common, env, needs: ['postgres'] });

    expect((await stack.status()).services).toMatchObject({
      postgres: { up: true },
      temporal: { pid: null },
      model: { pid: null },
    });
    await stack.stop();
    await noneLeft(env.dataDir);
  });

  it('is known by a state file of an earlier version too', async () => {
    const { env } = aDataFolder();
    const left = spawn('sleep', ['300'], { stdio: 'ignore' });
    onTestEnd(() => killed(left));
    await once(left, 'spawn');
    const identity = identify(left.pid ?? 0, 'sleep 300');
    const temporal = { process: identity, ports: { service: 1, webUi: 2, metrics: 3 }, settings: 'a hash' };
    mkdirSync(env.dataDir, { recursive: true });
    const state = { ...EMPTY_STATE, embedded: { ...EMPTY_STATE.embedded, temporal } };
    writeFileSync(join(env.dataDir, 'stack.json'), JSON.stringify(state));
    const ended = once(left, 'exit');

    expect(await stopStack(env)).toBe('leftovers-ended');
    expect(await ended).toEqual([null, 'SIGTERM']);
  });
});

it('never ends a process that is not ours, though the state file names its pid', async () => {
  const { env } = aDataFolder(ONLY_POSTGRES);
  const stranger = spawn('sleep', ['300'], { stdio: 'ignore' });
  onTestEnd(() => killed(stranger));
  const place = { ports: { postgres: 1 } };
  mkdirSync(env.dataDir, { recursive: true });
  const claim = { pid: stranger.pid ?? 0, startedAs: '1', mark: env.dataDir };
  const state = { ...EMPTY_STATE, embedded: { ...EMPTY_STATE.embedded, postgres: { ...place, process: claim } } };
  writeFileSync(join(env.dataDir, 'stack.json'), JSON.stringify(state));

  const stack = await openHere({ ...common, env, needs: ['postgres'] });
  await stack.stop();
  await stopStack(env);

  expect(stranger.exitCode).toBeNull();
  expect(stranger.signalCode).toBeNull();
  expect(readState(join(env.dataDir, 'stack.json')).embedded.postgres?.ports.postgres).not.toBe(1);
});

it('runs two data folders side by side', async () => {
  const [one, other] = [aDataFolder(ONLY_POSTGRES), aDataFolder(ONLY_POSTGRES)];
  const [first, second] = await Promise.all([startOwner(one.variables), startOwner(other.variables)]);

  expect([first.isOwner, second.isOwner]).toEqual([true, true]);
  expect(first.status.services.postgres.url).not.toBe(second.status.services.postgres.url);
  await killed(first.child, 'SIGTERM');
  expect((await describeStack(other.env)).services.postgres.up).toBe(true);
  await killed(second.child, 'SIGTERM');
});

describe('a named service that does not answer', () => {
  it.each([
    ['PostgreSQL', { DATABASE_URL: 'postgresql://u:secret@127.0.0.1:1/db' }, /DATABASE_URL/],
    ['Temporal', { TEMPORAL_ADDRESS: '127.0.0.1:1' }, /TEMPORAL_ADDRESS/],
    ['The model', { OPENAI_BASE_URL: 'http://127.0.0.1:1/v1' }, /OPENAI_BASE_URL/],
  ])('is reported with its address and what to do: %s', async (service, settings, remedy) => {
    const { variables } = aDataFolder();
    const env = readEnv({ ...variables, ...settings });
    const needs = [service === 'PostgreSQL' ? 'postgres' : service === 'Temporal' ? 'temporal' : 'model'] as const;
    const error = await openStack({ ...common, env, needs }).catch((reason: unknown) => reason);

    expect(error).toBeInstanceOf(ServiceUnreachable);
    expect(error).toMatchObject({ service, message: expect.stringMatching(remedy) as string });
    expect(error).toMatchObject({ address: expect.stringContaining('127.0.0.1:1') as string });
    expect(String(error)).not.toContain('secret');
    await noneLeft(env.dataDir);
  });
});

it('stops what it started when the opening is called off', async () => {
  const { env } = aDataFolder();
  const calledOff = new AbortController();
  const opening = openStack({ ...common, env, signal: calledOff.signal, onStep: () => calledOff.abort() });

  await expect(opening).rejects.toMatchObject({ name: 'AbortError' });
  await noneLeft(env.dataDir);
});

describe('accounts', () => {
  const asRoot = isRoot ? it : it.skip;

  asRoot(`runs as root in a folder that is closed to others${isRoot ? '' : ' (skipped: not root)'}`, async () => {
    const { parent, variables } = aDataFolder(ONLY_POSTGRES);
    chmodSync(parent, 0o700);
    const { child, status } = await startOwner(variables);

    expect(status.services.postgres.up).toBe(true);
    expect(statSync(join(variables.DATA_DIR, 'postgres')).uid).not.toBe(0);
    await killed(child, 'SIGTERM');
  });

  const nobody = 65_534;
  (whyNotAs(nobody) === '' ? it : it.skip)(`runs as an ordinary user${whyNotAs(nobody)}`, async () => {
    const { parent, variables } = aDataFolder(ONLY_POSTGRES);
    chownSync(parent, nobody, nobody);
    const { child, status } = await startOwner(variables, { uid: nobody, gid: nobody });

    expect(status.services.postgres.up).toBe(true);
    expect(statSync(join(variables.DATA_DIR, 'postgres')).uid).toBe(nobody);
    await killed(child, 'SIGTERM');
  });
});

/** For the name of a test that would run as this account; empty when it can. */
function whyNotAs(account: number): string {
  if (!isRoot) return ' (skipped: the others ran as one)';
  const own = fileURLToPath(import.meta.url);
  const { status } = spawnSync('test', ['-r', own], { uid: account, gid: account });
  return status === 0 ? '' : ' (skipped: no other account may read the folder of the project)';
}
