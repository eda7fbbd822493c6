import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockHolder, takeLock, withFileLock } from '../../../stack/folder/folder-lock.ts';
import { identify, isRunning, runsWith } from '../../../stack/process/process-identity.ts';
import { killed, leaveNothing, onTestEnd } from '../owners.ts';

const folder = mkdtempSync(join(tmpdir(), 'lock '));
const path = join(folder, 'stack.lock');
afterEach(async () => {
  await leaveNothing();
  rmSync(path, { force: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function aProcess() {
  const child = spawn('sleep', ['300'], { stdio: 'ignore' });
  onTestEnd(() => killed(child));
  await once(child, 'spawn');
  const identity = identify(child.pid ?? 0, 'sleep 300');
  if (!identity) throw new Error('The process is not there.');
  return { identity, end: () => killed(child) };
}

it('is held by one, and free again after', () => {
  const lock = takeLock(path);

  expect(lock?.holder.pid).toBe(process.pid);
  expect(takeLock(path)).toBeNull();
  expect(lockHolder(path)?.pid).toBe(process.pid);
  lock?.release();
  expect(existsSync(path)).toBe(false);
});

it('is not taken from a living process, and is from a dead one', async () => {
  const { identity, end } = await aProcess();
  writeFileSync(path, JSON.stringify(identity));

  expect(takeLock(path)).toBeNull();
  await end();
  expect(takeLock(path)?.holder.pid).toBe(process.pid);
  expect(readdirSync(folder)).toEqual(['stack.lock']);
});

it('is taken when the pid lives on in another process', () => {
  writeFileSync(path, JSON.stringify({ pid: process.pid, startedAs: 'long ago', mark: '' }));

  expect(lockHolder(path)).toBeNull();
  expect(takeLock(path)).not.toBeNull();
});

it('is taken when it cannot be read', () => {
  writeFileSync(path, '{');

  expect(takeLock(path)).not.toBeNull();
});

it('lets one after the other work', async () => {
  const order: string[] = [];
  const work = (name: string) =>
    withFileLock(path, async () => {
      order.push(`${name} in`);
      await new Promise((resolve) => setTimeout(resolve, 50));
      order.push(`${name} out`);
    });
  await Promise.all([work('a'), work('b')]);

  expect(order.map((step) => step.split(' ')[1])).toEqual(['in', 'out', 'in', 'out']);
});

describe('a process', () => {
  it('is known again by its pid, its start and its command line', async () => {
    const { identity, end } = await aProcess();

    expect(isRunning(identity)).toBe(true);
    expect(isRunning({ ...identity, startedAs: '1' })).toBe(false);
    expect(isRunning({ ...identity, mark: 'another program' })).toBe(false);
    expect(runsWith(identity.pid, 'sleep')).toBe(true);
    await end();
    expect(isRunning(identity)).toBe(false);
  });
});
