import type { Pool } from 'pg';

/**
 * When this database came to a version of the workflows. The migration that comes with the version says it: before it no
 * workflow of that version can have been started.
 */
export async function workflowVersionSince(pool: Pool, version: number): Promise<Date> {
  const { rows } = await pool.query<{ since: Date }>('SELECT since FROM workflow_versions WHERE version = $1', [
    version,
  ]);
  const [row] = rows;
  if (!row) {
    throw new Error(
      `Expected the table workflow_versions to have version ${version}, found none: add it in a migration, then run npm run db:setup.`,
    );
  }
  return row.since;
}
