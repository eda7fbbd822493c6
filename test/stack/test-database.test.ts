import pg from 'pg';
import { createTestDatabase, testPostgresUrl, testTemporalAddress } from '../services.ts';
import { serves } from '../../stack/temporal/temporal.ts';

it('gives every test a migrated database of its own', async () => {
  const [one, other] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  const client = new pg.Client({ connectionString: one.url });
  await client.connect();
  const { rows } = await client.query<{ count: string }>('SELECT count(*) FROM courses');
  await client.end();
  await Promise.all([one.drop(), other.drop()]);

  expect(rows).toEqual([{ count: '0' }]);
  expect(one.url).not.toBe(other.url);
  expect(testPostgresUrl()).toContain('127.0.0.1');
});

it('serves the default namespace of a development server', async () => {
  expect(await serves(testTemporalAddress(), 'default')).toBe(true);
});
