import type { Pool } from 'pg';

/** When this version of the workflows was first seen by this database; now, when it has not been yet. */
export async function workflowVersionSince(pool: Pool, version: number): Promise<Date> {
  await pool.query('INSERT INTO workflow_versions (version) VALUES ($1) ON CONFLICT DO NOTHING', [version]);
  const { rows } = await pool.query<{ since: Date }>(
    'SELECT first_seen_at AS since FROM workflow_versions WHERE version = $1',
    [version],
  );
  const [row] = rows;
  if (!row) throw new Error(`Expected a row of workflow_versions for version ${version}, got none.`);
  return row.since;
}
