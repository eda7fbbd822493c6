import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createStandardStore } from '../../adapters/standards.ts';

const project = createStandardStore(fileURLToPath(new URL('../../standards', import.meta.url)));

describe('createStandardStore', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'standards-'));
  });
  afterEach(() => rm(dir, { recursive: true }));

  it('lists and loads every standard of the project', async () => {
    const ids = await project.list();

    expect(ids).toEqual(['plain', 'scroll', 'scroll-rehearsal']);
    for (const id of ids) expect((await project.load(id)).id).toBe(id);
  });

  it('loads a sound standard although another file of the folder is broken', async () => {
    await writeFile(join(dir, 'broken.json'), '{');
    await writeFile(join(dir, 'mine.json'), JSON.stringify({ ...(await project.load('plain')), id: 'mine' }));
    const store = createStandardStore(dir);

    expect((await store.load('mine')).id).toBe('mine');
    await expect(store.load('broken')).rejects.toMatchObject({ code: 'StandardInvalid' });
  });

  it.each(['gone', '../standards/scroll', ''])('finds no standard %j', async (id) => {
    await expect(createStandardStore(dir).load(id)).rejects.toMatchObject({ code: 'StandardNotFound' });
  });
});
